package main

import (
	"fmt"
	"os"
	"testing"
	"time"
)

// What is measured: one step of a conversation, from a patient's act to its
// answer in the chat. Every patient does one step, waits for the answer, and
// does the next: a closed loop without a pause. There are two steps:
//
//   - press: a button that moves the conversation, which is an edit of the
//     message and an answer to the press, two calls beside each other;
//   - words: words that make a new screen, which is one new message.
//
// On what: the service is a process of its own, put together as serve does it,
// but without limits of its own, since Telegram's 30 messages a second would be
// all that is seen. Its Redis is real and has every write on disk before it says
// so. Telegram is the simulator, in this process, together with the patients.
// The echo is a process too: the same library, the same calls, nothing kept. It
// comes in two sizes. One shows what came and a button; the other shows as much
// as Heard does, so that beside it only what Heard does more counts, and not the
// length of its screens. And it comes with a book over a Redis like Heard's, in
// which it keeps what it owes in the plainest way. All share the machine's cores, and they take turns, so
// that what else the machine does falls on each. First contact, the way to the
// step and a warm-up are not measured. Every figure is the median of the runs.
//
// HEARD_BENCH_PROFILE names a directory for profiles of the processes.

const (
	benchRuns   = 3
	benchUpdate = 8_000 // updates of a run
	benchSlow   = 5_000 // updates of a run that waits for Telegram more than it works
	benchWarmUp = 2_000
)

// cell is one row of conditions.
type cell struct {
	step     string
	patients int
	latency  time.Duration // of every call to Telegram
}

func (c cell) updates() int {
	if c.latency > 0 && c.patients < 100 {
		return benchSlow
	}
	return benchUpdate
}

func BenchmarkStep(b *testing.B) {
	var t table
	for _, patients := range []int{64, 512} {
		b.Run(fmt.Sprintf("patients=%d", patients), func(b *testing.B) {
			bots := [...]*service{newEcho(b, asEcho, patients), newEcho(b, asFullEcho, patients), newKeptEcho(b, patients), newHeard(b, patients)}
			for _, latency := range []time.Duration{0, 30 * time.Millisecond} {
				for _, step := range []string{"press", "words"} {
					b.Run(fmt.Sprintf("latency=%v/%s", latency, step), func(b *testing.B) {
						c := cell{step, patients, latency}
						var all trials
						for range benchRuns {
							all = append(all, trial{bots[0].run(b, c), bots[1].run(b, c), bots[2].run(b, c), bots[3].run(b, c)})
						}
						t.add(c, all)
						report(b, all)
					})
				}
			}
		})
	}
	t.print(os.Stdout)
}

func report(b *testing.B, all trials) {
	b.Helper()
	heard := all.median(ofHeard)
	b.ReportMetric(0, "ns/op") // of all the runs together: says nothing
	b.ReportMetric(heard.rate, "updates/s")
	b.ReportMetric(all.share(ofHeard, ofEcho), "of-echo")
	b.ReportMetric(all.share(ofHeard, ofFullEcho), "of-full-echo")
	b.ReportMetric(all.share(ofHeard, ofKeptEcho), "of-kept-echo")
	b.ReportMetric(heard.p50, "p50-ms")
	b.ReportMetric(heard.p99, "p99-ms")
	b.ReportMetric(heard.cpu, "cpu-s/1000")
	b.ReportMetric(heard.redis, "redis-cpu-s/1000")
	b.ReportMetric(heard.rss, "rss-MB")
}
