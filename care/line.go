package care

import "time"

// Key names a message of the catalogue, such as "report.who". The text itself
// lives in locales; the rest of the program passes keys and typed arguments.
type Key string

// Line is one paragraph to be printed in somebody's language: a key and what
// goes into it.
type Line struct {
	Key  Key
	Args []Arg
}

// Say makes a Line.
func Say(key Key, args ...Arg) Line { return Line{Key: key, Args: args} }

// Arg is one named value of a Line. Name is the placeholder in the catalogue,
// written there as {{.Name}}.
type Arg struct {
	Name  string
	Value Value
}

// With makes an Arg.
func With(name string, v Value) Arg { return Arg{Name: name, Value: v} }

// Value is what an argument may hold. The set is closed, so that a printer can
// say of every kind how it is translated, escaped and kept together.
//
//sumtype:decl
type Value interface{ value() }

// The kinds of Value. A Line within a line is printed first, and a Code as it is.
type (
	// Words are somebody's own words: escaped, never translated.
	Words string
	// Label is a message of the catalogue inside another.
	Label Key
	// Labels is a list of them, joined as the language joins a list.
	Labels []Key
	// Number is a count; it also chooses the plural form.
	Number int
	// Phone is a number to call, kept on one line.
	Phone string
	// Clock is a moment, printed as day and time in the service's zone.
	Clock time.Time
	// Name is a proper name from clinic.toml, such as a clinic's.
	Name string
)

func (Line) value()   {}
func (Words) value()  {}
func (Label) value()  {}
func (Labels) value() {}
func (Number) value() {}
func (Phone) value()  {}
func (Clock) value()  {}
func (Name) value()   {}
func (Code) value()   {}
