package bot_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"net/http/httptest"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/redis/go-redis/v9"

	"heard/bot"
	"heard/care"
	"heard/clinic"
	"heard/listen"
	"heard/locales"
	"heard/privacy"
	"heard/privacy/redact"
	"heard/simulator"
	"heard/store"
)

// patience is how long a test waits for something that should come at once.
const patience = 20 * time.Second

// house is the whole service in one process: copies of the bot over one store
// and one simulated Telegram. When the test ends everything that it logged,
// counted or returned as an error is searched for what must not be in it.
type house struct {
	*testing.T
	telegram *simulator.Server
	front    *front
	walks    atomic.Int64 // over all timers of reminders, that have ended
	service  clinic.Service
	printer  *locales.Printer
	root     privacy.Root
	ring     *privacy.Ring
	redis    *miniredis.Miniredis
	url      string // of the store
	limits   store.Limits
	db       *store.Store
	raw      *redis.Client // of the same store
	api      string
	clock    *clock // nil: the real one
	random   io.Reader
	hooks    hooks
	delays   delays
	changed  chan struct{} // a notice after every commit, settlement and line of the log
	said     *said
	people   int64
	raws     int64
}

// setup is what a test may want otherwise. It is applied before anything starts.
type setup struct {
	simulator simulator.Options
	service   clinic.Service
	clock     *clock
	random    io.Reader
	url       string // of a Redis; empty: one inside the test
	limits    store.Limits
}

// The teams' groups, and two people in each.
const (
	keywork int64 = -1001000000001
	quality int64 = -1001000000002
	leads   int64 = -1001000000009

	keyWorker1 int64 = 7_000_000_011
	keyWorker2 int64 = 7_000_000_012
	reviewer1  int64 = 7_000_000_021
	leader     int64 = 7_000_000_091
)

const clinicFile = `
service   = "Test OMT"
country   = "GB"
timezone  = "Europe/London"
languages = ["en", "nb"]
[[clinic]]
id    = "one"
name  = "One"
phone = "020 7946 0000"
[clinic.hours]
mon-sun = ["08:00-12:00"]
[[team]]
id    = "keywork"
chat  = -1001000000001
takes = ["help", "dosing"]
[[team]]
id    = "quality"
chat  = -1001000000002
takes = ["stigma", "feedback"]
[leads]
chat   = -1001000000009
digest = "0 9 * * 1"
[privacy]
release = "immediate"
`

var printer = sync.OnceValues(locales.New)

var redacting = sync.OnceValues(func() (*redact.Redactor, error) {
	p, err := printer()
	if err != nil {
		return nil, err
	}
	label := p.Hidden(asStrings(redact.Kinds()))
	return redact.New(redact.Options{
		Countries: []string{"GB", "NO"}, Roster: []string{"Grace Okonkwo"},
		Label: func(language string, k redact.Kind) string { return label(language, string(k)) },
	})
})

func redactor(t *testing.T) *redact.Redactor {
	t.Helper()
	r, err := redacting()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func newHouse(t *testing.T, tweaks ...func(*setup)) *house {
	t.Helper()
	s := setup{simulator: simulator.Options{KeepLog: true}, service: readClinic(t), random: rand.Reader}
	for _, tweak := range tweaks {
		tweak(&s)
	}
	h := &house{
		T: t, telegram: simulator.New(s.simulator), service: s.service, clock: s.clock, random: s.random, url: s.url, limits: s.limits,
		changed: make(chan struct{}, 1), people: 5_000_000_100,
	}
	h.said = &said{heard: h.notice}
	t.Cleanup(h.searchWhatWasSaid)
	h.front = &front{next: h.telegram.Handler()}
	server := httptest.NewServer(h.front)
	h.api = server.URL
	t.Cleanup(server.Close)
	t.Cleanup(h.telegram.Close) // first, so that calls it holds up end
	var err error
	if h.printer, err = printer(); err != nil {
		t.Fatal(err)
	}
	h.openStore()
	h.makeKeys()
	h.populate()
	return h
}

func readClinic(t *testing.T) clinic.Service {
	t.Helper()
	s, problems := clinic.Load("clinic.toml", []byte(clinicFile), locales.Languages())
	if s == nil {
		t.Fatal(problems)
	}
	return *s
}

func (h *house) openStore() {
	if h.url == "" {
		h.redis = miniredis.RunT(h.T)
		h.url = "redis://" + h.redis.Addr()
	}
	h.db = h.newStore()
	h.Cleanup(func() { h.err(h.db.Close()) })
	options, err := redis.ParseURL(h.url)
	h.must(err)
	h.raw = redis.NewClient(options)
	h.Cleanup(func() { h.err(h.raw.Close()) })
}

func (h *house) newStore() *store.Store {
	h.Helper()
	s, err := store.Open(h.Context(), store.Options{URL: h.url, Service: "test", Log: h.said.log(), Limits: h.limits})
	h.must(err)
	return s
}

func (h *house) makeKeys() {
	text, err := privacy.NewRoot(rand.Reader)
	h.must(err)
	h.root, err = privacy.ParseRoot(text)
	h.must(err)
	h.ring, err = privacy.NewRing(time.Now(), rand.Reader)
	h.must(err)
	h.said.never(h.telegram.Token(), text)
}

// populate brings in the teams, with people who carry unmistakable names.
func (h *house) populate() {
	groups := map[int64][]int64{h.groupOf("keywork"): {keyWorker1, keyWorker2}, h.groupOf("quality"): {reviewer1}, leads: {leader}}
	for group, members := range groups {
		for _, id := range members {
			h.join(id, "en")
		}
		h.must(h.telegram.AddGroup(simulator.Group{ID: group, Title: "Grouptitle", Members: members}))
		h.said.neverNumber(group)
	}
}

// groupOf is the number that clinic.toml gives for a team's group.
func (h *house) groupOf(team string) int64 {
	t, _ := h.service.TeamByID(team)
	return t.Chat.Reveal()
}

func (h *house) join(id int64, phone string) {
	h.Helper()
	h.must(h.telegram.AddPerson(simulator.Person{ID: id, FirstName: "Forename", LastName: "Familyname", Username: "nickname", Language: phone}))
	h.said.neverNumber(id)
	h.said.never("Forename", "Familyname", "nickname")
}

func (h *house) must(err error) {
	h.Helper()
	if err != nil {
		h.err(err)
		h.Fatal(err)
	}
}

// err notes an error among what was said; nil is none.
func (h *house) err(err error) {
	if err != nil {
		h.said.add(err.Error())
	}
}

func (h *house) now() time.Time {
	if h.clock != nil {
		return h.clock.now()
	}
	return time.Now()
}

// running is one copy of the service.
type running struct {
	h        *house
	bot      *bot.Bot
	vault    *privacy.Vault
	store    *store.Store
	watched  *watched
	telegram *bot.Telegram
	metrics  *prometheus.Registry
	cancel   context.CancelFunc
	ended    chan error
	once     sync.Once
}

// build puts a copy together and starts nothing.
func (h *house) build() *running {
	h.Helper()
	r := &running{h: h, store: h.newStore(), metrics: prometheus.NewRegistry(), cancel: func() {}}
	var err error
	r.vault, err = privacy.NewVault(h.root, h.ring, "test")
	h.must(err)
	r.telegram, err = bot.Dial(h.Context(), h.telegram.Token(), h.api)
	h.must(err)
	r.watched = &watched{Store: r.store, h: h}
	r.bot, err = bot.New(h.Context(), bot.Options{
		Telegram: r.telegram, Store: r.watched, Vault: r.vault, Service: h.service, Printer: h.printer, Listener: listener(), Redactor: redactor(h.T),
		Log: h.said.log(), Metrics: r.metrics, Now: h.now, Random: h.random,
	})
	h.must(err)
	h.Cleanup(r.close)
	return r
}

// start runs a copy that polls.
func (h *house) start() *running { h.Helper(); return h.build().run(false) }

func (r *running) run(pushed bool) *running {
	ctx, cancel := context.WithCancel(context.Background())
	r.cancel, r.ended = cancel, make(chan error, 1)
	go func() {
		err := r.bot.Run(ctx, pushed)
		r.watched.ended.Store(true)
		r.ended <- err
		r.h.notice()
	}()
	return r
}

// stopLimit is the service's own promise.
const stopLimit = 5 * time.Second

// stop ends a copy, which must not take longer than promised.
func (r *running) stop() {
	r.once.Do(func() {
		r.cancel()
		if r.ended != nil {
			limit, done := context.WithTimeout(context.Background(), stopLimit)
			defer done()
			select {
			case err := <-r.ended:
				if r.h.err(err); err != nil {
					r.h.Errorf("the service ended with an error: %v", err)
				}
			case <-limit.Done():
				r.h.Error("the service did not stop within its limit")
			}
		}
	})
}

func (r *running) close() {
	r.stop()
	r.telegram.Close()
	r.h.err(r.store.Close())
	r.noteMetrics()
}

func (r *running) noteMetrics() {
	families, err := r.metrics.Gather()
	r.h.err(err)
	for _, f := range families {
		r.h.said.add(f.String())
	}
}

// count is the sum of a metric over all its labels, or over one.
func (r *running) count(name string, label string) (n float64) {
	r.h.Helper()
	families, err := r.metrics.Gather()
	r.h.must(err)
	for _, f := range families {
		for _, m := range f.GetMetric() {
			if f.GetName() == name && (label == "" || m.GetLabel()[0].GetValue() == label) {
				n += m.GetCounter().GetValue()
			}
		}
	}
	return n
}

// hand hands a copy an update as Telegram would send it, of a message that the
// simulator cannot make.
func (r *running) hand(message string) {
	r.h.Helper()
	r.h.raws++
	r.h.must(r.bot.Handle(r.h.Context(), fmt.Appendf(nil, `{"update_id":%d,"message":%s}`, 800_000_000+r.h.raws, message)))
}

// cards are the messages in a group that show a case.
func (h *house) cards(group int64, code care.Code) []simulator.Message {
	all := h.telegram.Messages(group)
	return slices.DeleteFunc(all, func(m simulator.Message) bool { return !isCard(m, code) })
}

// card is the one message in a group that shows a case.
func (h *house) card(group int64, code care.Code) simulator.Message {
	h.Helper()
	all := h.cards(group, code)
	if len(all) != 1 {
		h.Fatalf("the case is on %d cards, not one", len(all))
	}
	return all[0]
}

// says is a text of the catalogue as a phone shows it.
func (h *house) says(lang string, key care.Key, args ...care.Arg) string {
	return h.printer.Plain(lang, care.Say(key, args...))
}

// listener is made once: it reads its word lists, which takes longer than most
// tests.
var listener = sync.OnceValue(func() *listen.Listener {
	l, err := listen.New()
	if err != nil {
		panic(err)
	}
	return l
})
