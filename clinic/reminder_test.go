package clinic_test

import (
	"strings"
	"testing"
	"time"

	"heard/clinic"
)

// remind is a subscription to the clinic of may17, made before Monday 10 May
// 2027.
func remind(c clinic.Clinic, leads []clinic.Lead, picked ...clinic.Window) clinic.Subscription {
	return clinic.Subscription{Clinic: c.ID, Windows: picked, Leads: leads, After: day(2027, 5, 10).At(0, c.Zone)}
}

// whens lists the reminders of some days as a calendar would.
func whens(s clinic.Subscription, c clinic.Clinic, q clinic.Quiet, first, last clinic.Date) string {
	var all []string
	s.After = first.At(0, c.Zone).Add(-time.Minute)
	for {
		r, ok := s.Next(c, q)
		if !ok || clinic.DateOf(r.Due).Compare(last) > 0 {
			return strings.Join(all, ", ")
		}
		all = append(all, r.Due.Format("Mon 15:04")+" for "+r.Closes().Format("15:04"))
		s.After = r.Due
	}
}

// The clinic is open Monday to Friday, 08:00-12:00 and 14:00-17:00. Monday 17
// May 2027 is a holiday, and so is Whit Sunday, the day before.
func TestReminders_Everyday(t *testing.T) {
	morning, afternoon := hm(800, 1200), hm(1400, 1700)
	leads := func(all ...clinic.Lead) []clinic.Lead { return all }
	tue := day(2027, 5, 18)
	closed := func(d clinic.Date, part *clinic.Window, in ...clinic.Window) []clinic.Change {
		return []clinic.Change{{From: d, To: d, Window: part, Windows: in}}
	}
	for _, k := range []struct {
		name    string
		leads   []clinic.Lead
		picked  []clinic.Window
		days    clinic.Days
		from    clinic.Date
		changes []clinic.Change
		holiday []clinic.Window
		first   clinic.Date
		last    clinic.Date
		want    string
	}{
		{name: "an hour before the morning ends", leads: leads(60), picked: []clinic.Window{morning}, first: tue, last: tue.Plus(1), want: "Tue 11:00 for 12:00, Wed 11:00 for 12:00"},
		{name: "half an hour before either window ends", leads: leads(30), first: tue, last: tue, want: "Tue 11:30 for 12:00, Tue 16:30 for 17:00"},
		{name: "three times in the morning", leads: leads(30, clinic.AtOpening, 90), picked: []clinic.Window{morning}, first: tue, last: tue, want: "Tue 08:00 for 12:00, Tue 10:30 for 12:00, Tue 11:30 for 12:00"},
		{name: "a weekend and a holiday", leads: leads(30), picked: []clinic.Window{morning}, first: day(2027, 5, 14), last: tue, want: "Fri 11:30 for 12:00, Tue 11:30 for 12:00"},
		{name: "only Tuesdays and Thursdays", leads: leads(30), picked: []clinic.Window{morning}, days: clinic.DaysOf(time.Tuesday, time.Thursday), first: tue, last: tue.Plus(6), want: "Tue 11:30 for 12:00, Thu 11:30 for 12:00"},
		{name: "away until Thursday", leads: leads(30), picked: []clinic.Window{morning}, from: tue.Plus(2), first: tue, last: tue.Plus(2), want: "Thu 11:30 for 12:00"},

		{name: "a holiday with a shorter morning", leads: leads(30), picked: []clinic.Window{morning}, holiday: []clinic.Window{hm(1000, 1100)}, first: day(2027, 5, 17), last: day(2027, 5, 17), want: "Mon 10:30 for 11:00"},
		{name: "a holiday with other windows, so with all of them", leads: leads(30), picked: []clinic.Window{morning}, holiday: []clinic.Window{hm(1300, 1400), hm(1800, 1900)}, first: day(2027, 5, 17), last: day(2027, 5, 17), want: "Mon 13:30 for 14:00, Mon 18:30 for 19:00"},
		{name: "a holiday on a day that was not picked", leads: leads(30), days: clinic.DaysOf(time.Tuesday), holiday: []clinic.Window{hm(1300, 1400)}, first: day(2027, 5, 17), last: tue, want: "Tue 11:30 for 12:00, Tue 16:30 for 17:00"},

		{name: "closed all day", leads: leads(30), changes: closed(tue, nil), first: tue, last: tue, want: ""},
		{name: "the other window closed", leads: leads(30), picked: []clinic.Window{morning}, changes: closed(tue, &afternoon), first: tue, last: tue, want: "Tue 11:30 for 12:00"},
		{name: "the picked window closed, so the other counts", leads: leads(30), picked: []clinic.Window{morning}, changes: closed(tue, &morning), first: tue, last: tue, want: "Tue 16:30 for 17:00"},
		{name: "closes early", leads: leads(60), picked: []clinic.Window{morning}, changes: closed(tue, &clinic.Window{From: 10*60 + 30, To: 720}), first: tue, last: tue, want: "Tue 09:30 for 10:30"},
		{name: "closes very early, so at opening", leads: leads(60, 90), picked: []clinic.Window{morning}, changes: closed(tue, &clinic.Window{From: 8*60 + 45, To: 720}), first: tue, last: tue, want: "Tue 08:00 for 08:45"},
		{name: "opens later", leads: leads(clinic.AtOpening), picked: []clinic.Window{morning}, changes: closed(tue, &clinic.Window{From: 480, To: 540}), first: tue, last: tue, want: "Tue 09:00 for 12:00"},
		{name: "the morning in two parts", leads: leads(30), picked: []clinic.Window{morning}, changes: closed(tue, &clinic.Window{From: 600, To: 630}), first: tue, last: tue, want: "Tue 09:30 for 10:00, Tue 11:30 for 12:00"},
		{name: "an evening window more", leads: leads(30), picked: []clinic.Window{afternoon}, changes: closed(tue, &clinic.Window{From: 1140, To: 1200}, hm(1900, 2000)), first: tue, last: tue, want: "Tue 16:30 for 17:00"},
		{name: "open on a Saturday for once", leads: leads(30), picked: []clinic.Window{afternoon}, changes: closed(day(2027, 5, 15), nil, hm(1000, 1100)), first: day(2027, 5, 15), last: day(2027, 5, 15), want: "Sat 10:30 for 11:00"},

		{name: "a window that the file no longer has, and what stands in for it", leads: leads(30), picked: []clinic.Window{hm(900, 1300)}, first: tue, last: tue, want: "Tue 11:30 for 12:00"},
		{name: "one that nothing stands in for", leads: leads(30), picked: []clinic.Window{hm(1800, 1900)}, first: tue, last: tue, want: "Tue 11:30 for 12:00, Tue 16:30 for 17:00"},
		{name: "one that is gone beside one that stands", leads: leads(30), picked: []clinic.Window{morning, hm(1800, 1900)}, first: tue, last: tue, want: "Tue 11:30 for 12:00"},
	} {
		t.Run(k.name, func(t *testing.T) {
			c := may17(t)
			c.Holidays.Windows = k.holiday
			s := remind(c, k.leads, k.picked...)
			s.Days, s.From = k.days, k.from
			if got := whens(s, c.With(k.changes), night(), k.first, k.last); got != k.want {
				t.Errorf("%q, want %q", got, k.want)
			}
		})
	}
}

// On nights on which the clock changes nobody has less time than they asked for.
func TestReminders_WhenClocksChange(t *testing.T) {
	oslo, lordHowe := "Europe/Oslo", "Australia/Lord_Howe"
	for _, k := range []struct {
		zone   string
		on     clinic.Date
		window clinic.Window
		lead   clinic.Lead
		want   string // empty: the window does not take place
		why    string
	}{
		{oslo, day(2026, 3, 29), hm(800, 1200), 60, "11:00+02:00", "is in the morning after"},
		{oslo, day(2026, 3, 29), hm(0, 200), 30, "01:30+01:00", "ends as the clock is set forward"},
		{oslo, day(2026, 3, 29), hm(100, 230), 30, "01:30+01:00", "ends at a time that is skipped: half an hour before the change"},
		{oslo, day(2026, 3, 29), hm(100, 330), 30, "03:00+02:00", "ends half an hour after the change"},
		{oslo, day(2026, 3, 29), hm(100, 330), 60, "01:30+01:00", "02:30 is skipped: an hour is left"},
		{oslo, day(2026, 3, 29), hm(0, 315), 90, "00:45+01:00", "at 01:45 only half an hour would be left"},
		{oslo, day(2026, 3, 29), hm(230, 330), 90, "03:00+02:00", "begins with the change"},
		{oslo, day(2026, 3, 29), hm(200, 300), 30, "", "is skipped"},
		{oslo, day(2026, 10, 25), hm(100, 230), 30, "02:00+02:00", "ends the first time"},
		{oslo, day(2026, 10, 25), hm(100, 330), 30, "03:00+01:00", "ends after both hours"},
		{oslo, day(2026, 10, 25), hm(100, 330), 60, "02:30+02:00", "02:30 comes twice: the first counts"},
		{oslo, day(2026, 10, 25), hm(100, 300), 30, "02:30+02:00", "02:30 comes twice: the first counts"},
		{oslo, day(2026, 10, 25), hm(100, 330), 90, "02:00+02:00", "02:00 comes twice: the first counts"},
		{oslo, day(2026, 10, 25), hm(230, 330), clinic.AtOpening, "02:30+02:00", "opens the first time"},
		{lordHowe, day(2026, 10, 4), hm(100, 300), 60, "01:30+10:30", "02:00 is skipped by half an hour"},
		{lordHowe, day(2026, 4, 5), hm(100, 300), 60, "02:00+10:30", "02:00 is when the clock has gone back"},
		{lordHowe, day(2026, 4, 5), hm(100, 300), 90, "01:30+11:00", "01:30 comes twice: the first counts"},
		{"Pacific/Auckland", day(2026, 9, 27), hm(100, 400), 90, "01:30+12:00", "02:30 is skipped"},
		{"Europe/London", day(2026, 10, 25), hm(0, 200), 30, "01:30+01:00", "01:30 comes twice: the first counts"},
		{"Asia/Kathmandu", day(2026, 3, 29), hm(100, 300), 90, "01:30+05:45", "knows no change"},
	} {
		c := everyDay(t, k.zone, k.window)
		s := clinic.Subscription{Leads: []clinic.Lead{k.lead}, After: k.on.At(0, c.Zone).Add(-time.Minute)}
		r, ok := s.Next(c, clinic.Quiet{})
		got := ""
		if ok && clinic.DateOf(r.Due) == k.on {
			got = r.Due.Format("15:04Z07:00")
		}
		if got != k.want {
			t.Errorf("%d minutes before the end of %s in %s, which %s: %s, want %s", k.lead, k.window, k.zone, k.why, got, k.want)
		}
	}
}

// What falls into quiet hours waits for their end, where that leaves ten
// minutes.
func TestReminders_Quiet(t *testing.T) {
	d := day(2027, 5, 18)
	for _, k := range []struct {
		window clinic.Window
		leads  []clinic.Lead
		want   string
	}{
		{hm(700, 900), []clinic.Lead{clinic.AtOpening}, "Tue 07:30 for 09:00"},
		{hm(700, 900), []clinic.Lead{clinic.AtOpening, 90}, "Tue 07:30 for 09:00"},
		{hm(700, 740), []clinic.Lead{30}, "Tue 07:30 for 07:40"},
		{hm(700, 739), []clinic.Lead{30}, ""},
		{hm(700, 730), []clinic.Lead{30}, ""},
		{hm(2000, 2200), []clinic.Lead{30, 60}, "Tue 21:00 for 22:00"},
		{hm(2000, 2159), []clinic.Lead{30}, "Tue 21:29 for 21:59"},
		{hm(2200, 2400), []clinic.Lead{clinic.AtOpening, 30}, ""},
	} {
		c := everyDay(t, "Europe/Oslo", k.window)
		if got := whens(clinic.Subscription{Leads: k.leads}, c, night(), d, d); got != k.want {
			t.Errorf("%v of %s: %q, want %q", k.leads, k.window, got, k.want)
		}
	}
}

func TestReminders_None(t *testing.T) {
	c := everyDay(t, "Europe/Oslo")
	s := clinic.Subscription{Leads: []clinic.Lead{30}, After: day(2027, 5, 18).At(0, c.Zone)}
	if r, ok := s.Next(c, night()); ok {
		t.Errorf("reminded of %v", r)
	}
	now := s.After.Add(time.Hour)
	if f := s.Fire(c, night(), now); f.Send || f.Dropped != 0 || f.Look.Sub(now) != 24*time.Hour {
		t.Errorf("%+v", f)
	}
}
