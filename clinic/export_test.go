package clinic

// KeyNames lists every key that the file may have, for the test that holds the
// example to them.
func KeyNames() []string {
	var all []string
	for _, s := range schemas() {
		for _, k := range s.keys {
			all = append(all, k.name)
		}
	}
	return all
}

// Locate is locate, and Slips is slips.
var (
	Locate = locate
	Slips  = slips
)
