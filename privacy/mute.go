package privacy

import "fmt"

// redacted is all that anything holding a key ever prints, whatever the verb.
const redacted = "[redacted]"

// mute makes what embeds it refuse to print and to marshal itself.
type mute struct{}

// Format prints [redacted] for every verb.
func (mute) Format(f fmt.State, _ rune) { _, _ = fmt.Fprint(f, redacted) }

// MarshalText gives [redacted], so that JSON and log handlers do too.
func (mute) MarshalText() ([]byte, error) { return []byte(redacted), nil }

// hidden keeps a value where printing by reflection cannot follow: inside a
// function. Format is not asked when a mute value sits in an unexported field of
// something that is printed, and a pointer is followed by some verbs.
type hidden[T any] func() T

func hide[T any](v T) hidden[T] { return func() T { return v } }
