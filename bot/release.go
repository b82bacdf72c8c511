package bot

import (
	"context"
	"crypto/rand"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"

	"heard/care"
	"heard/clinic"
	"heard/flows"
)

// A release: reports of the pool go to their team together, in random order and
// under new codes. What ties them to their patients is gone with the same commit.

// deliverRelease lets out of the pool what may go at a slot, team by team.
func (b *Bot) deliverRelease(ctx context.Context, slot time.Time) ending {
	for range maxDecisions {
		waiting, err := b.waiting(ctx)
		if err != nil {
			return b.put(ctx, err)
		}
		all := true
		for id, reports := range waiting {
			team, ok := b.service.TeamByID(id)
			if !ok {
				b.log.ErrorContext(ctx, "a team that reports wait for is no longer in clinic.toml", "team", id, "cure", "put the team back until its reports are released")
				continue
			}
			done, err := b.releaseTo(ctx, team, reports, slot)
			if err != nil {
				return b.put(ctx, err)
			}
			all = all && done
		}
		if all {
			return ending{verdict: needless}
		}
	}
	return b.put(ctx, errBusy)
}

// waiting are the reports in the pool, by team. One that does not open is passed
// over: it must not hold up all the others.
func (b *Bot) waiting(ctx context.Context) (map[string][]*heldCase, error) {
	codes, err := b.store.Pool(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := b.store.LoadCases(ctx, codes)
	if err != nil {
		return nil, err
	}
	pool := map[string][]*heldCase{}
	for i, code := range codes {
		held, err := b.openCase(code, rows[i])
		if err != nil {
			b.log.ErrorContext(ctx, "a report in the pool cannot be read and stays there", "err", err)
			continue
		}
		if held != nil && held.Status == care.Waiting {
			pool[held.Team] = append(pool[held.Team], held)
		}
	}
	return pool, nil
}

// rule is when reports go out together, as the clinic's file has it.
func (b *Bot) rule() care.Rule {
	p := b.service.Privacy
	return care.Rule{Reports: p.ReleaseReports, People: p.ReleasePeople, Age: p.ReleaseAge}
}

// maxTogether bounds what one commit changes. What is over goes out at the next
// slot.
const maxTogether = 200

// releaseTo releases to one team what may go, and sees to those that have waited too
// long for company. done is false when a patient changed something meanwhile.
func (b *Bot) releaseTo(ctx context.Context, team clinic.Team, waiting []*heldCase, slot time.Time) (done bool, err error) {
	pooled, who := make([]care.Pooled, len(waiting)), make([]care.ChatID, len(waiting))
	for i, h := range waiting {
		pooled[i], who[i] = *h.Pool, b.writer(h)
	}
	r := releasing{bot: b, team: team, slot: slot}
	for i, ready := range b.rule().Ready(pooled, who, slot) {
		switch {
		case len(r.writes) == maxTogether:
		case ready:
			err = r.out(waiting[i])
		case pooled[i].Lonely(slot):
			err = r.ask(waiting[i])
		}
		if err != nil {
			return false, err
		}
	}
	return r.commit(ctx)
}

// writer is who wrote a report that waits: whoever its way back leads to. Where that
// does not open nobody knows, and it counts as nobody's.
func (b *Bot) writer(h *heldCase) care.ChatID {
	back, err := b.vault.OpenReturn(h.Code, h.back)
	if err != nil {
		return care.ChatID{}
	}
	return back.Chat
}

// releasing gathers what one release to one team changes.
type releasing struct {
	bot     *Bot
	team    clinic.Team
	slot    time.Time
	writes  []care.CaseWrite
	codes   []care.CaseWrite // the new codes, so that none is given again
	reports []string         // as shown, each under its new code
	parcels []parcel
}

// out takes a report out of the pool.
func (r *releasing) out(h *heldCase) error {
	code, err := r.bot.freshCode()
	if err != nil {
		return err
	}
	head := r.bot.printer.Print(language(r.team, r.bot.service), care.Say("digest.item", care.With("Code", code)))
	r.reports = append(r.reports, head+"\n"+h.Shown)
	next, err := r.bot.bare(h, h.Release())
	if err != nil {
		return err
	}
	if err := r.take(code, next); err != nil {
		return err
	}
	return r.keep(next)
}

// take makes sure that a code is new, by a case of nothing that soon goes.
func (r *releasing) take(code care.Code, h *heldCase) error {
	none := &heldCase{Case: h.Case}
	none.Code = code
	var err error
	if none.key, none.wrapped, err = r.bot.vault.NewKey(string(code)); err != nil {
		return fmt.Errorf("bot: making a case's key: %w", err)
	}
	write, err := none.write(keepStub)
	r.codes = append(r.codes, write)
	return err
}

// ask has the patient of a report asked what is to become of it.
func (r *releasing) ask(h *heldCase) error {
	p := *h.Pool
	p.Asked = r.slot.UTC()
	due, err := r.bot.byDay(r.slot)
	if err != nil {
		return err
	}
	r.parcels = append(r.parcels, parcel{Kind: lonely, Code: h.Code, Due: due})
	return r.keep(h.with(h.Wait(p)))
}

func (r *releasing) keep(h *heldCase) error {
	write, err := h.write(r.bot.service.Privacy.KeepCases)
	r.writes = append(r.writes, write)
	return err
}

// commit keeps the release, and begins to deliver it.
func (r *releasing) commit(ctx context.Context) (done bool, err error) {
	if len(r.writes) == 0 {
		return true, nil
	}
	if err := r.bot.shuffle(r.reports); err != nil {
		return false, err
	}
	parcels := append(r.bot.digest(r.team, r.slot, r.reports), r.parcels...)
	jobs, err := r.bot.jobs(parcels)
	if err != nil {
		return false, err
	}
	// In an order of their own: the journal must not tell which was whose.
	slices.SortFunc(r.codes, func(a, b care.CaseWrite) int { return strings.Compare(string(a.Code), string(b.Code)) })
	return r.bot.commit(ctx, care.Commit{Cases: append(r.writes, r.codes...), Jobs: jobs}, parcels, nil)
}

// shuffle puts reports in an order that says nothing.
func (b *Bot) shuffle(all []string) error {
	for i := len(all) - 1; i > 0; i-- {
		j, err := b.below(int64(i + 1))
		if err != nil {
			return err
		}
		all[i], all[j] = all[j], all[i]
	}
	return nil
}

// below draws a number from 0 up to but not including n.
func (b *Bot) below(n int64) (int64, error) {
	drawn, err := rand.Int(b.random, big.NewInt(n))
	if err != nil {
		return 0, fmt.Errorf("bot: drawing a number: %w", err)
	}
	return drawn.Int64(), nil
}

// byDay is a random time of the day of a slot at which people are up, or of the next
// day where it is late already.
func (b *Bot) byDay(slot time.Time) (time.Time, error) {
	minutes, err := b.below(int64((flows.InviteTo - flows.InviteFrom) * 60))
	if err != nil {
		return time.Time{}, err
	}
	day := slot.In(b.service.Zone)
	at := time.Date(day.Year(), day.Month(), day.Day(), flows.InviteFrom, int(minutes), 0, 0, b.service.Zone)
	return b.after(at, 1), nil
}

// deliverLonely asks the patient of a report that has waited for company too long.
func (b *Bot) deliverLonely(ctx context.Context, code care.Code) ending {
	held, err := b.readCase(ctx, code)
	if err != nil || held == nil || held.Status != care.Waiting {
		return b.put(ctx, err)
	}
	if hour := b.now().In(b.service.Zone).Hour(); hour < flows.InviteFrom || hour >= flows.InviteTo {
		return b.lonelyByDay(ctx, code) // late, after an outage: not at night
	}
	p, err := b.toPatientOf(held, flows.PoolPrompt(code))
	if err != nil {
		return b.put(ctx, err)
	}
	p.Code = "" // no answer of staff: nobody is told if it does not arrive
	parcels := []parcel{p}
	jobs, err := b.jobs(parcels)
	if err != nil {
		return b.put(ctx, err)
	}
	_, err = b.commit(ctx, care.Commit{Jobs: jobs}, parcels, nil)
	return b.put(ctx, err)
}

// lonelyByDay puts the question off to the next day.
func (b *Bot) lonelyByDay(ctx context.Context, code care.Code) ending {
	due, err := b.byDay(b.now())
	if err != nil {
		return b.put(ctx, err)
	}
	parcels := []parcel{{Kind: lonely, Code: code, Due: due}}
	jobs, err := b.jobs(parcels)
	if err != nil {
		return b.put(ctx, err)
	}
	if done, err := b.commit(ctx, care.Commit{Jobs: jobs}, parcels, nil); err != nil || !done {
		return b.put(ctx, err)
	}
	return ending{verdict: dropped} // its box holds the next one already, and this lease is gone
}
