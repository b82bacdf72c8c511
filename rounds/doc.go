// Package rounds is what happens by the clock and not because of a message, one
// file a round. A round runs beside the service in every copy of it; a turn in
// the store has one of the copies do the work.
//
// Arrows: rounds imports care, clinic, flows, listen, locales and privacy. What
// it needs of the store it declares itself. It may read the clock, and takes one
// from outside so that tests can move it.
package rounds
