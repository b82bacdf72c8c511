package clinic

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/robfig/cron/v3"
)

// defaultDigest is monday at nine.
const defaultDigest = "0 9 * * 1"

// digest reads when the leads get theirs.
func (t table) digest() string {
	spec, ok := t.text("digest")
	if !ok {
		return defaultDigest
	}
	if err := checkCron(spec); err != nil {
		t.d.wrong(t.join("digest"), fmt.Sprintf("%s %s", quote(spec), err),
			"write minute, hour, day, month and weekday, as in "+t.form("digest"))
	}
	return spec
}

var (
	errCron      = errors.New("is not a line of cron")
	errCronZone  = errors.New("names a time zone, but the service's own always holds")
	errCronEvery = errors.New("counts from the start of the program, so every restart would move it")
	errCronNever = errors.New("never comes: no year has such a day")
)

// checkCron refuses what the cron library accepts and later trips over.
func checkCron(spec string) error {
	switch {
	case strings.HasPrefix(spec, "TZ="), strings.HasPrefix(spec, "CRON_TZ="):
		return errCronZone
	case strings.HasPrefix(spec, "@every"):
		return errCronEvery
	}
	if n := len(strings.Fields(spec)); n != 5 && spec[0] != '@' {
		return fmt.Errorf("has %d fields instead of 5", n)
	}
	s, err := parseCron(spec)
	if err != nil {
		return errCron
	}
	// Any day serves to ask whether there is a next one.
	if s.Next(time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)).IsZero() {
		return errCronNever
	}
	return nil
}

// parseCron stands between the cron library and the rest, since the library's
// parser can panic on what an operator writes.
func parseCron(spec string) (s cron.Schedule, err error) {
	defer func() {
		if recover() != nil {
			err = errCron
		}
	}()
	return cron.ParseStandard(spec)
}
