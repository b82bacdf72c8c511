package clinic

import (
	"fmt"
)

// maxFile bounds the file in bytes. A service with fifty clinics needs a tenth
// of it; anything larger was named by mistake.
const maxFile = 256 << 10

// Load reads a clinic.toml. name is what the file is called in problems, and
// speaks lists the languages that the program has a catalogue for. It returns
// every problem of the file at once. The service is nil when one of them is
// more than a warning.
func Load(name string, data []byte, speaks []string) (*Service, Problems) {
	d := &document{name: name, speaks: speaks}
	if len(data) > maxFile {
		d.report(1, "", fmt.Sprintf("is larger than %d kB, so it is not a clinic.toml", maxFile>>10), "name the right file")
		return nil, d.problems
	}
	values, ok := d.parse(string(data))
	if !ok {
		return nil, d.problems.inOrder()
	}
	s := service(table{d: d, values: values, keys: rootKeys()})
	if d.problems.Fatal() {
		return nil, d.problems.inOrder()
	}
	return &s, d.problems.inOrder()
}
