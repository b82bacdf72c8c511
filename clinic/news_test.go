package clinic_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"heard/clinic"
)

func TestNewsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := clinic.Date{Year: 2026, Month: 11, Day: 23}.Plus(rapid.IntRange(0, 400).Draw(t, "day"))
		n := clinic.News{ID: "a1", Posted: time.Date(2026, 11, 1, 9, 0, 0, 5, time.UTC)}
		if rapid.Bool().Draw(t, "a notice") {
			n.Words, n.Draft = rapid.String().Draw(t, "words"), rapid.Bool().Draw(t, "draft")
		} else {
			n.Change = &clinic.Change{Clinic: "one", From: d, To: d.Plus(1), Reason: clinic.Weather}
			if rapid.Bool().Draw(t, "a part") {
				n.Change.Window, n.Change.Windows = &clinic.Window{From: 480, To: 720}, []clinic.Window{{From: 480, To: 600}}
			}
		}
		if rapid.Bool().Draw(t, "back") {
			n.Back = n.Posted.Add(time.Hour)
		}
		b, err := clinic.EncodeNews(n)
		if err != nil {
			t.Fatal(err)
		}
		got, err := clinic.DecodeNews(b)
		if diff := cmp.Diff(n, got); diff != "" || err != nil {
			t.Fatalf("%v:\n%s", err, diff)
		}
		again, err := clinic.EncodeNews(got)
		if err != nil || string(again) != string(b) {
			t.Fatal("written again it is not the same")
		}
	})
	for _, text := range []string{"", "{}", `{"v":1}`, `{"v":2,"id":"a","posted":"2026-11-01T09:00:00Z"}`, `{"v":1,"id":"a","change":{"f":"x"}}`} {
		if _, err := clinic.DecodeNews([]byte(text)); !errors.Is(err, clinic.ErrNews) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestChangesThatHold(t *testing.T) {
	d := clinic.Date{Year: 2026, Month: 11, Day: 23}
	at := func(hour int) time.Time { return time.Date(2026, 11, 23, hour, 0, 0, 0, time.UTC) }
	change := func(reason clinic.Reason) *clinic.Change { return &clinic.Change{From: d, To: d, Reason: reason} }
	all := []clinic.News{
		{ID: "later", Change: change(clinic.Weather), Posted: at(9)},
		{ID: "notice", Words: "words", Posted: at(8)},
		{ID: "back", Change: change(clinic.Festive), Posted: at(6), Back: at(7)},
		{ID: "b", Change: change(clinic.Building), Posted: at(5)},
		{ID: "a", Change: change(clinic.Staffing), Posted: at(5)},
	}
	clinic.SortNews(all)
	var got []clinic.Reason
	for _, c := range clinic.Changes(all) {
		got = append(got, c.Reason)
	}
	if diff := cmp.Diff([]clinic.Reason{clinic.Staffing, clinic.Building, clinic.Weather}, got); diff != "" {
		t.Error(diff)
	}
}
