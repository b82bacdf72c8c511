package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"heard/bot"
	"heard/care"
)

type eraseCommand struct {
	Code   string `arg:"" help:"The case, such as KRT-482."`
	Config string `help:"The clinic's file, beside which the key ring lies." default:"clinic.toml" type:"path"`
}

// errNoCase says that there is nothing to erase.
var errNoCase = errors.New("there is no such case")

// errNobody says that a case is nobody's any more.
var errNobody = errors.New("nothing leads from this case to its patient any more: it was released, taken back, or has expired. " +
	"They can press /forget themselves, or give the code of another case")

// Run orders the running service to forget the patient of a case.
func (c eraseCommand) Run(ctx context.Context, w world) error {
	code, ok := care.ParseCode(c.Code)
	if !ok {
		return errNoCase
	}
	vault, s, err := openRows(ctx, w, c.Config)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	rec, err := s.LoadCase(ctx, code)
	if err != nil {
		return err
	}
	if rec.Version == 0 {
		return errNoCase
	}
	if len(rec.Return) == 0 {
		return errNobody
	}
	job, err := bot.Orders{Vault: vault}.Erase(code, time.Now())
	if err != nil {
		return err
	}
	if _, err := s.Commit(ctx, care.Commit{Jobs: []care.Job{job}}, time.Now()); err != nil {
		return err
	}
	_, err = fmt.Fprintln(w.out, "ordered: the running service forgets the patient of this case within moments: their row, their chat of the last 48 hours, the words and the way back of all their cases. "+
		"Each card becomes a stub at a random time of the opening hours; backups follow within 14 days")
	return err
}
