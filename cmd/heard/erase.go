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

// Run orders the running service to withdraw a case.
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
	job, err := bot.Erase(vault, code, time.Now())
	if err != nil {
		return err
	}
	if _, err := s.Commit(ctx, care.Commit{Jobs: []care.Job{job}}, time.Now()); err != nil {
		return err
	}
	_, err = fmt.Fprintln(w.out, "ordered: the running service takes the words and the way back away within moments, and the card at a random time of the opening hours; backups follow within 14 days")
	return err
}
