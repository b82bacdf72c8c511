package main

import (
	"fmt"
	"io"
)

// Where the pool has least to work with: a clinic of 150 in a stretch in which few
// write, and small clinics.

// smallClinics are the sizes that are simulated besides.
func smallClinics() []int { return []int{70, 30} }

// printSmall runs and prints the scenarios in which the pool has least to work
// with. Asks are left out: they have no pool.
func (p place) printSmall(out io.Writer, s scenario, runs int, seed uint64) {
	_, _ = fmt.Fprintln(out, "\nWhere the pool has least to work with")
	s.asks = 0
	quiet := s
	quiet.reports = float64(p.Privacy.ReleaseReports) / float64(s.patients)
	printRow(out, fmt.Sprintf("%d patients, about %d reports a week", quiet.patients, p.Privacy.ReleaseReports), p.study(quiet, runs, seed))
	for _, patients := range smallClinics() {
		small := s
		small.patients = patients
		// As many patients in all, since what is rare is to be seen often enough.
		printRow(out, fmt.Sprintf("%d patients", patients), p.study(small, max(1, runs*s.patients/patients), seed))
	}
}

// printRow prints a scenario in few lines.
func printRow(out io.Writer, title string, f *findings) {
	_, _ = fmt.Fprintln(out, title)
	printOutcome(out, "    had they no pool", &f.atOnce[attendance])
	printOutcome(out, "    with the pool", &f.pooled[attendance])
	printOutcome(out, "      + how much each writes", &f.pooled[rates])
	printOutcome(out, "      + who wrote, not what", &f.pooled[whoWrote])
	printOutcome(out, "    releases that held just the least", &f.least[attendance])
	printOutcome(out, "      + how much each writes", &f.least[rates])
	printOutcome(out, "      + who wrote, not what", &f.least[whoWrote])
	printOutcome(out, "    sent anyway, without company", &f.lonely[attendance])
	printOutcome(out, "      + how much each writes", &f.lonely[rates])
	f.printCost(out)
}
