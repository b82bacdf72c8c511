package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"heard/care"
	"heard/clinic"
	"heard/listen"
	"heard/locales"
	"heard/privacy/redact"
)

type readCommand struct {
	Config string `help:"The clinic's file." default:"clinic.toml" type:"path"`
	Lang   string `help:"The patient's language. The first of the file when left out."`
}

// Help is what --help says besides.
func (readCommand) Help() string {
	return `Each line on standard input is taken as one message of a patient, and answered with one line of JSON:

  {"shown": "...", "hidden": [], "topics": ["need.housing"], "safety": ""}

shown is what staff would see, hidden what was hidden from them, in runes of the line, topics what it may be about, best first,
safety the card that words of danger show. Nothing is kept or sent.`
}

// reading is what the bot makes of one line.
type reading struct {
	Shown  string          `json:"shown"`
	Hidden []redact.Hidden `json:"hidden"`
	Topics []care.Term     `json:"topics"`
	Safety care.Card       `json:"safety"`
}

// Run prints what the bot makes of each line.
func (c readCommand) Run(w world) error {
	service, err := readClinic(w, c.Config)
	if err != nil {
		return err
	}
	lang := c.Lang
	if lang == "" {
		lang = service.Language()
	}
	if !locales.Supported(lang) {
		return fmt.Errorf("--lang: there is no such language here; there are %s", strings.Join(locales.Languages(), ", "))
	}
	listener, err := listen.New()
	if err != nil {
		return err
	}
	redactor, err := c.redactor(service)
	if err != nil {
		return err
	}
	out := json.NewEncoder(w.out)
	out.SetEscapeHTML(false) // for people, not for a page
	return eachLine(w.in, func(line string) error {
		heard, hid := listener.Read(lang, line), redactor.Hide(lang, line)
		return out.Encode(reading{
			Shown: hid.Shown, Hidden: append([]redact.Hidden{}, hid.Hidden...),
			Topics: append([]care.Term{}, heard.Topics...), Safety: heard.Card,
		})
	})
}

func (c readCommand) redactor(service clinic.Service) (*redact.Redactor, error) {
	roster, err := readRoster(c.Config, service.Privacy)
	if err != nil {
		return nil, err
	}
	printer, err := locales.New()
	if err != nil {
		return nil, fmt.Errorf("the catalogue: %w", err)
	}
	return newRedactor(service, roster, printer)
}

// eachLine hands over lines of any length, without what ends them.
func eachLine(from io.Reader, do func(string) error) error {
	in := bufio.NewReader(from)
	for {
		line, failed := in.ReadString('\n')
		if line != "" {
			if err := do(strings.TrimRight(line, "\r\n")); err != nil {
				return fmt.Errorf("writing: %w", err)
			}
		}
		switch {
		case errors.Is(failed, io.EOF):
			return nil
		case failed != nil:
			return fmt.Errorf("reading standard input: %w", failed)
		}
	}
}
