package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"heard/care"
	"heard/flows"
	"heard/locales"
	"heard/privacy"
)

// patient takes one update from a private chat: load, decide, commit, deliver.
func (b *Bot) patient(ctx context.Context, u update) error {
	chat := care.NewChatID(u.chatID())
	in, toPress, ok := patientInput(u)
	if !ok {
		// A button of another program, or of a version long gone.
		b.answerPress(ctx, u.Press.ID, b.printer.Plain(b.phone(u), care.Say("toast.old")), false)
		return nil
	}
	in.Phone = b.phone(u)
	for try := range maxDecisions {
		done, err := b.patientOnce(ctx, u, chat, in, toPress)
		if done || err != nil {
			return err
		}
		// The first time somebody else was quicker. After that a reminder may be on its
		// way, which is changed when it is there.
		pause(ctx, time.Duration(try)*moment)
	}
	return errBusy
}

// moment is by how much longer each time an update waits before it is decided again.
const moment = 10 * time.Millisecond

// errBusy is returned when others kept changing the same row.
var errBusy = errors.New("bot: the row kept changing while an update was decided on")

// patientOnce decides an update on the state as it is now. done is false when
// the state changed meanwhile and the update has to be decided again.
func (b *Bot) patientOnce(ctx context.Context, u update, chat care.ChatID, in flows.Input, toPress int64) (done bool, err error) {
	code, _ := flows.Wants(in)
	file, caseRec, seen, err := b.load(ctx, u.id(), chat, code)
	if err != nil {
		return false, err
	}
	if seen {
		b.counts.updates.WithLabelValues("repeated").Inc()
		b.endPress(ctx, u, "")
		return true, nil
	}
	held, err := b.openCase(code, caseRec)
	if err != nil {
		return false, err
	}
	in, reminder, err := b.atHand(ctx, chat, in, held)
	if err != nil {
		return false, err
	}
	lang := b.speaks(file.state, in)
	if u.Message != nil {
		heard := b.listener.Read(lang, u.Message.Text+u.Message.Caption)
		in.Topics, in.Card = heard.Topics, heard.Card
	}
	next, effects := b.engine.Step(file.state, in, b.now())
	if !b.asShown(effects, held) {
		next, effects = b.engine.Step(file.state, flows.Input{Kind: flows.Changed, Phone: in.Phone}, b.now())
	}
	p := planner{bot: b, chat: chat, edit: toPress, came: cameOf(u), file: file, next: next, held: held, lang: b.speaks(next, in), reminder: reminder}
	if err := p.carryOut(effects); err != nil {
		return false, err
	}
	return b.conclude(ctx, u, &p)
}

// conclude keeps what was decided, begins to deliver it, and answers the press.
func (b *Bot) conclude(ctx context.Context, u update, p *planner) (done bool, err error) {
	if p.empty() {
		if b.recent.drop(p.file.id) {
			// The row at hand may be an old one, and there is no commit to find
			// out: decided again on the row in the store.
			return false, nil
		}
		b.counts.updates.WithLabelValues("handled").Inc()
		b.endPress(ctx, u, p.toast)
		return true, nil
	}
	commit, err := p.commit(u.id())
	if err != nil {
		return false, err
	}
	outcome, err := b.keep(ctx, commit, p.parcels, p.after())
	if err != nil {
		return false, err
	}
	if p.forgets {
		b.recent.drop(p.file.id)
	} else {
		b.recent.note(p.kept(), outcome, b.now())
	}
	if !settled(outcome) {
		return false, nil
	}
	b.endPress(ctx, u, p.toast)
	return true, nil
}

// atHand is an input with what a step may need beside it: the case that was read, a
// code, what staff have posted, and what is stored of the patient's reminders, of which
// boxes are where.
func (b *Bot) atHand(ctx context.Context, chat care.ChatID, in flows.Input, held *heldCase) (_ flows.Input, boxes []reminderBox, err error) {
	if held != nil {
		in.Case = &held.Case
	}
	if err = b.newsFor(ctx, &in); err != nil {
		return in, nil, err
	}
	if in.Fresh, err = b.freshCode(); err != nil {
		return in, nil, err
	}
	if flows.WantsReminder(in) {
		in.Reminder, boxes, err = b.reminding(ctx, chat)
	}
	return in, boxes, err
}

// load reads a patient, from what is at hand where no case is asked for. An
// update that was committed before is then found out by the commit.
func (b *Bot) load(ctx context.Context, u care.UpdateID, chat care.ChatID, code care.Code) (
	file patientFile, held care.CaseRecord, seen bool, err error,
) {
	if code == "" {
		for _, id := range b.vault.Patients(chat) {
			if file, ok := b.recent.get(id, b.now()); ok {
				return file, held, false, nil
			}
		}
	}
	f, err := b.find(ctx, u, chat, code)
	if err != nil || f.seen {
		return file, held, f.seen, err
	}
	file, err = b.openPatient(f.id, f.rec)
	file.others = f.others
	return file, f.held, false, err
}

// commit keeps what was decided and begins to deliver it. done is false when it
// has to be decided again.
func (b *Bot) commit(ctx context.Context, c care.Commit, parcels []parcel, now *heldCase) (done bool, err error) {
	outcome, err := b.keep(ctx, c, parcels, now)
	return err == nil && settled(outcome), err
}

// keep does so and tells what came of it.
func (b *Bot) keep(ctx context.Context, c care.Commit, parcels []parcel, now *heldCase) (care.Outcome, error) {
	receipt, err := b.store.Commit(ctx, c, b.now())
	if err != nil {
		return 0, fmt.Errorf("bot: committing: %w", err)
	}
	b.counts.commits.WithLabelValues(outcomeName[receipt.Outcome]).Inc()
	switch receipt.Outcome {
	case care.Conflict, care.CodeInUse:
		return receipt.Outcome, nil
	case care.Repeated:
		b.counts.updates.WithLabelValues("repeated").Inc()
		return receipt.Outcome, nil
	case care.Kept:
	}
	if c.Update != 0 {
		b.counts.updates.WithLabelValues("handled").Inc()
	}
	var all []delivery
	for i, p := range parcels {
		if i < len(receipt.Leases) && receipt.Leases[i].Job != "" {
			all = append(all, delivery{lease: receipt.Leases[i], parcel: p, held: now})
		}
	}
	b.start(ctx, all...)
	return receipt.Outcome, nil
}

// settled reports whether nothing is left to decide. Otherwise somebody else
// changed the row meanwhile.
func settled(o care.Outcome) bool { return o == care.Kept || o == care.Repeated }

// endPress answers a press once what it does is kept.
func (b *Bot) endPress(ctx context.Context, u update, toast string) {
	if u.Press != nil {
		b.answerPress(ctx, u.Press.ID, toast, false)
	}
}

// phone is the language of the patient's phone if the service speaks it. The
// phone's word is looked up in a list and goes no further.
func (b *Bot) phone(u update) string {
	said := ""
	switch {
	case u.Message != nil:
		said = u.Message.From.Language
	case u.Press != nil:
		said = u.Press.From.Language
	}
	lang, ok := locales.Match(said)
	if !ok || !b.service.Speaks(lang) {
		return b.service.Language()
	}
	return lang
}

// speaks is the language to answer a patient in.
func (b *Bot) speaks(s flows.State, in flows.Input) string {
	if s.Language != "" && b.service.Speaks(s.Language) {
		return s.Language
	}
	return in.Phone
}

// patientInput turns an update into what the engine reads, and names the message
// that the next screen replaces, if any. ok is false for a button that is not
// of Heard.
func patientInput(u update) (in flows.Input, edit int64, ok bool) {
	if u.Press != nil {
		data, ok := flows.ParseData(u.Press.Data)
		if ok && data.Replaces() {
			edit = u.Press.Message.ID
		}
		return flows.Input{Kind: flows.Press, Button: data}, edit, ok
	}
	m := u.Message
	switch {
	case m.Text == "":
		return flows.Input{Kind: flows.Odd, Text: m.kind()}, 0, true
	case m.Text[0] == '/':
		return flows.Input{Kind: flows.Command, Text: firstWord(m.Text[1:])}, 0, true
	}
	return flows.Input{Kind: flows.Text, Text: m.Text}, 0, true
}

// cameOf is the number of the message that came, 0 for a press.
func cameOf(u update) int64 {
	if u.Message == nil {
		return 0
	}
	return u.Message.ID
}

// patientFile is a patient's row, opened.
type patientFile struct {
	id      care.Pseudonym
	others  []care.Pseudonym // of whoever is new: the other names that they may have
	version int64
	key     privacy.DataKey
	wrapped []byte
	address []byte // sealed; it never changes
	state   flows.State
}

// openPatient opens a patient's row, or begins one. A row whose key has been
// destroyed is an erased patient: they begin anew.
func (b *Bot) openPatient(id care.Pseudonym, rec care.PatientRecord) (patientFile, error) {
	f := patientFile{id: id, version: rec.Version, wrapped: rec.Key, address: rec.Address}
	var err error
	if rec.Version != 0 {
		f.key, err = b.vault.OpenKey(id.Hex(), rec.Key)
	}
	if rec.Version == 0 || errors.Is(err, privacy.ErrNoEpoch) {
		return b.newPatient(f)
	}
	if err != nil {
		return f, broken("opening a patient's key", err)
	}
	plain, err := f.key.Open("state", id.Hex(), rec.State)
	if err != nil {
		return f, broken("opening a patient's state", err)
	}
	f.state, err = b.engine.Decode(plain)
	return f, broken("reading a patient's state", err)
}

func (b *Bot) newPatient(f patientFile) (patientFile, error) {
	var err error
	if f.key, f.wrapped, err = b.vault.NewKey(f.id.Hex()); err != nil {
		return f, fmt.Errorf("bot: making a patient's key: %w", err)
	}
	f.address = nil
	seed, err := b.seed()
	f.state = flows.New(seed)
	return f, err
}
