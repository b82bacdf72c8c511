// Package redact hides what could tell who wrote a text, before staff see it.
//
// The reader to fear knows the patients. So this does not look for names alone,
// as one does for strangers; it turns the question round, and a word stays only if
// it is known to be harmless: in a dictionary, in the lists of the clinic's trade,
// or a likely slip of a common word. On top come patterns (mail, phones, numbers,
// dates, ages, addresses), the clinic's own roster, lists of names and places, and
// words that say that a number follows (told.go), and the grammar round names that
// are everyday words (grammar.go, bare.go) and round the names of buildings and shops
// (landmarks.go).
// Facts that single a person out without being a name are pointed out, not hidden:
// the patient decides (Result.Rare).
//
// It misses some names, and it hides some harmless words. So its result is a
// first draft (Show): the patient sees exactly what would be sent, and hides more
// words (Pieces, Without).
//
// What it knows stands in readable files in the data folder, by language, and in
// packed lists made from the sources named in lists/SOURCES.md. Larger dictionaries
// of the system are used where they are installed (System).
//
// A Redactor reads no clock, does no I/O after New, and never changes: any number
// of goroutines may share it. The same text gives the same result.
//
// Arrows: redact imports the standard library, care, x/text, phonenumbers and xurls.
package redact
