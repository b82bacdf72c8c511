package clinic

import (
	"errors"
	"time"
)

// Windows and dates are stored as the file writes them: short, and legible to
// whoever has to look.

// ErrText is returned for a text that is not a window or not a date.
var ErrText = errors.New("not in the form of the file")

// MarshalText writes the window as 08:00-12:00.
func (w Window) MarshalText() ([]byte, error) { return []byte(w.String()), nil }

// UnmarshalText reads what MarshalText wrote. The error is ErrText.
func (w *Window) UnmarshalText(text []byte) error {
	m := windowForm.FindSubmatch(text)
	if m == nil {
		return ErrText
	}
	from, ok1 := parseClock(string(m[1]))
	to, ok2 := parseClock(string(m[2]))
	if !ok1 || !ok2 {
		return ErrText
	}
	*w = Window{from, to}
	return nil
}

// MarshalText writes the date as 2026-12-24.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote. The error is ErrText.
func (d *Date) UnmarshalText(text []byte) error {
	t, err := time.Parse(time.DateOnly, string(text))
	if err != nil {
		return ErrText
	}
	*d = DateOf(t)
	return nil
}
