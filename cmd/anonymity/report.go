package main

import (
	"fmt"
	"io"
)

// section is one table of outcomes.
type section struct {
	title    string
	outcomes *[manyKnown]outcome
}

// sections are the tables of a study, what is worst for patients first.
func (f *findings) sections() []section {
	return []section{
		{"Voice reports, had they no pool", &f.atOnce},
		{"  of these, written on the premises or within the hour", &f.near},
		{"Voice reports, with the pool", &f.pooled},
		{"  were each to show the ISO week in which it was written", &f.dated},
		{"  sent anyway, without company", &f.lonely},
		{"Asks that go now", &f.asked},
		{"Asks hidden among others", &f.hidden},
	}
}

const legend = `Attack 1: who wrote it? A key worker has noted who was on the premises when, in all weeks, and knows how patients write.
  chance     how often the first guess would be right had no post been seen: whoever writes most, by attendance (and by rate, where that is known)
  set        effective anonymity set, two to the entropy of the guesses: median, and the 5th percentile
  + ...      attackers who have been told one thing that staff do not see, besides who was there when: upper bounds
`

// printStudy prints the first attack.
func printStudy(out io.Writer, f *findings) {
	_, _ = io.WriteString(out, legend+"\n")
	printSections(out, f.sections())
	f.printCost(out)
}

// firstColumn is how wide the names of attackers and channels are.
const firstColumn = 60

// fewest is how many posts a line must rest on: fewer say nothing.
const fewest = 100

// printSections prints an attack for each thing that staff see and each thing that
// an attacker may know.
func printSections(out io.Writer, sections []section) {
	_, _ = fmt.Fprintf(out, "%-*s%8s%9s%18s%9s%9s%9s\n", firstColumn, "", "posts", "chance", "first guess right", "x chance", "set", "5 % set")
	for _, s := range sections {
		if len(s.outcomes[attendance].sets) < fewest {
			continue
		}
		_, _ = fmt.Fprintln(out, s.title)
		for k := range s.outcomes {
			printOutcome(out, "    "+known(k).String(), &s.outcomes[k])
		}
	}
}

func printOutcome(out io.Writer, name string, o *outcome) {
	tries := sum(o.tries)
	if tries < fewest {
		return
	}
	rate, off := o.success()
	_, _ = fmt.Fprintf(out, "%-*s%8.0f%7.2f %%%10.2f ±%4.2f %%%9.1f%9.1f%9.1f\n", firstColumn, name, tries,
		100*o.byChance(), 100*rate, 100*off, rate/o.byChance(), quantile(o.sets, 0.5), quantile(o.sets, 0.05))
}

// printCost prints what the pool costs: time, and reports that never come out.
func (f *findings) printCost(out io.Writer) {
	inside := f.written - f.released - f.counted
	_, _ = fmt.Fprintf(out, "    the pool: %.0f reports a release (median), out after %.1f days (median; 95th percentile %.1f); of %d, %.1f %% counted only, %.1f %% still inside at the end.\n",
		quantile(f.sizes, 0.5), quantile(f.waits, 0.5), quantile(f.waits, 0.95), f.written,
		100*float64(f.counted)/float64(f.written), 100*float64(inside)/float64(f.written))
}

const linkLegend = `
Attack 2: which two are one patient's? Each channel scores all pairs by itself.
  base       share of the pairs that are one patient's: what lots would find
  AUC        how often a pair of one patient scores higher than another pair: 0.50 says nothing
  top        share of one patient's pairs among the highest scores
`

// printLinking prints the second attack.
func printLinking(out io.Writer, l *linking) {
	_, _ = io.WriteString(out, linkLegend+"\n")
	printLinks(out, "Reports", &l.reports)
	printLinks(out, "Cases", &l.cases)
}

// printLinks prints a table, a line for each channel.
func printLinks(out io.Writer, title string, c *channels) {
	_, _ = fmt.Fprintf(out, "%-*s%9s%9s%9s%9s%9s\n", firstColumn, title, "pairs", "base", "AUC", "top 1 %", "top .1 %")
	for _, one := range c.all {
		r := rank(one.pairs)
		_, _ = fmt.Fprintf(out, "  %-*s%9d%7.1f %%%9.2f%7.0f %%%7.0f %%  %s\n", firstColumn-2, one.name, len(one.pairs), 100*r.base, r.auc, 100*r.top, 100*r.tipTop, one.note)
	}
}
