package redact

// Kind says what was hidden. It is all that a reader learns of it.
type Kind string

// The kinds, in the order in which they are looked for.
const (
	Link     Kind = "link"
	Email    Kind = "email"
	Handle   Kind = "handle"
	Date     Kind = "date"
	ID       Kind = "id" // national numbers, cases, files
	Account  Kind = "account"
	Phone    Kind = "phone"
	Plate    Kind = "plate"
	Postcode Kind = "postcode"
	Street   Kind = "street"
	Age      Kind = "age"
	Number   Kind = "number" // any other long row of digits
	Staff    Kind = "staff"  // a person of the clinic's roster
	Name     Kind = "name"
	Place    Kind = "place"
	Word     Kind = "word" // what the patient hid by hand, and scripts that no list covers
)

// Kinds lists every kind, so that a catalogue can be held to have all labels.
func Kinds() []Kind {
	return []Kind{
		Link, Email, Handle, Date, ID, Account, Phone, Plate, Postcode, Street, Age, Number, Staff, Name, Place, Word,
	}
}

// english is the label of a kind where the caller gives none.
func english(_ string, k Kind) string {
	special := map[Kind]string{ID: "id number", Staff: "staff member", Word: "hidden"}
	if label, ok := special[k]; ok {
		return label
	}
	return string(k)
}
