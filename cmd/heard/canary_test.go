package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"heard/bot"
	"heard/care"
	"heard/simulator"
	"heard/store"
)

const (
	canaryPatients = 25
	canaryWalks    = 200
	canaryActs     = 30 // of one walk
)

// Patients with a unique id, names and username walk at random through
// everything there is, while reports are released again and again. Nothing of
// theirs is in what staff were sent, in a log line, a metric or an error, or in the
// bytes of Redis's append-only file.
func TestCanary(t *testing.T) {
	config, groups := clinicOf(3)
	in := newInside(t, pooled(config, 2, 2))
	// Faults make the program speak of its errors. An answer to a press is not
	// tried again, and the walk waits for it.
	in.telegram.SetFaults(simulator.Faults{
		BadGateway: 0.02, LostReply: 0.02, Flood: 0.005, RetryAfter: 1,
		Methods: []string{"sendMessage", "editMessageText", "getUpdates"},
	})
	dice := rand.New(rand.NewPCG(1, 2))
	people := make([]simulator.Person, canaryPatients)
	for i := range people {
		people[i] = canary(dice)
		if err := in.telegram.AddPerson(people[i]); err != nil {
			t.Fatal(err)
		}
	}
	addStaff(t, in, groups)
	var walkers sync.WaitGroup
	acts := make([]int, canaryPatients)
	for i, p := range people {
		walker := &wanderer{in: in, id: p.ID, dice: rand.New(rand.NewPCG(uint64(i), 3)), way: i % len(tours())}
		walkers.Go(func() { acts[i] = walker.walk(t, canaryWalks/canaryPatients) })
	}
	stop := in.releasing(t)
	walkers.Wait()
	released := stop()
	in.quiet(t)
	in.release(t)
	where := in.everything(t, groups)
	// The search finds what is there: staff are named to staff by a link.
	if !bytes.Contains(where["what staff were sent"], []byte(staffID(0))) {
		t.Error("the search does not find what it should")
	}
	found, sought := 0, newTraces()
	for _, p := range people {
		sought.addPerson(p)
	}
	for place, content := range where {
		for kind, n := range sought.in(content) {
			found += n
			t.Errorf("something of a patient of kind %q is in %s", kind, place)
		}
	}
	total := 0
	for _, n := range acts {
		total += n
	}
	fmt.Printf("canary: %d patients, %d walks, %d acts, %d posts and edits to staff, %d bytes of log, %d kB of append-only file, "+
		"%d bytes of metrics: %d found\n", canaryPatients, canaryWalks, total, in.posts(groups),
		len(where["the log"]), len(where["the append-only file"])/1024, len(where["the metrics"]), found)
	digests := len(in.digests(groups[len(groups)-1]))
	fmt.Printf("canary: %d releases ordered, %d digests\n", released+1, digests)
	if digests < 2 {
		t.Error("too few reports were released for this to show anything")
	}
	in.toured(t, people)
	if in.posts(groups) < 100 || len(where["the log"]) < 300 || total < canaryWalks*canaryActs/2 {
		t.Error("too little happened for this to show anything")
	}
}

// canary makes a person of whom every part is unique.
func canary(dice *rand.Rand) simulator.Person {
	word := func() string { return fmt.Sprintf("Zq%xYx%x", dice.Uint32(), dice.Uint32()) }
	return simulator.Person{
		ID: 1<<35 + dice.Int64N(1<<34), FirstName: word(), LastName: word(), Username: word(), Language: "en",
	}
}

// releasing orders releases, as though all that waits were old enough, until the
// function that it returns is called, which tells how many.
func (in *inside) releasing(t *testing.T) (stop func() int) {
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan int)
	go func() {
		n := 0
		for slot := in.now().AddDate(0, 0, 2); ctx.Err() == nil; slot = slot.Add(time.Second) {
			if err := releaseAt(ctx, in.house.store, in.orders(), slot); err != nil && ctx.Err() == nil {
				t.Error(err)
			}
			n++
			waitFor(ctx, time.Second)
		}
		done <- n
	}()
	return func() int { cancel(); return <-done }
}

// releaseAt orders a release now as though it were a slot.
func releaseAt(ctx context.Context, s *store.Store, orders bot.Orders, slot time.Time) error {
	job, err := orders.Release(slot)
	if err != nil {
		return err
	}
	job.Due = time.Now()
	_, err = s.Commit(ctx, care.Commit{Jobs: []care.Job{job}}, job.Due)
	return err
}

// digests are the releases that a group was posted.
func (in *inside) digests(group int64) (texts []string) {
	for _, m := range in.telegram.Messages(group) {
		if isDigest(m) {
			texts = append(texts, m.Text)
		}
	}
	return texts
}

func addStaff(t *testing.T, in *inside, groups []int64) {
	t.Helper()
	for i, group := range groups {
		id, err := strconv.ParseInt(staffID(i), 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		if err := in.telegram.AddPerson(simulator.Person{ID: id, FirstName: "S", Language: "en"}); err != nil {
			t.Fatal(err)
		}
		if err := in.telegram.AddGroup(simulator.Group{ID: group, Title: "G", Members: []int64{id}}); err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		var work sync.WaitGroup
		work.Go(func() { busyStaff(ctx, in, group, id) })
		t.Cleanup(func() { stop(); work.Wait() })
	}
}

func staffID(i int) string { return strconv.Itoa(7_000_000_001 + i) }

// busyStaff take cards and answer them, as long as the test goes on.
func busyStaff(ctx context.Context, in *inside, group, id int64) {
	answered := map[simulator.MessageID]bool{}
	for mark := 0; ; {
		m, now, err := in.telegram.Next(ctx, group, mark)
		if err != nil {
			return
		}
		mark = now
		if _, card := cardCode(m); !card || answered[m.ID] {
			continue
		}
		answered[m.ID] = true
		if data := dataOf(m, func(b simulator.Button) bool { return strings.HasPrefix(b.Data, "take.") }); data != "" {
			_, _ = in.telegram.Press(group, id, m.ID, data)
		}
		_, _ = in.telegram.Reply(group, id, m.ID, "an answer from staff")
	}
}

// wanderer presses, writes and sends anything.
type wanderer struct {
	in   *inside
	id   int64
	dice *rand.Rand
	way  int // of the tours
}

// walk walks several times and returns how many acts there were.
func (w *wanderer) walk(t *testing.T, walks int) (acts int) {
	w.tour(t)
	for range walks {
		w.must(t, func() error { _, err := w.in.telegram.Write(w.id, w.id, "/start"); return err })
		for range canaryActs {
			w.act(t)
			acts++
		}
	}
	return acts
}

// must does something that is answered with a message, and waits for that.
func (w *wanderer) must(t *testing.T, act func() error) {
	mark := w.in.telegram.Mark(w.id)
	if err := act(); err != nil {
		t.Errorf("an act of a wanderer: %v", err)
		return
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if _, _, err := w.in.telegram.Next(ctx, w.id, mark); err != nil {
		t.Errorf("a wanderer got no answer: %v", err)
	}
}

func (w *wanderer) act(t *testing.T) {
	switch w.dice.IntN(8) {
	case 0:
		words := []string{
			"hello", "they were kind", "it was cold in the queue", "I need a place to stay", "I want to kill myself",
			"/report", "/ask", "/dose", "/feedback", "/menu", "/cases", "/language", "/forget", "/help", "/nothing",
		}
		w.must(t, func() error { _, err := w.in.telegram.Write(w.id, w.id, words[w.dice.IntN(len(words))]); return err })
	case 1:
		kinds := []simulator.Kind{simulator.Voice, simulator.Photo, simulator.Contact, simulator.Location, simulator.Sticker, simulator.Document}
		w.must(t, func() error { _, err := w.in.telegram.Send(w.id, w.id, kinds[w.dice.IntN(len(kinds))], ""); return err })
	default:
		w.press(t)
	}
}

// press presses any button of one of the last messages.
func (w *wanderer) press(t *testing.T) {
	all := w.in.telegram.Messages(w.id)
	type button struct {
		id   simulator.MessageID
		data string
	}
	var buttons []button
	for _, m := range all[max(0, len(all)-4):] {
		for _, row := range m.Buttons {
			for _, b := range row {
				buttons = append(buttons, button{m.ID, b.Data})
				// A button of a conversation more often than one that leaves it.
				if strings.Contains(b.Data, ":") {
					buttons = append(buttons, buttons[len(buttons)-1], buttons[len(buttons)-1])
				}
				if strings.Contains(b.Data, ":send") || strings.Contains(b.Data, ":later") {
					buttons = slices.Repeat(buttons[len(buttons)-1:], 20)
				}
			}
		}
	}
	if len(buttons) == 0 {
		return
	}
	b := buttons[w.dice.IntN(len(buttons))]
	query, err := w.in.telegram.Press(w.id, w.id, b.id, b.data)
	if err != nil {
		return // edited away meanwhile
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if err := w.in.telegram.Wait(ctx, func() bool { return w.in.telegram.Answered(query) }); err != nil {
		t.Errorf("a press was not answered: %v", err)
	}
}

// everything is what an insider could get hold of, by place.
func (in *inside) everything(t *testing.T, groups []int64) map[string][]byte {
	t.Helper()
	files, err := in.redis.Files()
	if err != nil {
		t.Fatal(err)
	}
	families, err := in.house.metrics.Gather()
	if err != nil {
		t.Fatal(err)
	}
	var metrics, staff bytes.Buffer
	for _, f := range families {
		metrics.WriteString(f.String())
	}
	for _, group := range groups {
		for _, shown := range in.telegram.Posted(group) {
			if !shown.Bot {
				continue
			}
			b, err := json.Marshal(shown)
			if err != nil {
				t.Fatal(err)
			}
			staff.Write(b)
		}
	}
	return map[string][]byte{
		"the append-only file": files, "the log": []byte(in.log.String()), "the metrics": metrics.Bytes(), "what staff were sent": staff.Bytes(),
	}
}

func (in *inside) posts(groups []int64) int {
	n := 0
	for _, group := range groups {
		n += len(in.telegram.Posted(group))
	}
	return n
}
