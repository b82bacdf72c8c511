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
		rate:  of(func(f figures) float64 { return f.rate }),
		p50:   of(func(f figures) float64 { return f.p50 }),
		p99:   of(func(f figures) float64 { return f.p99 }),
		cpu:   of(func(f figures) float64 { return f.cpu }),
		redis: of(func(f figures) float64 { return f.redis }),
		rss:   of(func(f figures) float64 { return f.rss }),
	}
}

// table is what a person reads.
type table struct{ rows []string }

func (t *table) add(c cell, echo, heard figures) {
	row := func(who string, f figures, redis, ratio string) {
		t.rows = append(t.rows, fmt.Sprintf("%s\t%d\t%d\t%s\t%.0f\t%.1f\t%.1f\t%.3f\t%s\t%.0f\t%s\t",
			c.step, c.patients, c.latency.Milliseconds(), who, f.rate, f.p50, f.p99, f.cpu, redis, f.rss, ratio))
	}
	row("echo", echo, "-", "")
	row("heard", heard, fmt.Sprintf("%.3f", heard.redis), fmt.Sprintf("%.0f %%", 100*heard.rate/echo.rate))
}

func (t *table) print(to io.Writer) {
	_, _ = fmt.Fprintf(to, "\nOne step of a conversation, median of %d runs of %d to %d updates, on %d cores that bot, Redis\n"+
		"(appendfsync always), Telegram's stand-in and patients share. Every update was answered exactly once.\n"+
		"press: an edit and an answer to the press; words: a new message.\n"+
		"Aim beside the echo: half its updates/s at 0 ms, 90 %% at 30 ms; p99 below 60 ms with 64 patients at 30 ms.\n\n",
		benchRuns, benchSlow, benchUpdate, runtime.NumCPU())
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', tabwriter.AlignRight)
	_, _ = fmt.Fprintln(w, "step\tpatients\tAPI ms\tbot\tupdates/s\tp50 ms\tp99 ms\tCPU s/1,000\tRedis CPU s/1,000\tRSS MB\tof echo\t")
	for _, row := range t.rows {
		_, _ = fmt.Fprintln(w, row)
	}
	_ = w.Flush()
	_, _ = fmt.Fprintln(to)
}
