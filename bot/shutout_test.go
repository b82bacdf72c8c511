package bot_test

import (
	"strings"
	"testing"
	"time"

	"heard/simulator"
)

// A team is no longer in clinic.toml: what is for it is put off until it is put
// back, and not given up. The patient has been told that it is on its way.
func TestTeamMissing(t *testing.T) {
	o := open(t, standing)
	o.copy.stop()
	teams := o.service.Teams
	o.service.Teams = teams[1:]
	r := o.start()
	o.patient.writesUnasked(o.code, "for whom there is nobody")
	wait := o.putOff(1)
	o.until("it is said in the log", func() bool { return strings.Contains(o.said.String(), "no longer in clinic.toml") })
	o.clock.advance(wait)
	if again := o.putOff(2); again != wait || wait < time.Minute {
		t.Errorf("put off for %v, then for %v", wait, again)
	}
	r.stop()
	o.service.Teams = teams
	o.start()
	o.clock.advance(wait)
	o.quiet()
	if post := lastUnder(t, o.house, keywork, o.card); !strings.Contains(post.Text, "for whom there is nobody") {
		t.Errorf("posted: %s", post.Text)
	}
}

// Thrown out of a team's group, the bot keeps what is for the team until it is
// let in again. The patient has been told that it is on its way.
func TestKicked(t *testing.T) {
	h := newHouse(t, standing)
	h.start()
	p := h.patient("en").agrees()
	h.must(h.telegram.Kick(keywork, keyWorker1))
	first := p.asks("while nobody could get it")
	wait := h.putOff(1)
	h.until("it is said in the log", func() bool { return strings.Contains(h.said.String(), "keywork") })
	second := p.asks("nor this")
	h.until("all is confirmed", func() bool { return h.telegram.PendingUpdates() == 0 })
	h.must(h.telegram.Invite(simulator.Group{ID: keywork}, keyWorker1))
	h.clock.advance(wait)
	h.quiet()
	if a, b := h.card(keywork, first), h.card(keywork, second); a.ID > b.ID {
		t.Error("the order is lost")
	}
	if wait < time.Second {
		t.Errorf("put off for only %v", wait)
	}
}
