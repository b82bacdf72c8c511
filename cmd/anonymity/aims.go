package main

import (
	"errors"
	"fmt"
	"io"
)

// The aims. The first two are for an attacker who knows who was there when.
const (
	mostOfChance = 2.0  // times chance: success with the pool
	leastCrowd   = 20.0 // people: median effective set
	saysNothing  = 0.03 // AUC this near to a half is no more than the noise of the runs
)

// errAims makes the program fail, so that nobody has to read all of the report.
var errAims = errors.New("an aim is not met")

// printAims says which aims are met. It returns errAims if one is not.
func printAims(out io.Writer, f *findings, l *linking) error {
	o := &f.pooled[attendance]
	rate, off := o.success()
	most := (rate + off) / o.byChance()
	median := quantile(o.sets, 0.5)
	code, order := rank(l.reports.of(codeChannel, "").pairs).auc, rank(l.reports.of(orderChannel, "").pairs).auc
	_, _ = fmt.Fprintln(out, "\nAims")
	ok := aim(out, most <= mostOfChance, "with the pool, success is at most %.0f times chance: %.2f, %.2f at the most", mostOfChance, rate/o.byChance(), most)
	ok = aim(out, median >= leastCrowd, "with the pool, the median effective set is at least %.0f: %.1f", leastCrowd, median) && ok
	ok = aim(out, even(code) && even(order), "codes and order in a digest say nothing: AUC %.2f and %.2f", code, order) && ok
	if !ok {
		return errAims
	}
	return nil
}

// even reports whether a score ranks no better than lots.
func even(auc float64) bool { return abs(auc-0.5) <= saysNothing }

func aim(out io.Writer, met bool, format string, figures ...any) bool {
	word := "met    "
	if !met {
		word = "NOT MET"
	}
	_, _ = fmt.Fprintf(out, "  %s  "+format+"\n", append([]any{word}, figures...)...)
	return met
}
