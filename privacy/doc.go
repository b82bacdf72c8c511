// Package privacy holds what keeps a patient's rows unreadable: pseudonyms, the
// key ring and sealing.
//
// Two secrets are needed to read anything, or to tell whose a row is. The root key is
// the operator's and of no use without the ring. The ring is a file of random keys, on
// this machine only and in no backup: one per epoch, and the lookup keys. What was
// sealed under an epoch is gone for good, in every old copy of the store too, once that
// epoch's key is destroyed; and so is whose a row was, once the lookup key is destroyed
// that named it. A Vault holds both, names people and seals
//
//   - the data key of one patient or one case, wrapped (NewKey, OpenKey);
//   - what is kept about them, under that data key (DataKey);
//   - where a case's patient is answered (SealReturn);
//   - deliveries that wait in the outbox (SealJob).
//
// Sealed bytes are bound to whose they are and to which field they fill, so that
// a row copied into another place does not open, and they come in a few sizes
// only, so that a length tells little. Nothing here hides a key from someone who
// reads the memory of the running process.
//
// The ring rolls: Roll begins an epoch, Rewrap... seals what is live under it,
// and Destroy ends the epochs two back. In that order, and with all of the second
// between the first and the third, nothing live is ever lost. So do the lookup keys:
// RollNames announces one, and makes it current a day later; Renamed gives a row its name
// under it, and DestroyNames ends those before. Until then everybody is looked for under
// all of them.
//
// Everything is safe for use by many goroutines.
//
// Arrows: privacy imports the standard library, care and clinic. It reads no
// clock, and writes one file, the key ring, with a lock beside it.
package privacy
