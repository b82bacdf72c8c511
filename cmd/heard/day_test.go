package main

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"heard/care"
	"heard/simulator"
)

// day is what patients and staff do in TestDump, act by act.
type day struct {
	*testing.T
	in      *inside
	db      *redis.Client
	groups  []int64
	persons []simulator.Person   // patients, then staff
	people  []*somebody          // patients
	codes   map[string]care.Code // by what a patient calls their case
	acts    int
}

// The acts of somebody, beside words to write and labels of buttons to press.
type (
	data   string         // press the newest button whose data holds this; %s is a case
	noted  string         // call the case of the newest receipt so
	sends  simulator.Kind // send what is no text
	staff  string         // staff press this on the card of a case, as in "take helped"
	answer [2]string      // staff answer a case in words
)

// does acts, and waits after each act until everything is done.
func (d *day) does(s *somebody, acts ...any) {
	d.Helper()
	for _, act := range acts {
		d.acts++
		ctx, cancel := context.WithTimeout(d.Context(), 20*time.Second)
		s.ctx = ctx
		err := d.act(s, act)
		cancel()
		if err != nil {
			all := s.telegram.Messages(s.chat)
			d.Fatalf("act %v: %v; the newest message is %+v", act, err, all[len(all)-1])
		}
		d.in.quiet(d)
	}
}

func (d *day) act(s *somebody, act any) error {
	var err error
	switch a := act.(type) {
	case string:
		_, err = s.telegram.Write(s.chat, s.id, a)
	case care.Key:
		err = s.presses(a)
	case data:
		want := string(a)
		if what, name, ok := strings.Cut(want, " "); ok {
			want = what + string(d.code(name))
		}
		err = s.pressesWhere(want, func(b simulator.Button) bool { return strings.Contains(b.Data, want) })
	case sends:
		_, err = s.telegram.Send(s.chat, s.id, simulator.Kind(a), "caption beside attachment")
	case noted:
		m, failed := s.sees("a code", func(m simulator.Message) bool { _, ok := care.FindCode(m.Text); return ok })
		d.codes[string(a)], _ = care.FindCode(m.Text)
		err = failed
	case staff:
		what, name, _ := strings.Cut(string(a), " ")
		group, card := d.card(name)
		_, err = s.telegram.Press(group, d.member(group), card.ID, what+"."+string(d.code(name)))
	case answer:
		group, card := d.card(a[0])
		_, err = s.telegram.Reply(group, d.member(group), card.ID, a[1])
	}
	return err
}

func (d *day) code(name string) care.Code {
	d.Helper()
	if d.codes[name] == "" {
		d.Fatalf("no case is called %q", name)
	}
	return d.codes[name]
}

// card finds the card of a case in any group.
func (d *day) card(name string) (int64, simulator.Message) {
	d.Helper()
	for _, group := range d.groups {
		for _, m := range d.in.telegram.Messages(group) {
			if code, ok := cardCode(m); ok && code == d.code(name) {
				return group, m
			}
		}
	}
	d.Fatalf("%q has no card", name)
	return 0, simulator.Message{}
}

// member is one of a group's staff: see addStaff.
func (d *day) member(group int64) int64 {
	return 7_000_000_001 + int64(slices.Index(d.groups, group))
}

// key is a label of the catalogue.
func key(label string) care.Key { return care.Key(label) }

// agreed is first contact.
func agreed() []any {
	return []any{"/start", key("button.in.en"), key("button.next"), key("button.adult"), key("button.agree")}
}

// reported is a report into the pool, in some words.
func reported(words, name string) []any {
	return []any{
		"/report", key("term.src.pharmacy"), key("term.set.pharmacy"), key("term.mech.othering"), key("term.con.hid_things"),
		words, key("button.send"), noted(name),
	}
}

// script is what each of the patients does in a day, in a few words of their own.
func script() [][]any {
	return [][]any{
		slices.Concat(agreed(), []any{
			"/ask", key("term.need.dentist"), "Grace Okonkwo from Larkspur Crescent said my toothache is imaginary, phone 020 7946 0123",
			key("button.send_now"), noted("helped"), staff("take helped"),
			answer{"helped", "We found Dentist Wimbush on Thursday afternoon"},
			data("case. helped"), data("reply. helped"), "Wonderful, Thursday afternoon suits Benedikta as well", key("button.send_now"),
			data("reply. helped"), "Quietly added: the waiting corridor frightens Benedikta", data("later."),
			staff("close helped"), data("helped_yes. helped"),
		}, reported("The chemist Thaddeus shouted methadone across everybody", "first report")),
		slices.Concat(agreed(), []any{
			"/ask", key("term.need.housing"), "Evicted yesterday evening by Mr Brocklehurst, sleeping underneath Waverley Bridge",
			data(":later"), noted("hidden"), "/cases", data("case. hidden"), data("reply. hidden"), "My sleeping bag got drenched overnight", key("button.send_now"),
		}, reported("Siobhan laughed because I trembled", "second report")),
		slices.Concat(agreed(), []any{
			"/dose", key("term.dose.missed"), key("button.tell"), key("term.day.two"), "I overslept after Rosalind's birthday barbecue", key("button.sign"),
			"Cornelius Featherstonehaugh, born 1971", key("button.sign_yes"), key("button.send_now"), noted("signed"), staff("take signed"),
			answer{"signed", "Cornelius, please visit reception before eleven"},
		}, reported("They whispered junkie whenever Cornelius walked past", "third report")),
		slices.Concat(agreed(), []any{
			"/ask", key("term.need.money"), "My overdraft swallowed everything, ring my sister Marguerite +44 7700 900123", key("button.send_now"), noted("forgotten"),
			staff("take forgotten"),
			answer{"forgotten", "Bring the overdraft letters tomorrow"},
		}, reported("A cashier photographed me and Marguerite", "fourth report")),
		slices.Concat(agreed(), reported("Kicked out although Persephone apologised", "fifth report"), []any{
			"/ask", key("term.need.legal"), "The bailiff Humphrey threatened imprisonment", key("button.send_now"), noted("withdrawn"),
			key("button.see_case"), key("button.withdraw"), key("button.withdraw_yes"),
			"/feedback", key("button.praise"), key("term.pos.heard"), "Nurse Ottoline listened patiently throughout", key("button.send"), noted("first praise"),
		}),
		slices.Concat(agreed(), reported("Zebedee refused eye contact deliberately", "counted report"), []any{
			// Left lying: a report at its preview, an ask before its words, and words that
			// belong nowhere.
			"/ask", key("term.need.family"), key("button.tell"), "Unsent: grandmother Wilhelmina raises my youngest", "/report", key("term.src.police"),
			"/menu", "Unplaced thoughts concerning Constable Entwistle", "/menu",
		}),
		slices.Concat(agreed(), []any{
			"/menu", key("button.settings"), key("button.checkin_on"), key("button.sweep_on"), "/language", key("button.in.nb"), "/language", key("button.in.sv"),
			"/language", key("button.in.en"), "/hours", "/privacy", "/help", "/crisis", "/nonsense", "I want to kill myself beside Blackfriars",
			"/ask", key("term.need.job"), "Warehouse foreman Bartholomew recognised me", key("button.hide_more"), data(":1"), key("button.hide_these"), key("button.send_now"), noted("tidied"),
			key("button.see_case"), key("button.mute"), key("button.unmute"),
			"/feedback", key("button.rule"), key("term.org.waiting"), "Queueing outside embarrasses Lysander enormously", key("button.send"), noted("first rule"),
			"/menu", key("button.settings"), key("button.clean"), key("button.clean_yes"),
		}),
		slices.Concat(agreed(), reported("Humiliated publicly by Doctor Abernathy", "sixth report"), []any{
			"/ask", key("term.need.documents"), "My passport vanished near Tottenham", key("button.send_now"), noted("erased"), staff("take erased"),
			answer{"erased", "The embassy replaces passports"},
			"/dose", key("term.dose.side_effects"), key("button.not_now"), "Half a thought about Tottenham",
		}),
		slices.Concat(agreed(), []any{
			sends(simulator.Voice), sends(simulator.Photo), sends(simulator.Contact), sends(simulator.Location), sends(simulator.Document), sends(simulator.Sticker),
			"/ask", key("term.need.lonely"), sends(simulator.Photo), "Nobody visits since Octavia emigrated\nSundays feel endless", "Octavia promised postcards", key("button.send_now"), noted("added"),
		}, reported("Strangers at Paddington called me zombie", "seventh report")),
	}
}
