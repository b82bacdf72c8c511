// Package listen says what a patient's own words are about: up to three topics
// to choose from, and the safety card that words of danger call for.
//
// It is a list of words, and nothing more. It picks a card or a topic because
// certain words stand in the text, as an index at the back of a book does. It
// infers nothing about the patient, scores nothing about them, ranks no urgency
// from what they answer, keeps nothing and sends nothing. The card it names is the
// same for everybody. It misses cases: danger that is not spelled out, in words it
// does not have, or in a language it does not read, is not seen. So help is a
// button on every screen, and this is never the only way to it. The scores in here
// compare wordings with each other; they say nothing about a person.
//
// What it knows stands in the readable files of the data folder, by language:
// topics.txt has what people say for each topic, danger.txt the rules that open a
// card and the figures of speech that do not, words.txt slang and common words.
//
// listen reads no clock and does no I/O. It knows care, and nobody but bot, web
// and cmd knows it: bot, web, cmd -> listen -> care.
package listen
