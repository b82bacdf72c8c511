// Command anonymity measures what a nosy key worker can find out: it simulates a
// clinic, lets the pool and the hiding of the service decide what staff see when,
// and attacks it. docs/anonymity.md says how, and what it does not cover.
package main

import (
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/alecthomas/kong"

	"heard/clinic"
)

//go:embed clinic.toml
var clinicFile []byte

// commandLine is the command line; kong reads it off this struct.
type commandLine struct {
	Seed     uint64  `help:"What chance begins with. The same seed gives the same figures." default:"1"`
	Runs     int     `help:"How many clinics to simulate." default:"200"`
	Patients int     `help:"Patients of each." default:"150"`
	Weeks    int     `help:"Weeks of each." default:"26"`
	Reports  float64 `help:"Reports for the pool, by patient and week." default:"0.10"`
	Asks     float64 `help:"Asks, by patient and week." default:"0.05"`
}

func main() {
	var line commandLine
	k := kong.Parse(&line, kong.Name("anonymity"), kong.Description("Measures what a nosy key worker can find out. See docs/anonymity.md."))
	k.FatalIfErrorf(line.run(os.Stdout))
}

// Validate refuses what cannot be simulated.
func (c commandLine) Validate() error {
	if c.Runs < 1 || c.Patients < 2 || c.Weeks < 2 || c.Reports <= 0 || c.Asks <= 0 {
		return errors.New("at least one run of two patients over two weeks, who write something")
	}
	return nil
}

// linkShare is in how many runs pairs are compared once: there are so many pairs
// that few will do.
const linkShare = 10

// run prints the report. It returns errAims when an aim is not met.
func (c commandLine) run(out io.Writer) error {
	p, err := open()
	if err != nil {
		return err
	}
	s := scenario{patients: c.Patients, weeks: c.Weeks, reports: c.Reports, asks: c.Asks}
	_, _ = fmt.Fprintf(out, "%d clinics of %d patients over %d weeks, %.2f reports and %.2f asks by patient and week; seed %d.\n\n",
		c.Runs, s.patients, s.weeks, s.reports, s.asks, c.Seed)
	f := p.study(s, c.Runs, c.Seed)
	printStudy(out, f)
	p.printSmall(out, s, c.Runs, c.Seed)
	l, err := p.link(s, max(1, c.Runs/linkShare), c.Seed)
	if err != nil {
		return err
	}
	printLinking(out, l)
	return printAims(out, f, l)
}

// open reads the simulated clinic's file.
func open() (place, error) {
	service, problems := clinic.Load("clinic.toml", clinicFile, []string{"en"})
	if service == nil {
		return place{}, fmt.Errorf("anonymity: reading the clinic's file: %v", problems)
	}
	return place{service, learnHidings(service.Clinics)}, nil
}
