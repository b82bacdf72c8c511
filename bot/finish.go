package bot

import (
	"context"
	"time"

	"heard/care"
)

// finish settles a delivery by what came of it:
//
//	              to a patient                 to a team
//	sent          done                         done
//	needless      done                         done
//	later         again, after a while         again, after a while
//	moved         -                            again, at the group's new number
//	unreachable   given up                     again, when the operator has seen to it
//	vanished      given up                     given up
//	refused       given up, and logged         given up, and logged
//	dropped       left until its lease ends    left until its lease ends
//
// What is for a team is not given up because the bot may not write there: a
// patient has been told that staff have it. Words of patients that stand nowhere else
// are not given up at all. Of a staff answer that is given up
// the team is told.
func (b *Bot) finish(ctx context.Context, d delivery, e ending) {
	p := d.parcel
	done := care.Settlement{Lease: d.lease, Sent: e.ids}
	again := func(wait time.Duration) { done.Again = b.now().Add(wait) }
	outcome := ""
	switch e.verdict {
	case dropped:
		d.among.skip()
		return
	case needless:
	case sent:
		outcome = "sent"
		done.Case, done.Shown, done.Under, done.Swept = p.Code, e.shown, e.made, e.swept
	case later:
		outcome = "later"
		again(waitFor(e.wait, d.lease.Tries))
	case moved:
		outcome = "later"
		again(b.followGroup(ctx, d, e.chat))
	case unreachable, vanished, refused:
		if p.Team != "" && (e.verdict == unreachable || p.onlyCopy()) {
			outcome = "shut_out"
			b.log.ErrorContext(ctx, "a team's group cannot be written to", "team", p.Team,
				"cure", "let the bot into the group and let it write there, or mend the group's number in clinic.toml")
			again(longestPause)
			break
		}
		outcome = "given_up"
		if e.verdict == refused {
			b.log.ErrorContext(ctx, "telegram refused a message for good", "kind", string(p.Kind))
		}
		if p.answer() && !b.tell(ctx, p.Code) {
			again(waitFor(0, d.lease.Tries))
		}
	}
	if e.body != nil { // a timer that is set anew, however this ended
		done.Again, done.Body = e.again, e.body
	}
	if outcome != "" {
		b.counts.deliveries.WithLabelValues(outcome).Inc()
	}
	d.among.put(done)
}

// followGroup notes a group's new number, and returns how long to wait before a
// post is tried there.
func (b *Bot) followGroup(ctx context.Context, d delivery, to int64) time.Duration {
	from, ok := b.groups.inFile(d.parcel.Team)
	if !ok {
		return longestPause
	}
	if err := b.groupMoved(ctx, from, to); err != nil {
		b.log.ErrorContext(ctx, "a group's new number could not be kept", "err", err)
		return waitFor(0, d.lease.Tries)
	}
	return 0
}

// tell tells a team that an answer did not arrive, and reports whether it is told.
func (b *Bot) tell(ctx context.Context, code care.Code) bool {
	err := b.unheard(ctx, code)
	if err != nil {
		b.log.ErrorContext(ctx, "a team could not be told that an answer did not arrive", "err", err)
	}
	return err == nil
}
