package flows_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"heard/care"
	"heard/clinic"
	"heard/flows"
)

// press goes on with a random button, and returns what comes of it.
func pressAny(t *rapid.T, b flows.Board, s flows.Screen, now time.Time) (flows.Desk, string) {
	all := buttons(s)
	if len(all) == 0 {
		return flows.Desk{}, ""
	}
	data := rapid.SampledFrom(all).Draw(t, "button").Data.String()
	if len(data) > 64 {
		t.Fatalf("%q is %d bytes, Telegram takes 64", data, len(data))
	}
	back, ok := flows.ParseData(data)
	if !ok {
		t.Fatalf("%q does not survive its journey", data)
	}
	d, ok := b.Desk(back.Token, "id", now)
	if !ok {
		t.Fatalf("%q is refused on the screen that it stands on", data)
	}
	return d, back.Token
}

// TestClosingWalks: every button leads on; what is posted is what was picked and
// shown, and makes the day shorter, never longer; nothing is posted without a look.
func TestClosingWalks(t *testing.T) {
	posts, backs := 0, 0
	defer func() {
		if posts == 0 || backs == 0 {
			t.Errorf("of all walks %d posted and %d took back", posts, backs)
		}
	}()
	rapid.Check(t, func(t *rapid.T) {
		now := newsDay.Add(time.Duration(rapid.IntRange(0, 14*24*60).Draw(t, "minute")) * time.Minute)
		b := boardWith()
		if rapid.Bool().Draw(t, "one clinic") {
			b.Clinics = b.Clinics[:1]
		}
		if rapid.Bool().Draw(t, "posted before") {
			day := clinic.DateOf(now).Plus(1)
			b = boardWith(clinic.News{ID: "old", Change: &clinic.Change{Clinic: "riverside", From: day, To: day}, Posted: newsDay})
		}
		d, ok := b.Desk("closure", "id", now)
		if !ok {
			t.Fatal("it does not begin")
		}
		for range 40 {
			var shown flows.Screen
			shown, token := d.Screen, ""
			if d, token = pressAny(t, b, d.Screen, now); token == "" {
				return
			}
			if d.News == nil {
				continue
			}
			if n := d.News; n.ID == "old" {
				if n.Back.IsZero() || !strings.HasSuffix(token, ".yes") {
					t.Fatalf("%+v came of %s", n, token)
				}
				backs++
				return
			}
			posts++
			posted(t, b, *d.News, shown, d.Screen, now)
			return
		}
	})
}

func posted(t *rapid.T, b flows.Board, n clinic.News, looked, after flows.Screen, now time.Time) {
	if n.Draft || !n.Back.IsZero() || n.ID != "id" || n.Over(now, time.UTC) {
		t.Fatalf("posted %+v", n)
	}
	// Between the head and the foot stand the same lines before and after.
	if !slices.EqualFunc(looked.Lines[1:], after.Lines[1:], sameLine) {
		t.Fatal("what was posted is not what was shown")
	}
	c, ok := b.Clinic(n.Change.Clinic)
	if !ok {
		t.Fatal("no such clinic")
	}
	for d := n.Change.From; d.Compare(n.Change.To) <= 0; d = d.Plus(1) {
		was, is := c.Windows(d), c.With([]clinic.Change{*n.Change}).Windows(d)
		for _, w := range is {
			if !slices.ContainsFunc(was, func(o clinic.Window) bool { return o.From <= w.From && w.To <= o.To }) {
				t.Fatalf("open %v, which it was not before: %v", w, was)
			}
		}
		if n.Change.Window != nil && slices.Equal(was, is) {
			t.Fatal("nothing has changed")
		}
	}
}

// TestClosingRefuses what no screen shows.
func TestClosingRefuses(t *testing.T) {
	b := boardWith()
	b.Clinics = b.Clinics[:1]
	begin, _ := b.Desk("closure", "id", newsDay)
	day := begin.Screen.Options[0].Data.Token // closure.<clinic>.20261123
	for _, token := range []string{
		"", "closure.", "closure.x", "closure.x.20261123", day + "-20261122", day + "-2026112", day + ".0800", day + ".0800-0700x",
		day + ".0800-1200t0700", day + ".0800-1200f1230", day + ".0800-1200t2400", day + ".0800-1200y", day + ".all.nonsense",
		day + ".all.weather.posts", day + ".all.weather.post.post", strings.Replace(day, "20261123", "20261122", 1), strings.Replace(day, "20261123", "+9", 1),
		strings.Replace(day, "20261123", "+01", 1), strings.Replace(day, "20261123", "20261332", 1), day + ".0800-0900.weather.post",
		strings.Replace(day, "20261123", "+1", 1) + ".all.weather.post", day + "-.all.weather.post", day + "-20991231.all.weather.post",
		strings.Replace(day, "20261123", "20991231", 1) + ".all.weather.post", day + ".all.post",
		"closure.back.none", "closure.back", "closure.drop.more", "wedid", "wedid.none.send",
	} {
		at := newsDay
		if d, ok := b.Desk(token, "id", at); ok || d.News != nil {
			t.Errorf("%q is taken", token)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		token := day + rapid.StringOfN(rapid.RuneFrom([]rune(".-+0128abcxtf")), 0, 24, -1).Draw(t, "rest")
		if d, ok := b.Desk(token, "id", newsDay); ok && d.News != nil && !strings.HasSuffix(token, ".post") {
			t.Fatalf("%q posts", token)
		}
	})
}

func sameLine(a, b care.Line) bool { return printing().Plain("en", a) == printing().Plain("en", b) }

// Two who want the same post it once, and what is taken back is said to be as usual
// only where nothing else holds.
func TestClosingTwice(t *testing.T) {
	b := boardWith()
	b.Clinics = b.Clinics[:1]
	begin, _ := b.Desk("closure", "id", newsDay)
	day := begin.Screen.Options[1].Data.Token
	one, ok := b.Desk(day+".all.weather.post", "one", newsDay)
	if !ok {
		t.Fatal("the first is refused")
	}
	if _, ok := boardWith(*one.News).Desk(day+".all.staffing.post", "two", newsDay); ok {
		t.Error("the second is posted")
	}
	part, ok := boardWith().Desk(day+".0800-1200x.staffing.post", "part", newsDay)
	if !ok {
		t.Fatal("a part is refused")
	}
	back := *one.News
	back.Back = newsDay.Add(time.Hour)
	told := subscriber(func(r *flows.Reminding) { r.Told = []string{"one", "part"} })
	for want, news := range map[care.Key][]clinic.News{"notice.back": {back}, "notice.back_other": {*part.News, back}} {
		b := boardWith(news...)
		telling, _, ok := b.Untold(told, newsDay.Add(time.Hour))
		screen, _ := b.Tell(telling, *told)
		if !ok || screen.Lines[1].Key != want {
			t.Errorf("told %v with %s, want %s", ok, screen.Lines[1].Key, want)
		}
	}
}
