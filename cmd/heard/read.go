package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"heard/care"
	"heard/listen"
	"heard/locales"
)

type readCommand struct {
	Config string `help:"The clinic's file." default:"clinic.toml" type:"path"`
	Lang   string `help:"The patient's language. The first of the file when left out."`
}

// Help is what --help says besides.
func (readCommand) Help() string {
	return `Each line on standard input is taken as one message of a patient, and answered with one line of JSON:

  {"shown": "...", "hidden": [], "topics": ["need.housing"], "safety": ""}

shown is what staff would see, hidden what was hidden from them, topics what it may be about, best first, safety the card that
words of danger show. Hiding words is not built yet: shown is the line as it is, and hidden is always empty. Nothing is kept or sent.`
}

// reading is what the bot makes of one line.
type reading struct {
	Shown  string      `json:"shown"`
	Hidden []span      `json:"hidden"`
	Topics []care.Term `json:"topics"`
	Safety care.Card   `json:"safety"`
}

// span is a part of a line that is hidden from staff, in runes of the line.
type span struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Kind  string `json:"kind"`
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
	out := json.NewEncoder(w.out)
	out.SetEscapeHTML(false) // for people, not for a page
	return eachLine(w.in, func(line string) error {
		heard := listener.Read(lang, line)
		return out.Encode(reading{
			Shown: line, Hidden: []span{}, Topics: append([]care.Term{}, heard.Topics...), Safety: heard.Card,
		})
	})
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
