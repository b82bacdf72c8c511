// Package bot is Telegram, all of it: receiving updates, rendering screens and
// cards, delivering them, the patient's side and the staff side.
//
// The way of a message: an update is decoded into the few fields that are
// needed and the chat becomes a pseudonym at the border; the store loads the
// conversation; flows decides, purely; the store commits everything at once;
// only then is the update confirmed to Telegram; then the jobs are delivered
// under their leases.
//
// Arrows: bot imports flows, locales, privacy, care and clinic. What it needs of
// the store it declares itself, in ports.go. No type of Telegram's library
// leaves this package.
package bot
