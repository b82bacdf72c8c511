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

// trial is one run of each bot, one right after the other.
type trial [4]figures

// The places in a trial.
const (
	ofEcho = iota
	ofFullEcho
	ofKeptEcho
	ofHeard
)

type trials []trial

// median takes each figure's own.
func (r trials) median(bot int) figures {
	of := func(pick func(figures) float64) float64 {
		return r.middle(func(one trial) float64 { return pick(one[bot]) })
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

// share is one bot's throughput as a part of another's, within the same trial.
func (r trials) share(bot, of int) float64 {
	return r.middle(func(one trial) float64 { return one[bot].rate / one[of].rate })
}

func (r trials) middle(pick func(trial) float64) float64 {
	all := make([]float64, len(r))
	for i, one := range r {
		all[i] = pick(one)
	}
	slices.Sort(all)
	return all[len(all)/2]
}

// table is what a person reads.
type table struct{ rows []string }

func (t *table) add(c cell, all trials) {
	row := func(who string, bot int, format string, more ...any) {
		f := all.median(bot)
		t.rows = append(t.rows, fmt.Sprintf("%s\t%d\t%d\t%s\t%.0f\t%.1f\t%.1f\t%.3f\t%.3f\t%.3f\t%.0f\t%.1f\t",
			c.step, c.patients, c.latency.Milliseconds(), who, f.rate, f.p50, f.p99, f.cpu, f.redis, f.around, f.rss, f.others)+
			fmt.Sprintf(format, more...))
	}
	row("echo", ofEcho, "\t\t\t")
	row("full echo", ofFullEcho, "\t\t\t")
	row("kept echo", ofKeptEcho, "%.0f %%\t%.0f %%\t\t", 100*all.share(ofKeptEcho, ofEcho), 100*all.share(ofKeptEcho, ofFullEcho))
	row("heard", ofHeard, "%.0f %%\t%.0f %%\t%.0f %%\t", 100*all.share(ofHeard, ofEcho), 100*all.share(ofHeard, ofFullEcho), 100*all.share(ofHeard, ofKeptEcho))
}

func (t *table) print(to io.Writer) {
	_, _ = fmt.Fprintf(to, "\nOne step of a conversation: median of %d runs of %d to %d updates, on %d cores that the bot, its Redis\n"+
		"(appendfsync always), Telegram's stand-in and the patients share. Every update was answered exactly once.\n\n"+
		"step       press: an edit and an answer to the press; words: a new message\n"+
		"bot        echo shows what came; full echo shows screens as large as Heard's; neither keeps anything;\n"+
		"           kept echo is the full echo that keeps what it owes, in the plainest way\n"+
		"ms         from the act to its answer; API ms: added to every call\n"+
		"CPU s      processor seconds for 1,000 updates: of the bot, its Redis, and around it the stand-in and the patients\n"+
		"others     cores that everything else on the machine took meanwhile: far from 0, do not trust the row\n"+
		"of echo    aim: 50 %% at 0 ms, 90 %% at 30 ms; and p99 below 60 ms with 64 patients at 30 ms\n\n",
		benchRuns, benchSlow, benchUpdate, runtime.NumCPU())
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', tabwriter.AlignRight)
	_, _ = fmt.Fprintln(w, "step\tpatients\tAPI ms\tbot\tupdates/s\tp50 ms\tp99 ms\tCPU s\tRedis CPU s\taround CPU s\tRSS MB\tothers\tof echo\tof full\tof kept\t")
	for _, row := range t.rows {
		_, _ = fmt.Fprintln(w, row)
	}
	_ = w.Flush()
	_, _ = fmt.Fprintln(to)
}
