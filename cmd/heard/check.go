package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"heard/bot"
	"heard/clinic"
	"heard/privacy"
	"heard/privacy/redact"
	"heard/store"
)

type checkCommand struct {
	Config string `help:"The clinic's file." default:"clinic.toml" type:"path"`
}

// Run looks at everything the service needs and prints every problem with its
// cure. It fails when the service should not start so.
func (c checkCommand) Run(ctx context.Context, w world) error {
	r := &findings{w: w}
	service, err := readClinic(w, c.Config)
	r.fatal(err)
	if err == nil {
		r.checkNumbers(service.Numbers, time.Now())
		r.checkTexts(service.Languages)
		r.checkRedactor(c.Config, service)
	}
	e, err := readEnvironment(w)
	r.fatal(err)
	_, err = newLog(w.err, e.log)
	r.fatal(err)
	id, err := e.botID()
	r.fatal(err)
	r.checkKeys(e, c.Config)
	r.checkRedis(ctx, e, id, service)
	r.checkTelegram(ctx, e)
	if r.bad {
		return errReported
	}
	_, err = fmt.Fprintln(w.out, "ok: the service can start")
	return err
}

// findings prints problems as they are found.
type findings struct {
	w   world
	bad bool
}

func (f *findings) fatal(err error) {
	if err == nil {
		return
	}
	f.bad = true
	if !errors.Is(err, errReported) {
		_, _ = fmt.Fprintln(f.w.err, "error:", err)
	}
}

func (f *findings) warn(text, cure string) {
	_, _ = fmt.Fprintf(f.w.err, "warning: %s. Cure: %s\n", text, cure)
}

func (f *findings) checkKeys(e environment, config string) {
	if _, err := privacy.ParseRoot(e.key); err != nil {
		f.fatal(fmt.Errorf("HEARD_KEY: %w", err))
	}
	ring, err := privacy.ReadRing(e.ringPath(config))
	if err == nil {
		f.checkRing(ring, time.Now())
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		f.warn("there is no key ring yet", "none needed: the first start makes it; later, this means that it was lost")
	case err != nil:
		f.fatal(fmt.Errorf("HEARD_KEYRING: %w", err))
	}
}

// When the newest epoch, the lookup key in use, and one that is out of use are older
// than they can be while the service runs.
const (
	oldEpoch = 8 * 24 * time.Hour
	oldName  = 200 * 24 * time.Hour
	oldSpent = 20 * 24 * time.Hour // after it could have gone
)

// checkRing warns of a ring that does not roll: for as long, what is erased lives on
// in backups.
func (f *findings) checkRing(ring *privacy.Ring, now time.Time) {
	epochs := ring.Epochs(now)
	if len(epochs) == 0 {
		return
	}
	if age := now.Sub(epochs[len(epochs)-1].Start); age > oldEpoch {
		f.warn(fmt.Sprintf("the newest epoch of the key ring is %d days old", int(age.Hours()/24)),
			"the service rolls it every week while it runs; look for its errors, or run heard keys roll")
	}
	f.checkNames(ring.Names(now), ring.Names(now.Add(-oldSpent)), now)
}

// checkNames warns of lookup keys that do not roll: for as long, whoever has the keys of
// today can tell whose an old row is. before are they as they were a while ago.
func (f *findings) checkNames(names, before []privacy.Name, now time.Time) {
	const cure = "the service rolls them while it runs; look for its errors, or run heard keys roll --names"
	for i, n := range names {
		switch days := int(now.Sub(n.Current).Hours() / 24); {
		case n.State == privacy.NameCurrent && now.Sub(n.Current) > oldName:
			f.warn(fmt.Sprintf("the lookup key by which people are named is %d days old", days), cure)
		case before[i].State == privacy.NameSpent:
			f.warn(fmt.Sprintf("a lookup key that came into use %d days ago is not destroyed yet", days), cure)
		}
	}
}

// checkRedactor looks at what words are hidden by.
func (f *findings) checkRedactor(config string, service clinic.Service) {
	if _, err := readRoster(config, service.Privacy); err != nil {
		f.fatal(err)
	} else if service.Privacy.Roster == "" {
		f.warn("there is no roster of staff and places", `write their names into a file, one a line, and name it in the clinic's file: [privacy] roster = "roster.txt"`)
	}
	_, missing := redact.System(os.DirFS(dictionaryRoot), service.Languages)
	for _, m := range missing {
		f.warn("there is no dictionary of "+m.Language+" on this machine, so more harmless words are hidden", "install the package "+m.Package)
	}
}

// checkRedis looks at the server, and at what the service has noted there of the
// clinic's groups. It writes nothing. Without a token the service has no name,
// and any other does for the server.
func (f *findings) checkRedis(ctx context.Context, e environment, id string, service clinic.Service) {
	name := id
	if name == "" {
		name = "check"
	}
	s, err := store.Open(ctx, store.Options{URL: e.redis, Service: name})
	if err != nil {
		f.fatal(fmt.Errorf("HEARD_REDIS_URL: %w", err))
		return
	}
	defer func() { _ = s.Close() }()
	for _, one := range s.Check(ctx, time.Now()) {
		if one.Fatal {
			f.fatal(fmt.Errorf("redis: %s. Cure: %s", one.Reason, one.Cure))
		} else {
			f.warn("redis: "+one.Reason, one.Cure)
		}
	}
	f.printMoved(ctx, s, service)
}

func (f *findings) checkTelegram(ctx context.Context, e environment) {
	if e.token == "" {
		return // said already
	}
	t, err := bot.Dial(ctx, e.token, e.api)
	if err != nil {
		f.fatal(fmt.Errorf("HEARD_TELEGRAM_TOKEN or HEARD_TELEGRAM_API: %w", err))
		return
	}
	t.Close()
}
