// Package locales holds every text that a patient or staff member reads, one
// file per language (active.<tag>.toml), and the printer that fills them in. Its
// tests are the gates: the same messages in every language, plain words, none
// that stigmatise.
//
// A language is added with its file and one entry in Languages.
//
// Arrows: locales imports care, go-i18n, a TOML reader and x/text. Nothing in it
// knows Telegram; that texts are HTML of the kind Telegram takes is a promise of
// the catalogue.
package locales
