package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
)

// What Linux says of processes; see proc(5) for the fields.

// spent is processor time so far, in seconds.
type spent struct {
	bot    float64
	redis  float64
	around float64 // this process: Telegram's stand-in and the patients
	all    float64 // everything on the machine
}

func (s spent) minus(o spent) spent {
	return spent{s.bot - o.bot, s.redis - o.redis, s.around - o.around, s.all - o.all}
}

func (s *service) spent(b *testing.B) spent {
	b.Helper()
	return spent{bot: cpuOf(b, s.bot), redis: cpuOf(b, s.redis), around: cpuOf(b, os.Getpid()), all: cpuOfAll(b)}
}

const ticks = 100 // a second, on every Linux

// cpuOf is what a process has used, 0 for none.
func cpuOf(b *testing.B, pid int) float64 {
	b.Helper()
	if pid == 0 {
		return 0
	}
	stat := read(b, fmt.Sprintf("/proc/%d/stat", pid))
	fields := strings.Fields(stat[strings.LastIndex(stat, ")")+1:])
	return float64(number(b, fields[11])+number(b, fields[12])) / ticks
}

// cpuOfAll is what everybody has used: the first line's time but for idling and
// waiting for disks.
func cpuOfAll(b *testing.B) float64 {
	b.Helper()
	line, _, _ := strings.Cut(read(b, "/proc/stat"), "\n")
	sum := 0
	for i, field := range strings.Fields(line)[1:9] {
		if i != 3 && i != 4 {
			sum += number(b, field)
		}
	}
	return float64(sum) / ticks
}

// rssOf is the memory, in MB, that a process holds.
func rssOf(b *testing.B, pid int) float64 {
	b.Helper()
	_, rest, _ := strings.Cut(read(b, fmt.Sprintf("/proc/%d/status", pid)), "VmRSS:")
	return float64(number(b, strings.Fields(rest)[0])) / 1024
}

func read(b *testing.B, path string) string {
	b.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		b.Fatal(err)
	}
	return string(content)
}

func number(b *testing.B, text string) int {
	b.Helper()
	n, err := strconv.Atoi(text)
	if err != nil {
		b.Fatal(err)
	}
	return n
}
