// Package simulator is a Telegram Bot API on loopback, for the tests, the
// benchmark and the demo: chats with people in them, updates with Telegram's
// own offset and webhook rules, messages with Telegram's own refusals and
// limits, and faults on request. A program that knows only the base address
// cannot tell it from the real one; whoever holds the Server plays the people.
//
// Arrows: simulator imports the standard library only. Nothing but cmd and tests
// may import it.
package simulator
