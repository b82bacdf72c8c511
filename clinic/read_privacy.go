package clinic

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// privacy reads [privacy] over its defaults.
func (t table) privacy() Privacy {
	p := defaultPrivacy()
	t, ok := t.child("privacy", privacyKeys())
	if !ok {
		return p
	}
	p.Release = t.release(p.Release)
	p.ReleaseReports = t.count("release_reports", 1, p.ReleaseReports, "a release holds one report at the least")
	p.ReleasePeople = t.count("release_people", 1, p.ReleasePeople, "a release comes from one person at the least")
	if p.ReleasePeople < fewPeople {
		t.d.warn(t.join("release_people"), "reports of so few people hardly hide each other", "write "+t.form("release_people"))
	}
	p.ReleaseAge = t.releaseAge(p.ReleaseAge)
	p.SmallestCell = t.count("smallest_cell", 5, p.SmallestCell, "counts of fewer than 5 people point at somebody")
	p.Enrolled = t.count("enrolled", 1, p.Enrolled, "a service has patients")
	p.KeepCases = t.keepCases(p.KeepCases)
	p.Roster, _ = t.text("roster")
	return p
}

// release reads the slots of the pool.
func (t table) release(otherwise Release) Release {
	s, ok := t.text("release")
	if !ok {
		return otherwise
	}
	if s == "immediate" {
		t.d.warn(t.join("release"), "staff get every report the moment it is written, and may tell from that who wrote it",
			`use "immediate" in trials only; write `+t.form("release"))
		return Release{Immediate: true, Slots: otherwise.Slots} // for what waits from before
	}
	var r Release
	for word := range strings.SplitSeq(s, ",") {
		slot, ok := parseSlot(word)
		switch {
		case !ok:
			t.d.wrong(t.join("release"), quote(strings.TrimSpace(word))+" is not a day and a time",
				`write release = "mon 07:00", or several with commas: "mon 07:00, thu 07:00"`)
		case slices.Contains(r.Slots, slot):
			t.d.wrong(t.join("release"), quote(strings.TrimSpace(word))+" is listed twice", "remove one of the two")
		default:
			r.Slots = append(r.Slots, slot)
		}
	}
	if len(r.Slots) >= manySlots {
		t.d.warn(t.join("release"), "with so many releases a week each tells nearly the day on which its reports were written", "write "+t.form("release"))
	}
	return r
}

// parseSlot reads mon 07:00.
func parseSlot(s string) (Slot, bool) {
	words := strings.Fields(s)
	if len(words) != 2 {
		return Slot{}, false
	}
	day := slices.Index(dayNames(), words[0])
	minute, ok := parseClock(words[1])
	return Slot{weekday(day), minute}, day >= 0 && ok && minute < dayMinutes
}

var (
	ageForm  = regexp.MustCompile(`^([0-9]{1,4})([mhd])$`)
	daysForm = regexp.MustCompile(`^([0-9]{1,4})d$`)
)

// releaseAge reads how long a report waits: minutes, hours or days.
func (t table) releaseAge(otherwise time.Duration) time.Duration {
	s, ok := t.text("release_age")
	if !ok {
		return otherwise
	}
	m := ageForm.FindStringSubmatch(s)
	if m == nil {
		t.d.wrong(t.join("release_age"), quote(s)+" is not a length of time", `write it as in "24h", "90m" or "2d"`)
		return otherwise
	}
	n, _ := strconv.Atoi(m[1])
	unit := map[string]time.Duration{"m": time.Minute, "h": time.Hour, "d": 24 * time.Hour}[m[2]]
	age := time.Duration(n) * unit
	switch {
	case age > longestAge:
		t.d.wrong(t.join("release_age"), quote(s)+" is too long: nobody reads a report of another month", "write "+t.form("release_age"))
		return otherwise
	case age < otherwise:
		t.d.warn(t.join("release_age"), "a report may reach staff within the day, while they remember who was there",
			"write "+t.form("release_age"))
	}
	return age
}

// keepCases reads how long closed cases are kept, in whole days.
func (t table) keepCases(otherwise time.Duration) time.Duration {
	s, ok := t.text("keep_cases")
	if !ok {
		return otherwise
	}
	m := daysForm.FindStringSubmatch(s)
	if m == nil || strings.Trim(m[1], "0") == "" {
		t.d.wrong(t.join("keep_cases"), quote(s)+" is not a number of whole days", "write "+t.form("keep_cases"))
		return otherwise
	}
	days, _ := strconv.Atoi(m[1])
	keep := time.Duration(days) * 24 * time.Hour
	if keep < shortestKeep {
		t.d.wrong(t.join("keep_cases"), quote(s)+" is too short: what waits in the pool would go before its patient is asked", "write "+t.form("keep_cases"))
		return otherwise
	}
	return keep
}

const (
	// fewPeople is below how many people a release is warned of.
	fewPeople = 3
	// longestAge bounds how old a report has to be: well before its patient is asked
	// what is to become of it.
	longestAge = 7 * 24 * time.Hour
	// shortestKeep is how long a case is kept at the least: some days longer than a
	// report waits before its patient is asked.
	shortestKeep = 30 * 24 * time.Hour
	// manySlots is how many releases a week are warned of: each then holds few days.
	manySlots = 3
)

// quiet reads [quiet] over its default.
func (t table) quiet() Quiet {
	q := defaultQuiet()
	t, ok := t.child("quiet", quietKeys())
	if !ok {
		return q
	}
	q.From, q.To = t.clock("from", q.From), t.clock("to", q.To)
	if q.From == q.To {
		t.d.wrong(t.path, "begins and ends at the same time", `write from = "21:30" and to = "07:30"`)
	}
	return q
}

// clock reads a time of day, in minutes after midnight.
func (t table) clock(key string, otherwise int) int {
	s, ok := t.text(key)
	if !ok {
		return otherwise
	}
	minute, ok := parseClock(s)
	if ok && minute < dayMinutes {
		return minute
	}
	cure := "write " + t.form(key)
	if likely, ok := likelyClock(s); ok && likely < dayMinutes {
		cure = fmt.Sprintf("write %s = %q", key, clock(likely))
	}
	t.d.wrong(t.join(key), quote(s)+" is not a time of day", cure)
	return otherwise
}
