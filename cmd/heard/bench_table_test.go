package main

import (
	"fmt"
	"io"
	"runtime"
	"slices"
	"text/tabwriter"
)

// figures are what one run, or the median of several, has shown.
type figures struct {
	rate     float64 // updates/s
	p50, p99 float64 // ms from the act to its answer
	cpu      float64 // processor seconds of the bot for 1,000 updates
	redis    float64 // of its Redis
	around   float64 // of Telegram's stand-in and the patients
	others   float64 // cores that everything else on the machine took meanwhile
	rss      float64 // MB that the bot holds after the run
}

// median takes each figure's own.
func median(runs []figures) figures {
	of := func(pick func(figures) float64) float64 {
		all := make([]float64, len(runs))
		for i, f := range runs {
			all[i] = pick(f)
		}
		slices.Sort(all)
		return all[len(all)/2]
	}
	return figures{
		rate:   of(func(f figures) float64 { return f.rate }),
		p50:    of(func(f figures) float64 { return f.p50 }),
		p99:    of(func(f figures) float64 { return f.p99 }),
		cpu:    of(func(f figures) float64 { return f.cpu }),
		redis:  of(func(f figures) float64 { return f.redis }),
		around: of(func(f figures) float64 { return f.around }),
		others: of(func(f figures) float64 { return f.others }),
		rss:    of(func(f figures) float64 { return f.rss }),
	}
}

// ratio is the median of Heard's throughput beside the echo's, of the runs that
// were made one right after the other.
func ratio(echo, heard []figures) float64 {
	pairs := make([]float64, len(heard))
	for i := range heard {
		pairs[i] = heard[i].rate / echo[i].rate
	}
	slices.Sort(pairs)
	return pairs[len(pairs)/2]
}

// table is what a person reads.
type table struct{ rows []string }

func (t *table) add(c cell, echo, heard figures, ofEcho float64) {
	row := func(who string, f figures, redis, share string) {
		t.rows = append(t.rows, fmt.Sprintf("%s\t%d\t%d\t%s\t%.0f\t%.1f\t%.1f\t%.3f\t%s\t%.3f\t%.0f\t%.1f\t%s\t",
			c.step, c.patients, c.latency.Milliseconds(), who, f.rate, f.p50, f.p99, f.cpu, redis, f.around, f.rss, f.others, share))
	}
	row("echo", echo, "-", "")
	row("heard", heard, fmt.Sprintf("%.3f", heard.redis), fmt.Sprintf("%.0f %%", 100*ofEcho))
}

func (t *table) print(to io.Writer) {
	_, _ = fmt.Fprintf(to, "\nOne step of a conversation: median of %d runs of %d to %d updates, on %d cores that the bot, its Redis\n"+
		"(appendfsync always), Telegram's stand-in and the patients share. Every update was answered exactly once.\n\n"+
		"step       press: an edit and an answer to the press; words: a new message\n"+
		"ms         from the act to its answer; API ms: added to every call\n"+
		"CPU s      processor seconds for 1,000 updates: of the bot, its Redis, and around it the stand-in and the patients\n"+
		"others     cores that everything else on the machine took meanwhile: far from 0, the figures are not to be trusted\n"+
		"of echo    aim: 50 %% at 0 ms, 90 %% at 30 ms; and p99 below 60 ms with 64 patients at 30 ms\n\n",
		benchRuns, benchSlow, benchUpdate, runtime.NumCPU())
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', tabwriter.AlignRight)
	_, _ = fmt.Fprintln(w, "step\tpatients\tAPI ms\tbot\tupdates/s\tp50 ms\tp99 ms\tCPU s\tRedis CPU s\taround CPU s\tRSS MB\tothers\tof echo\t")
	for _, row := range t.rows {
		_, _ = fmt.Fprintln(w, row)
	}
	_ = w.Flush()
	_, _ = fmt.Fprintln(to)
}
