package main

import (
	"strings"
	"testing"
	"time"

	"heard/care"
	"heard/simulator"
)

func TestEraseWhatIsNotThere(t *testing.T) {
	if got := command(t, nil, "erase", "nonsense"); got.code != 1 || !strings.Contains(got.err, "no such case") {
		t.Errorf("%+v", got)
	}
}

// The operator erases the patient of a case beside the running service: their row
// is gone, their chat is empty, their report has left the pool, staff cannot answer
// them any more, and their cards become stubs within weeks, not at once. Nothing
// happens to anybody else.
func TestErase(t *testing.T) {
	config, groups := clinicOf(1)
	in := newInside(t, pooled(config, 5, 4))
	d := &day{T: t, in: in, db: newRedis(t, in.redis.URL), groups: groups, codes: map[string]care.Code{}}
	d.populate()
	goes, stays := d.people[erased], d.people[0]
	d.does(goes, agreed()...)
	d.does(goes, "/ask", key("term.need.legal"), "about the first matter", key("button.send_now"), noted("first"), staff("take first"),
		answer{"first", "come on Monday"}, data("reply. first"), "gladly on Monday", key("button.send_now"),
		"/ask", key("term.need.dentist"), "about the second matter", key("button.send_now"), noted("second"))
	d.does(goes, reported("about the third matter", "report")...)
	d.does(goes, "something left lying")
	d.does(stays, agreed()...)
	d.does(stays, "/ask", key("term.need.money"), "about another matter", key("button.send_now"), noted("other"))

	if got := in.command(t, "erase", "BCD-234"); got.code != 1 || !strings.Contains(got.err, "no such case") {
		t.Errorf("a case that is not there: %+v", got)
	}
	if row := d.row(erased); len(row) == 0 {
		t.Fatal("there is no row: this shows nothing")
	}
	if got := in.command(t, "erase", string(d.code("second"))); got.code != 0 || !strings.Contains(got.out, "ordered") {
		t.Fatalf("erase: %+v", got)
	}
	in.quiet(t)
	if got := in.command(t, "erase", string(d.code("second"))); got.code != 1 || !strings.Contains(got.err, "nothing leads from this case") {
		t.Errorf("once more: %+v", got)
	}
	if row := d.row(erased); len(row) > 0 {
		t.Error("the row is still there")
	}
	if left := in.telegram.Messages(goes.chat); len(left) > 0 {
		t.Errorf("%d messages are left in the chat", len(left))
	}
	if pool, err := in.house.store.Pool(t.Context()); err != nil || len(pool) > 0 {
		t.Errorf("%d reports wait, %v", len(pool), err)
	}
	said := len(in.telegram.Posted(goes.chat))
	d.does(goes, answer{"first", "too late"})
	if more := len(in.telegram.Posted(goes.chat)) - said; more > 0 {
		t.Error("an answer reached somebody who was erased")
	}
	matters := func(name string) bool {
		_, card := d.card(name)
		return strings.Contains(card.Text, "matter")
	}
	if !matters("first") || !matters("second") {
		t.Error("the cards became stubs together, with the erasure")
	}
	when := map[string]time.Duration{}
	for began := in.now(); in.now().Sub(began) < 16*24*time.Hour; {
		in.passes(t, 8*time.Hour)
		for _, name := range []string{"first", "second"} {
			if when[name] == 0 && !matters(name) {
				when[name] = in.now().Sub(began)
			}
		}
	}
	if len(when) != 2 {
		t.Errorf("%d of two cards became stubs in 16 days", len(when))
	}
	for _, m := range in.telegram.Messages(groups[0]) {
		if m.Bot && strings.Contains(m.Text, "gladly") {
			t.Error("words under a card are still there")
		}
	}
	if !matters("other") || len(d.row(0)) == 0 || len(in.telegram.Messages(stays.chat)) == 0 {
		t.Error("something was taken from somebody else")
	}
	d.does(goes, agreed()...) // a new beginning, without anything from before
	d.does(goes, "/cases")
	if _, ok := lastOf(in.telegram.Messages(goes.chat)); ok {
		t.Error("whoever begins again has a case")
	}
}

// lastOf finds a code in the newest message.
func lastOf(all []simulator.Message) (care.Code, bool) { return care.FindCode(all[len(all)-1].Text) }
