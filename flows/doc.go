// Package flows holds the conversations with patients, one file each, and the
// pure engine that moves them: Step takes where a patient is and what came in,
// and says where they are now and what is to be done. The same Step serves
// Telegram, the demo, the golden transcripts and the fuzzers.
//
// Vocabulary:
//
//   - a step is one place in a conversation, such as report.who; it shows a screen;
//   - a screen is lines and buttons; it lives as long as its turn, a number that
//     its buttons carry, so that a press on an older screen is recognised;
//   - a standing button carries no turn and stays good on messages that stay in
//     the chat;
//   - an effect is something for the caller to do. The set is closed.
//
// Arrows: flows imports care, clinic and the pure part of the standard library.
// It returns message keys and typed arguments, never text.
package flows
