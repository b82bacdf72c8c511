package care

import (
	"encoding/hex"
	"errors"
	"fmt"
	"unique"
)

// redacted is all that a personal id ever prints, whatever the verb.
const redacted = "[redacted]"

// hidden keeps an id where printing by reflection does not follow. A value in
// an unexported field of something that is printed is not asked how: fmt prints
// what is in it. Of a handle that is an address, for numbers and strings: fmt
// follows it to an array or a struct. And handles are equal when what they stand
// for is.
type hidden[ID int64 | string] struct{ at unique.Handle[ID] }

// hide gives the zero value for the zero id.
func hide[ID int64 | string](id ID) hidden[ID] {
	var none ID
	if id == none {
		return hidden[ID]{}
	}
	return hidden[ID]{unique.Make(id)}
}

func (h hidden[ID]) reveal() (id ID) {
	if h == (hidden[ID]{}) {
		return id
	}
	return h.at.Value()
}

// ChatID is the Telegram address of a private chat or a group. It refuses to
// print or marshal itself, so it cannot reach a log, an error or a metric by
// accident; only Reveal gives the number.
type ChatID struct{ n hidden[int64] }

// NewChatID wraps a number that came from Telegram or from clinic.toml.
func NewChatID(n int64) ChatID { return ChatID{hide(n)} }

// Reveal returns the number. Only the border to Telegram and the sealing of a
// return address may call it.
func (c ChatID) Reveal() int64 { return c.n.reveal() }

// IsGroup reports whether the address is a group's: Telegram gives groups
// negative numbers and people positive ones.
func (c ChatID) IsGroup() bool { return c.n.reveal() < 0 }

// Format prints [redacted] for every verb.
func (ChatID) Format(f fmt.State, _ rune) { _, _ = fmt.Fprint(f, redacted) }

// MarshalText gives [redacted], so that JSON and log handlers do too.
func (ChatID) MarshalText() ([]byte, error) { return []byte(redacted), nil }

// StaffID is the Telegram id of a staff member: kept, sealed, for as long as
// they own a case, so that colleagues can tap the card and see whose it is.
type StaffID struct{ n hidden[int64] }

// NewStaffID wraps a number that came from Telegram.
func NewStaffID(n int64) StaffID { return StaffID{hide(n)} }

// Reveal returns the number, for the link on a staff card and for sealing.
func (s StaffID) Reveal() int64 { return s.n.reveal() }

// Format prints [redacted] for every verb.
func (StaffID) Format(f fmt.State, _ rune) { _, _ = fmt.Fprint(f, redacted) }

// MarshalText gives [redacted], so that JSON and log handlers do too.
func (StaffID) MarshalText() ([]byte, error) { return []byte(redacted), nil }

// Pseudonym stands for a person inside the service: a keyed hash of the
// Telegram id, of no use to anyone without the root key and the ring. It names rows
// in the store, is another one when the lookup keys roll, and is still kept out of logs, since it ties a person's rows together.
type Pseudonym struct{ hex hidden[string] }

// NewPseudonym wraps the 16 bytes of a keyed hash.
func NewPseudonym(b [16]byte) Pseudonym { return Pseudonym{hide(hex.EncodeToString(b[:]))} }

// Hex returns the pseudonym as 32 hexadecimal digits, for key names in the
// store. The zero value, which is nobody's, has none.
func (p Pseudonym) Hex() string { return p.hex.reveal() }

// Format prints [redacted] for every verb.
func (Pseudonym) Format(f fmt.State, _ rune) { _, _ = fmt.Fprint(f, redacted) }

// MarshalText gives [redacted], so that JSON and log handlers do too.
func (Pseudonym) MarshalText() ([]byte, error) { return []byte(redacted), nil }

// UpdateID is Telegram's number of an update. It says nothing about a person
// and may be logged.
type UpdateID int64

// MessageID is Telegram's number of a message in one chat.
type MessageID int64

// errPseudonym is returned by ParsePseudonym; it does not quote its input.
var errPseudonym = errors.New("care: a pseudonym is 32 hexadecimal digits")

// ParsePseudonym reads what Hex wrote.
func ParsePseudonym(s string) (Pseudonym, error) {
	b, err := hex.DecodeString(s)
	if err != nil || len(b) != 16 {
		return Pseudonym{}, errPseudonym
	}
	return NewPseudonym([16]byte(b)), nil
}
