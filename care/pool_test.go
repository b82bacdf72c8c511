package care_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"heard/care"
)

var monday = time.Date(2026, 11, 23, 7, 0, 0, 0, time.UTC)

func waiting(hours int) care.Pooled {
	return care.NewPooled(monday.Add(-time.Duration(hours) * time.Hour))
}

// written is a report, and who wrote it; 0 where nobody knows.
type written struct {
	by int64
	care.Pooled
}

func by(person int64, hours int) written { return written{person, waiting(hours)} }

func ready(r care.Rule, all []written) []bool {
	pooled, who := make([]care.Pooled, len(all)), make([]care.ChatID, len(all))
	for i, w := range all {
		pooled[i], who[i] = w.Pooled, care.NewChatID(w.by)
	}
	return r.Ready(pooled, who, monday)
}

func TestReady(t *testing.T) {
	rule := care.Rule{Reports: 5, People: 4, Age: 24 * time.Hour}
	anyway := by(1, 30)
	anyway.Anyway = true
	other, nobody := anyway, anyway
	other.by, nobody.by = 2, 0
	young := by(1, 2)
	young.Anyway = true
	for name, row := range map[string]struct {
		all  []written
		want []bool
	}{
		"nothing":                      {nil, []bool{}},
		"enough":                       {[]written{by(1, 30), by(2, 24), by(3, 200), by(4, 26), by(1, 25)}, []bool{true, true, true, true, true}},
		"too few":                      {[]written{by(1, 30), by(2, 24), by(3, 200), by(4, 26)}, make([]bool, 4)},
		"too few people":               {[]written{by(1, 30), by(2, 24), by(3, 200), by(1, 26), by(2, 25)}, make([]bool, 5)},
		"too young to count":           {[]written{by(1, 30), by(2, 24), by(3, 200), by(4, 23), by(1, 25)}, make([]bool, 5)},
		"the young stay":               {[]written{by(5, 1), by(1, 30), by(2, 24), by(3, 200), by(4, 26), by(1, 25)}, []bool{false, true, true, true, true, true}},
		"anyway, alone":                {[]written{anyway, by(2, 30)}, []bool{true, false}},
		"anyway, two of one":           {[]written{anyway, by(2, 30), anyway}, []bool{true, false, false}},
		"anyway, of two people":        {[]written{anyway, other}, []bool{true, true}},
		"anyway, perhaps of one":       {[]written{anyway, nobody, other}, []bool{true, false, true}},
		"anyway, of nobody knows whom": {[]written{nobody, anyway, nobody}, []bool{true, false, false}},
		"nobody is no person":          {[]written{by(1, 30), by(2, 24), by(3, 200), by(0, 30), by(0, 30)}, make([]bool, 5)},
		"nobody goes with enough":      {[]written{by(1, 30), by(2, 24), by(3, 200), by(4, 30), by(0, 30)}, []bool{true, true, true, true, true}},
		"anyway, but not yet":          {[]written{young, by(2, 30)}, []bool{false, false}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(row.want, ready(rule, row.all)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Nothing goes out too young; and what goes out is either chosen by its patient, or
// has the company that was promised.
func TestReadyKeepsThePromise(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rule := care.Rule{Reports: rapid.IntRange(1, 8).Draw(t, "reports"), People: rapid.IntRange(1, 6).Draw(t, "people"), Age: 24 * time.Hour}
		var all []written
		for range rapid.IntRange(0, 30).Draw(t, "waiting") {
			p := by(rapid.Int64Range(0, 9).Draw(t, "person"), rapid.IntRange(0, 100).Draw(t, "hours"))
			p.Anyway = rapid.IntRange(0, 5).Draw(t, "anyway") == 0
			all = append(all, p)
		}
		people, unknown, out, alone, twice := map[int64]bool{}, 0, 0, true, false
		for i, goes := range ready(rule, all) {
			if !goes {
				continue
			}
			if monday.Sub(all[i].Since) < rule.Age {
				t.Fatal("a report goes out too young")
			}
			out++
			twice = twice || people[all[i].by] || all[i].by == 0 && out > 1 || unknown > 0
			if all[i].by == 0 {
				unknown++
			} else {
				people[all[i].by] = true
			}
			alone = alone && all[i].Anyway
		}
		if alone && twice && (out < rule.Reports || len(people) < rule.People) {
			t.Fatal("two reports that may be one person's go out alone")
		}
		if !alone && (out < rule.Reports || len(people) < rule.People) {
			t.Fatalf("%d reports of %d people go out", out, len(people))
		}
	})
}

// The moment of writing is not kept, only the hour after it.
func TestPooledSince(t *testing.T) {
	for at, want := range map[string]string{"09:00:00": "09:00", "09:00:01": "10:00", "09:59:59": "10:00"} {
		now, err := time.Parse(time.DateTime, "2026-11-20 "+at)
		if err != nil {
			t.Fatal(err)
		}
		if got := care.NewPooled(now).Since.Format("15:04"); got != want {
			t.Errorf("written at %s: %s, want %s", at, got, want)
		}
	}
}

func TestLonely(t *testing.T) {
	const day = 24
	asked := waiting(50 * day)
	asked.Asked = monday.Add(-20 * day * time.Hour)
	again := asked
	again.Asked = monday.Add(-21 * day * time.Hour)
	anyway := waiting(50 * day)
	anyway.Anyway = true
	for name, row := range map[string]struct {
		p    care.Pooled
		want bool
	}{
		"three weeks": {waiting(21 * day), true}, "an hour less": {waiting(21*day - 1), false},
		"asked lately": {asked, false}, "asked three weeks ago": {again, true}, "to go anyway": {anyway, false},
	} {
		if got := row.p.Lonely(monday); got != row.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}

// What has left the pool, or has come to its end, holds nothing that anybody wrote.
func TestBareCases(t *testing.T) {
	full := inState("mine")
	full.Report.Answers = []care.Answer{{Question: care.Where, Picked: []care.Term{"set.home"}}}
	full.Thread = []care.Message{{From: care.FromPatient, Words: "more words", Post: "a post"}}
	pooled := full.Wait(waiting(30))
	want := care.Case{Code: full.Code, Team: full.Team, Report: care.Report{Lane: full.Report.Lane, Topic: full.Report.Topic}}
	for status, got := range map[care.Status]care.Case{
		care.Released: pooled.Release(), care.Counted: pooled.CountOnly(), care.Expired: full.Expire(),
	} {
		want.Status = status
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: -want +got:\n%s", status, diff)
		}
		if _, err := got.Withdraw(); !errors.Is(err, care.ErrWithdrawn) || !got.Status.Ended() {
			t.Errorf("%s: can be withdrawn: %v", status, err)
		}
	}
	if c, err := pooled.Withdraw(); err != nil || pooled.Status.Ended() || pooled.AtTeam() || c.Pool != nil {
		t.Errorf("a waiting report: %+v, %v", c, err)
	}
}

// Posts hands over, once and in order, what the team does not have yet.
func TestPosts(t *testing.T) {
	c := inState("new")
	c, _ = c.Reply("one", "post one")
	c, _ = c.Answer(mine, "an answer")
	c, _ = c.Reply("two", "post two")
	before := slices.Clone(c.Thread)
	after, posts := c.Posts()
	if diff := cmp.Diff([]string{"post one", "post two"}, posts); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(before, c.Thread); diff != "" {
		t.Errorf("the case that was given changed: %s", diff)
	}
	if again, none := after.Posts(); len(none) != 0 || len(again.Thread) != 3 || again.Thread[0].Words != "one" {
		t.Errorf("once more: %v, %v", none, again.Thread)
	}
}
