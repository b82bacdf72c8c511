package flows

import (
	"strconv"
	"strings"

	"heard/care"
)

// Button is one thing to press.
type Button struct {
	Label  care.Line
	Ticked bool // shown as chosen
	Data   Data
}

// Data is what a button carries, at most 64 bytes as text. A button of a step
// carries the turn of its screen and goes stale with it. A standing button has
// turn 0 and stays good; Stays says that its message stays in the chat too, so
// that what comes of the press is a new message.
type Data struct {
	Turn  uint32
	Token string
	Stays bool
}

// The first byte of a standing button's text.
const (
	replacing = "="
	staying   = "~"
)

// String writes the data as it travels: "=token", "~token", or the turn in base
// 36, a colon and the token.
func (d Data) String() string {
	switch {
	case d.Turn != 0:
		return strconv.FormatUint(uint64(d.Turn), 36) + ":" + d.Token
	case d.Stays:
		return staying + d.Token
	default:
		return replacing + d.Token
	}
}

// ParseData reads what String wrote. Anything else gives ok false: it came from
// another program, or from a version before this one.
func ParseData(s string) (d Data, ok bool) {
	if token, found := strings.CutPrefix(s, staying); found {
		return Data{Token: token, Stays: true}, token != ""
	}
	if token, found := strings.CutPrefix(s, replacing); found {
		return Data{Token: token}, token != ""
	}
	turn, token, found := strings.Cut(s, ":")
	n, err := strconv.ParseUint(turn, 36, 32)
	if !found || err != nil || n == 0 || token == "" {
		return Data{}, false
	}
	return Data{Turn: uint32(n), Token: token}, true
}

// Replaces reports whether the screen that answers the press takes the place of
// the message that was pressed.
func (d Data) Replaces() bool { return !d.Stays }

// here makes a standing button on a screen that may be replaced.
func here(label care.Key, token string) Button {
	return Button{Label: care.Say(label), Data: Data{Token: token}}
}

// kept makes a standing button on a message that stays in the chat.
func kept(label care.Key, token string) Button {
	return Button{Label: care.Say(label), Data: Data{Token: token, Stays: true}}
}
