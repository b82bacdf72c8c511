package bot

import (
	"errors"
	"fmt"
	"time"

	"heard/care"
	"heard/privacy"
)

// heldCase is a case's row, opened.
type heldCase struct {
	care.Case
	version int64
	key     privacy.DataKey
	wrapped []byte
	back    []byte // sealed way to the patient
	card    care.Post
	shown   int64
	under   []care.Post // what was posted under the card
}

// with is the same row with the case as it is to be.
func (h *heldCase) with(c care.Case) *heldCase {
	next := *h
	next.Case = c
	return &next
}

// bare is the same row with a case that is nobody's any more: without a way to its
// patient, and under a new key. The old one still opens, in every old
// backup, what the case was, and the row would carry it on from epoch to epoch.
func (b *Bot) bare(h *heldCase, c care.Case) (*heldCase, error) {
	next := h.with(c)
	next.back = nil
	var err error
	if next.key, next.wrapped, err = b.vault.NewKey(string(h.Code)); err != nil {
		return nil, fmt.Errorf("bot: making a case's key: %w", err)
	}
	return next, nil
}

// cardIn is the number of the case's card in a group, 0 when there is none: a card
// from before the group became a supergroup stayed behind.
func (h *heldCase) cardIn(group int64) care.MessageID {
	if h.card.Chat != care.NewChatID(group) {
		return 0
	}
	return h.card.Message
}

// openCase opens a case's row. It gives nil when there is none, and when its key
// has been destroyed, which is how cases are erased.
func (b *Bot) openCase(code care.Code, rec care.CaseRecord) (*heldCase, error) {
	if rec.Version == 0 {
		return nil, nil //nolint:nilnil // no case is an ordinary answer
	}
	h := &heldCase{version: rec.Version, wrapped: rec.Key, back: rec.Return, card: rec.Card, shown: rec.Shown, under: rec.Under}
	var err error
	if h.key, err = b.vault.OpenKey(string(code), rec.Key); errors.Is(err, privacy.ErrNoEpoch) {
		return nil, nil //nolint:nilnil // erased: see above
	} else if err != nil {
		return nil, broken("opening a case's key", err)
	}
	plain, err := h.key.Open("case", string(code), rec.Body)
	if err != nil {
		return nil, broken("opening a case", err)
	}
	h.Case, err = care.DecodeCase(plain)
	return h, broken("reading a case", err)
}

// write seals the case as it is now, to replace the row that was read.
func (h *heldCase) write(keep time.Duration) (care.CaseWrite, error) {
	plain, err := care.EncodeCase(h.Case)
	if err != nil {
		return care.CaseWrite{}, fmt.Errorf("bot: encoding a case: %w", err)
	}
	body, err := h.key.Seal("case", string(h.Code), plain)
	if err != nil {
		return care.CaseWrite{}, fmt.Errorf("bot: sealing a case: %w", err)
	}
	return care.CaseWrite{
		Code: h.Code, Was: h.version, Pooled: h.Status == care.Waiting, Keep: keep,
		Record: care.CaseRecord{Key: h.wrapped, Body: body, Return: h.back},
	}, nil
}

// committed is the case as the commit of write leaves it. It gives nil for nil.
func (h *heldCase) committed() *heldCase {
	if h == nil {
		return nil
	}
	c := *h
	c.version++
	return &c
}
