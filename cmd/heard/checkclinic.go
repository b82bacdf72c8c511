package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"heard/care"
	"heard/clinic"
	"heard/locales"
	"heard/store"
)

// What check finds out about a clinic that its file alone does not tell.

// checkNumbers warns of each number to call that nobody has confirmed of late.
// A number of the clinic's own is the clinic's to know.
func (f *findings) checkNumbers(n clinic.Numbers, now time.Time) {
	for _, one := range n.All() {
		kind := strings.TrimPrefix(string(one.What), "number.")
		if kind == "urgent" && one.Number == n.Emergency.Number {
			continue // the file's own problems speak of it
		}
		if why := doubt(one, now); why != "" {
			f.warn(fmt.Sprintf("the number to call %s (%s) %s; source: %s", one.Number, kind, why, sourceOf(one)),
				fmt.Sprintf("ring it, then write what is right into the file: [numbers], and below it %s = %q", kind, one.Number))
		}
	}
}

// doubt says why a number should be rung before patients rely on it, if it
// should. Of a page only the year is known, so any other year than this may be
// more than a year ago.
func doubt(n clinic.Number, now time.Time) string {
	switch own := n.Source == "clinic.toml"; {
	case own:
		return ""
	case !n.Confirmed:
		return "is not confirmed"
	case n.Year == 0:
		return "has no date on which it was confirmed"
	case n.Year < now.Year():
		return fmt.Sprintf("is of %d and may be older than a year", n.Year)
	}
	return ""
}

func sourceOf(n clinic.Number) string {
	source := n.Source
	if source == "" {
		source = "none"
	}
	if n.Year != 0 {
		source = fmt.Sprintf("%s, %d", source, n.Year)
	}
	return source
}

// checkTexts warns of the safety texts of each language that nobody has read who
// must.
func (f *findings) checkTexts(languages []string) {
	for _, lang := range languages {
		open, err := locales.Unreviewed(lang)
		f.fatal(err)
		if len(open) > 0 {
			f.warn(fmt.Sprintf("%d safety texts in %s have not been read by those who must, such as %s", len(open), lang, open[0]),
				"let them be read, and enter the day in locales/safety.lock.toml")
		}
	}
}

// printMoved prints the new number of each group of the file that has become a
// supergroup. The service follows by itself as long as it has this Redis.
func (f *findings) printMoved(ctx context.Context, s *store.Store, service clinic.Service) {
	moved, err := s.Moved(ctx)
	if err != nil {
		f.fatal(fmt.Errorf("HEARD_REDIS_URL: %w", err))
		return
	}
	tell := func(who string, was care.ChatID) {
		if now, ok := newest(moved, was.Reveal()); ok {
			_, _ = fmt.Fprintf(f.w.out, "%s: chat = %d\n  Its group has become a supergroup. Cure: write this number into the file\n", who, now)
		}
	}
	for _, t := range service.Teams {
		tell("team "+t.ID, t.Chat)
	}
	if service.Leads != nil {
		tell("leads", service.Leads.Chat)
	}
}

// newest follows a group from number to number. ok is false where it never moved.
func newest(moved map[int64]int64, was int64) (now int64, ok bool) {
	now = was
	for range moved { // no longer than there are moves, should they lead in a circle
		next, further := moved[now]
		if !further {
			break
		}
		now, ok = next, true
	}
	return now, ok
}
