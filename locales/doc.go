// Package locales holds every text that a patient or staff member reads, one
// file per language (active.<tag>.toml), and the printer that fills them in. Its
// tests are the gates: the same messages in every language, plain words, none
// that stigmatise.
//
// Safety texts, and those that promise something, are noted in safety.lock.toml
// with who has read them; Unreviewed lists the ones that nobody has.
//
// A language is added with its file, one entry in Languages, and what the tests
// then ask for: a target for how easy it must be to read, a list of words that
// judge, its transcripts in flows, and its part of the lock.
//
// Arrows: locales imports care, go-i18n, a TOML reader and x/text. Nothing in it
// knows Telegram; that texts are HTML of the kind Telegram takes is a promise of
// the catalogue.
package locales
