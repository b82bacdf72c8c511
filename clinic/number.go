package clinic

import "heard/care"

// Number is one number to call, with where it was found.
type Number struct {
	Number    care.Phone
	What      care.Key  // what kind of line it is, such as number.suicide
	Name      care.Name // what the line calls itself; may be empty
	Source    string    // whose page gave the number
	Year      int       // of that page; 0 when it bears no date
	Confirmed bool      // false: ring it before the service opens
}

// Numbers are the lines of a crisis card. None of them is ever empty.
type Numbers struct {
	Emergency Number // danger to life
	Urgent    Number // cannot wait, but nobody is dying
	Suicide   Number // somebody to talk to
	Drugs     Number // questions about drugs
	Poison    Number // took something, or a child did
}

// All lists the numbers in the order of a card.
func (n Numbers) All() []Number {
	return []Number{n.Emergency, n.Urgent, n.Suicide, n.Drugs, n.Poison}
}

// label gives every number its kind.
func (n Numbers) label() Numbers {
	n.Emergency.What = "number.emergency"
	n.Urgent.What = "number.urgent"
	n.Suicide.What = "number.suicide"
	n.Drugs.What = "number.drugs"
	n.Poison.What = "number.poison"
	return n
}
