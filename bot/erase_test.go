package bot_test

import (
	"testing"
	"time"

	"heard/bot"
	"heard/care"
	"heard/privacy"
)

// TestErase: an operator's order, put in the outbox beside a running service,
// takes a case out of its row. The key that opens what the case
// was, in a backup, is not the row's any more.
func TestErase(t *testing.T) {
	o := open(t)
	before, err := o.db.LoadCase(t.Context(), o.code)
	o.must(err)
	vault, err := privacy.NewVault(o.root, o.ring, "test")
	o.must(err)
	job, err := bot.Erase(vault, o.code, time.Now())
	o.must(err)
	_, err = o.db.Commit(t.Context(), care.Commit{Jobs: []care.Job{job}}, time.Now())
	o.must(err)
	o.until("the words are gone", func() bool {
		rec, err := o.db.LoadCase(t.Context(), o.code)
		return err == nil && len(rec.Return) == 0
	})
	// The card follows at a random time: see deliverLeave.
	after, err := o.db.LoadCase(t.Context(), o.code)
	o.must(err)
	key, err := vault.OpenKey(string(o.code), after.Key)
	o.must(err)
	if _, err := key.Open("case", string(o.code), before.Body); err == nil {
		t.Error("the row's key opens what the case was")
	}
}
