package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"runtime/pprof"
	"strconv"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"heard/store"
)

// What the test binary can be besides the program, as values of asHeard.
const (
	asUnlimited = "unlimited" // the program without limits of its own
	asEcho      = "echo"      // the bot that it is measured against
)

// be plays a role and returns the exit code.
func be(ctx context.Context, role string, w world) int {
	play := unlimited
	switch role {
	case asUnlimited:
	case asEcho:
		play = echo
	default:
		return run(ctx, os.Args[1:], w)
	}
	if err := profiled(role, func() error { return play(ctx, w) }); err != nil {
		_, _ = fmt.Fprintln(w.err, err)
		return 1
	}
	return 0
}

// unlimited does as serve does, with a clinic's file as its only argument.
func unlimited(ctx context.Context, w world) error {
	e, err := readEnvironment(w)
	if err != nil {
		return err
	}
	log, err := newLog(w.err, e.log)
	if err != nil {
		return err
	}
	config := os.Args[1]
	clinic, err := readClinic(w, config)
	if err != nil {
		return err
	}
	p, err := e.plan(clinic, config, log)
	if err != nil {
		return err
	}
	p.store.Limits = store.Limits{}
	h, err := p.build(ctx)
	if err != nil {
		return err
	}
	return errors.Join(h.serve(ctx, e, log), h.close())
}

// echo is the least that a bot on the same library can do: it fetches, and
// answers each update in a goroutine of its own, with the client set as Heard's
// is.
func echo(ctx context.Context, w world) error {
	e, err := readEnvironment(w)
	if err != nil {
		return err
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConns, transport.MaxIdleConnsPerHost = 256, 256
	api, err := tgbotapi.NewBotAPIWithClient(e.token, e.api+"/bot%s/%s", &http.Client{Transport: transport})
	if err != nil {
		return err
	}
	for offset := 0; ctx.Err() == nil; {
		updates, err := api.GetUpdates(tgbotapi.UpdateConfig{Offset: offset, Limit: 100, Timeout: 50})
		if err != nil {
			return err
		}
		for _, u := range updates {
			offset = u.UpdateID + 1
			go echoes(api, u)
		}
	}
	return nil
}

// echoes shows what came, with one button. A press it answers with the same two
// calls as Heard, and beside each other too.
func echoes(api *tgbotapi.BotAPI, u tgbotapi.Update) {
	keys := tgbotapi.NewInlineKeyboardMarkup(tgbotapi.NewInlineKeyboardRow(
		tgbotapi.NewInlineKeyboardButtonData("Again", strconv.Itoa(u.UpdateID))))
	switch {
	case u.Message != nil:
		shown := tgbotapi.NewMessage(u.Message.Chat.ID, u.Message.Text)
		shown.ReplyMarkup = keys
		_, _ = api.Send(shown)
	case u.CallbackQuery != nil:
		go func() { _, _ = api.Request(tgbotapi.NewCallback(u.CallbackQuery.ID, "")) }()
		m := u.CallbackQuery.Message
		_, _ = api.Send(tgbotapi.NewEditMessageTextAndMarkup(m.Chat.ID, m.MessageID, u.CallbackQuery.Data, keys))
	}
}

// profileTo names a directory for the profiles of the processes under load.
const profileTo = "HEARD_BENCH_PROFILE"

// profiled runs a role and writes what it spent its time and memory on, if that
// is wanted.
func profiled(role string, run func() error) error {
	dir := os.Getenv(profileTo)
	if dir == "" {
		return run()
	}
	name := filepath.Join(dir, fmt.Sprintf("%s-%d", role, os.Getpid()))
	cpu, err := os.Create(name + ".cpu")
	if err != nil {
		return err
	}
	if err := pprof.StartCPUProfile(cpu); err != nil {
		return err
	}
	err = run()
	pprof.StopCPUProfile()
	allocs, failed := os.Create(name + ".allocs")
	if failed == nil {
		failed = errors.Join(pprof.Lookup("allocs").WriteTo(allocs, 0), allocs.Close())
	}
	return errors.Join(err, failed, cpu.Close())
}
