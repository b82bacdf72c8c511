package bot

import (
	"fmt"
	"strings"
	"time"

	"heard/care"
	"heard/flows"
	"heard/privacy"
)

// planner turns the effects of one step into one commit.
type planner struct {
	bot  *Bot
	chat care.ChatID
	edit int64 // the message that a screen replaces, 0 for none
	came int64 // the message that came, 0 for a press
	file patientFile
	next flows.State
	held *heldCase // the case that was loaded
	lang string

	reminder []reminderBox // as they were read; nil where they were not

	toast   string
	parcels []parcel
	counts  []care.Tally
	opened  *heldCase // the case as it will be
	forgets bool      // the patient is to be forgotten
	version int64     // of the patient's row, as it will be
}

// empty reports whether nothing is to be kept: a press that changes nothing.
func (p *planner) empty() bool { return len(p.parcels) == 0 && len(p.counts) == 0 && p.opened == nil }

// after is the case as the commit leaves it, for the deliveries that begin at
// once.
func (p *planner) after() *heldCase { return p.opened.committed() }

func (p *planner) carryOut(effects []flows.Effect) error {
	for _, effect := range effects {
		if err := p.carry(effect); err != nil {
			return err
		}
	}
	return nil
}

func (p *planner) carry(effect flows.Effect) (err error) {
	switch e := effect.(type) {
	case flows.Show:
		p.show(e.Screen)
	case flows.Toast:
		p.toast = p.bot.printer.Plain(p.lang, e.Line)
	case flows.OpenCase:
		err = p.open(e)
	case flows.ReplyCase:
		err = p.reply(e)
	case flows.SendAnyway:
		p.opened = p.held.with(p.held.Anyway())
	case flows.CountOnly:
		p.opened, err = p.bot.bare(p.held, p.held.CountOnly())
	case flows.MuteCase:
		p.opened = p.held.with(p.held.Mute(e.On))
	case flows.WithdrawCase:
		err = p.withdraw()
	case flows.Count:
		p.counts = append(p.counts, e.Tally)
	case flows.DropInput:
		p.add(parcel{Kind: drop, Chat: p.chat.Reveal(), Edit: p.came})
	case flows.CleanChat:
		p.add(parcel{Kind: sweep, Chat: p.chat.Reveal()})
		p.edit = 0 // it will be gone
	case flows.Forget:
		err = p.forget(e.Cases)
	case flows.SetReminder:
		p.setReminder(e.Reminder)
	case flows.CheckIn:
		p.add(parcel{Kind: checkIn, Chat: p.chat.Reveal(), Due: p.bot.local(e.At)})
	}
	return err
}

func (p *planner) show(s flows.Screen) {
	if s.Preview != nil {
		p.next = p.next.Saw(mark(p.bot.previewed(*s.Preview)))
	}
	text, keys := p.bot.render(p.lang, s)
	p.add(parcel{Kind: toPatient, Chat: p.chat.Reveal(), Edit: p.edit, Text: text, Keyboard: keys, Last: p.forgets})
	p.edit = 0 // only one screen takes the place of a message
}

func (p *planner) add(all ...parcel) {
	for _, one := range all {
		p.parcels = append(p.parcels, one.as(p.file.id))
	}
}

// open makes the case of a report, and its card.
func (p *planner) open(e flows.OpenCase) error {
	team, ok := p.bot.service.TeamFor(e.Report.Topic)
	if !ok {
		return fmt.Errorf("bot: no team takes %s, which clinic.toml should not allow", e.Report.Topic)
	}
	held := &heldCase{Case: care.Open(e.Code, team.ID, e.Report, p.bot.previewed(ofReport(e)))}
	var err error
	if held.key, held.wrapped, err = p.bot.vault.NewKey(string(e.Code)); err != nil {
		return fmt.Errorf("bot: making a case's key: %w", err)
	}
	if err := p.address(held); err != nil {
		return err
	}
	p.opened = held
	switch e.When {
	case flows.InPool:
		held.Case = held.Wait(care.NewPooled(p.bot.now()))
	case flows.AmongOthers:
		held.Hidden = true
		return p.later(hidden, e.Code)
	case flows.AtOnce:
		p.add(cardParcel(held, 1))
	}
	return nil
}

// later sets a timer of a case to a random time of the opening hours.
func (p *planner) later(kind parcelKind, code care.Code) error {
	due, err := p.bot.hide()
	p.add(parcel{Kind: kind, Code: code, Due: due})
	return err
}

// reply adds the patient's words to a case, and posts them under its card. The
// way back is sealed anew, since the patient may have changed their language.
func (p *planner) reply(e flows.ReplyCase) error {
	c, err := p.held.Reply(e.Words, p.bot.previewed(ofReply(e, p.held)))
	if err != nil {
		return fmt.Errorf("bot: replying in a case: %w", err)
	}
	p.opened = p.held.with(c)
	if err := p.address(p.opened); err != nil {
		return err
	}
	switch {
	case c.Hidden: // it goes to the team with the case
	case e.Later:
		return p.later(quiet, c.Code)
	default:
		// The card itself stays: it shows no part of the thread.
		p.add(p.bot.post(p.opened)...)
	}
	return nil
}

func (p *planner) address(h *heldCase) error {
	var err error
	h.back, err = p.bot.vault.SealReturn(h.Code, privacy.Return{Chat: p.chat, Language: p.lang})
	if err != nil {
		return fmt.Errorf("bot: sealing a case's way back: %w", err)
	}
	return nil
}

// kept is the patient as the commit leaves them.
func (p *planner) kept() patientFile {
	f := p.file
	f.state, f.version = p.next, p.version
	return f
}

// commit seals what was decided.
func (p *planner) commit(id care.UpdateID) (care.Commit, error) {
	c := care.Commit{Update: id}
	plain, err := flows.Encode(p.next)
	if err != nil {
		return c, fmt.Errorf("bot: encoding a state: %w", err)
	}
	f := &p.file
	p.version = f.version + 1
	if f.version == 0 {
		// Had they been forgotten a moment ago, another copy may still have them
		// at hand, at a version that they must not reach again.
		p.version = p.bot.now().UnixMilli()
	}
	if f.address == nil {
		if f.address, err = f.key.SealAddress(f.id, p.chat); err != nil {
			return c, fmt.Errorf("bot: sealing an address: %w", err)
		}
	}
	rec := care.PatientRecord{Key: f.wrapped, Address: f.address}
	if rec.State, err = f.key.Seal("state", f.id.Hex(), plain); err != nil {
		return c, fmt.Errorf("bot: sealing a state: %w", err)
	}
	c.Patient = &care.PatientWrite{ID: f.id, Was: f.version, Next: p.version, Forget: p.forgets, Others: f.others, Record: rec, Keep: care.KeepPatient}
	c.Came, c.Counts = care.MessageID(p.came), p.counts
	if p.opened != nil {
		write, err := p.opened.write(p.bot.service.Privacy.KeepCases)
		if err != nil {
			return c, err
		}
		c.Cases = []care.CaseWrite{write}
	}
	p.parcels = inOne(p.parcels)
	c.Jobs, err = p.bot.jobs(p.parcels)
	return c, err
}

// jobs seals parcels for the outbox.
func (b *Bot) jobs(parcels []parcel) ([]care.Job, error) {
	jobs := make([]care.Job, len(parcels))
	for i, p := range parcels {
		jobs[i] = care.Job{Box: b.box(p), Cost: p.calls, Due: p.Due, Was: p.was}
		if (p.timer() || p.Kind == remind) && p.Due.IsZero() {
			continue // an empty one takes the timer away
		}
		if p.Kind == remind {
			p.Due = time.Time{} // there are many, and the box knows it
		}
		var err error
		if jobs[i].Body, err = b.pack(p); err != nil {
			return nil, err
		}
	}
	return jobs, nil
}

// cardParcel shows a version of a case on its card. A card's first post is two
// calls: see card.go.
func cardParcel(h *heldCase, version int64) parcel {
	p := parcel{Kind: theCard, Team: h.Team, Code: h.Code, Version: version}
	if h.card == (care.Post{}) {
		p.calls = 2
	}
	return p
}

// firstWord is what stands before the first space, which is all of a command
// that Heard reads.
func firstWord(s string) string {
	word, _, _ := strings.Cut(s, " ")
	word, _, _ = strings.Cut(word, "\n")
	return word
}
