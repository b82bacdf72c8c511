package rounds_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/redis/go-redis/v9"

	"heard/bot"
	"heard/care"
	"heard/privacy"
	"heard/rounds"
	"heard/store"
	"heard/store/redistest"
)

// people is a store with patients in it, and the keys by which they are named.
type people struct {
	*testing.T
	url, path string
	root      privacy.Root
	vault     *privacy.Vault
	db        *store.Store
	raw       *redis.Client
	now       time.Time
}

const peopleChats = 5

func chatOf(i int) care.ChatID { return care.NewChatID(int64(7000000000 + i)) }

// newPeople brings in some people, with a conversation, a check-in and reminders each.
func newPeople(t *testing.T) *people {
	t.Helper()
	p := &people{T: t, url: redistest.Start(t).URL, path: t.TempDir() + "/heard.keys", root: newRoot(t), now: time.Now()}
	must(privacy.OpenRing(p.path, p.now, rand.Reader))(t)
	p.vault = p.copy()
	p.db, p.raw = fromHere(t, p.url)
	for i := range peopleChats {
		p.arrives(chatOf(i))
	}
	return p
}

// copy is the vault of another copy of the service.
func (p *people) copy() *privacy.Vault {
	p.Helper()
	return must(privacy.NewVault(p.root, must(privacy.ReadRing(p.path))(p), service))(p)
}

func (p *people) arrives(chat care.ChatID) {
	p.Helper()
	id := p.vault.Patient(chat)
	key, wrapped, err := p.vault.NewKey(id.Hex())
	if err != nil {
		p.Fatal(err)
	}
	remind := []byte(fmt.Sprintf(`{"v":1,"kind":"remind","chat":%d,"remind":{}}`, chat.Reveal()))
	_, err = p.db.Commit(p.Context(), care.Commit{
		Patient: &care.PatientWrite{ID: id, Next: p.now.UnixMilli() + chat.Reveal()%10, Keep: keep, Record: care.PatientRecord{
			Key: wrapped, Address: must(key.SealAddress(id, chat))(p), State: must(key.Seal("state", id.Hex(), fmt.Append(nil, chat.Reveal())))(p),
		}},
		Jobs: []care.Job{
			{Box: care.TimerBox("checkin:" + id.Hex()), Due: p.now.Add(day), Body: must(p.vault.SealJob([]byte("check in")))(p)},
			{Box: care.TimerBox("rest:" + id.Hex()), Due: p.now.Add(day), Body: must(p.vault.SealJob([]byte("rest")))(p)},
			{Box: care.BulkBox("remind:" + p.vault.Reminded(chat)[0].Hex()), Due: p.now.Add(day), Body: must(p.vault.SealJob(remind))(p)},
		},
	}, p.now)
	if err != nil {
		p.Fatal(err)
	}
}

func (p *people) renaming(v *privacy.Vault) *rounds.Rename {
	return &rounds.Rename{
		Vault: v, Rows: p.db, Orders: bot.Orders{Vault: v}, Turns: p.db, Log: slog.New(slog.DiscardHandler),
		Now: func() time.Time { return p.now }, Random: rand.Reader,
	}
}

// rolls does the day's work so much later, and wants it to come to something.
func (p *people) rolls(later, life time.Duration, want rounds.Renamed) {
	p.Helper()
	p.now = p.now.Add(later)
	got, err := p.renaming(p.vault).Roll(p.Context(), life)
	if err != nil || got != want {
		p.Fatalf("got %+v, %v; want %+v", got, err, want)
	}
}

// all fails unless everybody is found, by any copy, with what they said, and has one
// check-in and one reminder that go by their name.
func (p *people) all(copies ...*privacy.Vault) {
	p.Helper()
	for i := range peopleChats {
		for _, v := range copies {
			id, rec, _, _, err := p.db.Find(p.Context(), 0, v.Patients(chatOf(i)), "")
			if err != nil || rec.Version == 0 {
				p.Fatalf("somebody is not found: %v", err)
			}
			key := must(v.OpenKey(id.Hex(), rec.Key))(p)
			if got := string(must(key.Open("state", id.Hex(), rec.State))(p)); got != fmt.Sprint(chatOf(i).Reveal()) {
				p.Fatalf("somebody says %s", got)
			}
			if held := must(p.db.Peek(p.Context(), care.TimerBox("checkin:"+id.Hex())))(p); len(held[0].Body) == 0 {
				p.Error("a check-in is lost")
			}
		}
	}
	for pattern, want := range map[string]int{"p:*": peopleChats, "box:at:checkin:*": peopleChats, "box:at:remind:*": peopleChats} {
		if n := len(p.raw.Keys(p.Context(), "{heard:"+service+"}:"+pattern).Val()); n != want {
			p.Errorf("%d of %s, want %d", n, pattern, want)
		}
	}
}

// names are what rows, timers and lists of people are called.
func names(all []string) (hex []string) {
	for _, one := range all {
		if last := one[strings.LastIndex(one, ":")+1:]; len(last) == 32 {
			hex = append(hex, last)
		}
	}
	return hex
}

// TestRenamed goes through the life of a lookup key with people under it, and two more
// copies of the service, of which one never looks. In the end neither the keys nor the
// rows of the day tell whose a row of an old dump was.
func TestRenamed(t *testing.T) {
	p := newPeople(t)
	stale, other := p.copy(), p.copy()
	const life = privacy.NameLife
	before := dump(t, p.url)
	called := names(p.raw.Keys(t.Context(), "*").Val())
	if len(called) != 4*peopleChats {
		t.Fatalf("%d names", len(called))
	}
	p.rolls(0, life, rounds.Renamed{})
	p.rolls(0, 0, rounds.Renamed{Announced: true})
	p.all(stale, other, p.vault)
	must(0, stale.Reload())(t) // a day later everybody knows it; this copy looks no more
	p.rolls(day-time.Second, life, rounds.Renamed{})
	p.rolls(time.Second, life, rounds.Renamed{Promoted: true, Moved: 2 * peopleChats})
	p.all(stale, p.vault)
	must(0, other.Reload())(t)
	p.all(other)
	for _, name := range names(p.raw.Keys(t.Context(), "*").Val()) {
		if slices.Contains(called, name) {
			t.Error("something has the name it had")
		}
	}
	p.rolls(day, life, rounds.Renamed{})
	p.rolls(88*day, life, rounds.Renamed{})
	p.all(stale, other, p.vault)

	early := &thief{T: t, vault: other}
	if tied := early.ties(called); tied != 2*peopleChats {
		t.Errorf("before its end the key tells of %d names: this test finds too little", tied)
	}
	p.rolls(2*day, life, rounds.Renamed{Destroyed: 1})
	p.all(p.vault, p.copy())
	today := dump(t, p.url)
	late := &thief{T: t, vault: p.copy()}
	late.learn(today)
	if len(late.keys) != peopleChats {
		t.Fatalf("%d live keys", len(late.keys))
	}
	if tied := late.ties(called); tied > 0 {
		t.Errorf("the keys of the day tell whose %d of the names were", tied)
	}
	for _, was := range before {
		for _, key := range late.keys {
			if _, err := key.Open("addr", was.owner, []byte(was.field["addr"])); err == nil && was.owner != "" {
				t.Error("a key of the day opens an old address")
			}
		}
		for _, is := range today {
			for field, value := range was.field {
				if value == is.field[field] {
					t.Errorf("the same %s, then and now", field)
				}
			}
		}
	}
}

// ties counts the names that the thief can tell whose they are, by trying all chats.
func (h *thief) ties(called []string) (n int) {
	for i := range peopleChats {
		for _, name := range append(h.vault.Patients(chatOf(i)), h.vault.Reminded(chatOf(i))...) {
			if slices.Contains(called, name.Hex()) {
				n++
			}
		}
		if slices.Contains(called, h.vault.Patient(chatOf(i)).Hex()) {
			h.Error("somebody has an old name")
		}
	}
	return n
}

// TestRenameFromRootAlone begins with a ring of the first version.
func TestRenameFromRootAlone(t *testing.T) {
	p := newPeople(t)
	must(p.raw.FlushAll(t.Context()).Result())(t)
	whole := string(must(os.ReadFile(p.path))(t))
	whole = strings.Replace(whole[:strings.Index(whole, `"names"`)], `"version": 2`, `"version": 1`, 1)
	must(0, os.WriteFile(p.path, []byte(strings.TrimRight(whole, ", \n")+"}"), 0o600))(t)
	p.vault = p.copy()
	for i := range peopleChats {
		p.arrives(chatOf(i))
	}
	old := p.copy()
	p.rolls(179*day, privacy.NameLife, rounds.Renamed{})
	p.rolls(day, privacy.NameLife, rounds.Renamed{Announced: true})
	p.all(old, p.vault)
	p.rolls(day, privacy.NameLife, rounds.Renamed{Promoted: true, Moved: 2 * peopleChats})
	must(0, old.Reload())(t)
	p.all(old, p.vault)
	p.rolls(90*day, privacy.NameLife, rounds.Renamed{Destroyed: 1})
	p.all(p.vault)
}

// TestBusyIsMovedLater: who is being written to, and what is being sent, is left alone
// until the next day; and a key by which anything was met is kept.
func TestBusyIsMovedLater(t *testing.T) {
	p := newPeople(t)
	p.rolls(0, 0, rounds.Renamed{Announced: true})
	_, err := p.db.Commit(t.Context(), care.Commit{Jobs: []care.Job{{Box: care.PatientBox(p.vault.Patient(chatOf(1))), Body: []byte("m")}}}, p.now)
	if err != nil {
		t.Fatal(err)
	}
	p.now = p.now.Add(day)
	leases, _, err := p.db.Claim(t.Context(), 100, p.now) // everything, for seconds
	if err != nil || len(leases) != 3*peopleChats+1 {
		t.Fatalf("%d leases, %v", len(leases), err)
	}
	p.rolls(0, privacy.NameLife, rounds.Renamed{Promoted: true, Busy: 2 * peopleChats})
	for _, l := range leases {
		if strings.HasPrefix(l.Box.Name, "at:remind:") {
			must(p.db.Settle(t.Context(), []care.Settlement{{Lease: l, Again: p.now.Add(200 * day), Body: l.Body}}, p.now))(t)
		}
	}
	p.rolls(95*day, privacy.NameLife, rounds.Renamed{Moved: peopleChats, Busy: peopleChats}) // the reminders; the others are leased
	for _, l := range leases {
		if !strings.HasPrefix(l.Box.Name, "at:remind:") && l.Box.Timer {
			must(p.db.Settle(t.Context(), []care.Settlement{{Lease: l, Again: p.now.Add(day), Body: l.Body}}, p.now))(t)
		}
	}
	p.rolls(0, privacy.NameLife, rounds.Renamed{Moved: peopleChats - 1, Busy: 1}) // a message is on its way
	p.all(p.vault)
	head := must(p.db.Peek(t.Context(), care.PatientBox(p.vault.Patients(chatOf(1))[1])))(t)
	if string(head[0].Body) != "m" {
		t.Error("the message is lost")
	}
	p.now = p.now.Add(time.Minute)
	leases, _, err = p.db.Claim(t.Context(), 1, p.now)
	if err != nil || len(leases) != 1 || string(leases[0].Body) != "m" {
		t.Fatalf("%v, %v", leases, err)
	}
	must(p.db.Settle(t.Context(), []care.Settlement{{Lease: leases[0]}}, p.now))(t)
	p.rolls(0, privacy.NameLife, rounds.Renamed{Moved: 1})
	p.rolls(0, privacy.NameLife, rounds.Renamed{Destroyed: 1})
	p.all(p.vault, p.copy())
}

// TestNotLookedAtIsKept: where anything cannot be opened now, though perhaps another time,
// what can be moved is moved and no key is destroyed. What is erased or damaged holds up
// nothing.
func TestNotLookedAtIsKept(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(b []byte)
		field string
		kept  bool
	}{
		"a newer form of a key":      {func(b []byte) { b[0]++ }, "key", true},
		"an erased key":              {func(b []byte) { b[1]++ }, "key", false},
		"a damaged key":              {func(b []byte) { b[20]++ }, "key", false},
		"a damaged address":          {func(b []byte) { b[20]++ }, "addr", false},
		"a newer form of a reminder": {func(b []byte) { b[0]++ }, "", true},
		"a damaged reminder":         {func(b []byte) { b[20]++ }, "", false},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPeople(t)
			id, box := p.vault.Patient(chatOf(0)), care.BulkBox("remind:"+p.vault.Reminded(chatOf(0))[0].Hex())
			if row := "{heard:" + service + "}:p:" + id.Hex(); c.field != "" {
				value := must(p.raw.HGet(t.Context(), row, c.field).Bytes())(t)
				c.spoil(value)
				p.raw.HSet(t.Context(), row, c.field, value)
			} else {
				body := must(p.db.Peek(t.Context(), box))(t)[0].Body
				c.spoil(body)
				must(p.db.Commit(t.Context(), care.Commit{Jobs: []care.Job{{Box: box, Due: p.now.Add(day), Body: body}}}, p.now))(t)
			}
			p.rolls(0, 0, rounds.Renamed{Announced: true})
			for _, later := range []time.Duration{day, 91 * day} {
				p.now = p.now.Add(later)
				if done, err := p.renaming(p.vault).Roll(t.Context(), privacy.NameLife); (err != nil) != c.kept {
					t.Fatalf("%v, %v", done, err)
				}
			}
			if n := len(p.vault.Ring().Names(p.now)); (n == 2) != c.kept {
				t.Errorf("%d lookup keys", n)
			}
			if n := len(p.raw.Keys(t.Context(), "{heard:"+service+"}:p:"+id.Hex()).Val()); c.field != "" && n != 1 {
				t.Error("what does not open was moved")
			}
		})
	}
}

// TestRenameOneAtATime: it waits for its turn, also while values are sealed anew.
func TestRenameOneAtATime(t *testing.T) {
	p := newPeople(t)
	must(p.db.Turn(t.Context(), "rekey", "another copy", time.Hour))(t)
	if _, err := p.renaming(p.vault).Roll(t.Context(), 0); !errors.Is(err, rounds.ErrBusy) || len(p.vault.Ring().Names(p.now)) > 1 {
		t.Errorf("got %v", err)
	}
	must(p.db.Turn(t.Context(), "rekey", "another copy", 0))(t)
	p.rolls(0, 0, rounds.Renamed{Announced: true})
}

// nobody is a store in which nobody is.
type nobody struct{ *desk }

func (nobody) PatientsUntil(context.Context, time.Time, time.Time, func(care.Pseudonym, care.PatientRecord, time.Time) error) error {
	return nil
}

func (nobody) EachBulk(context.Context, func(care.Box, time.Time, []byte) error) error { return nil }

func (nobody) Move(context.Context, care.Move, time.Time) (bool, error) { return false, nil }

// TestRunNames: two copies roll between them, by themselves: a key lasts half a year, and
// is gone three months later.
func TestRunNames(t *testing.T) {
	path := t.TempDir() + "/heard.keys"
	synctest.Test(t, func(t *testing.T) {
		root, d := newRoot(t), &desk{}
		ctx, stop := context.WithCancel(t.Context())
		var all sync.WaitGroup
		var out guarded
		begin := time.Now()
		for range 2 {
			v := must(privacy.NewVault(root, must(privacy.OpenRing(path, begin, rand.Reader))(t), service))(t)
			r := &rounds.Rename{
				Vault: v, Rows: nobody{d}, Orders: bot.Orders{Vault: v}, Turns: d, Log: slog.New(slog.NewTextHandler(&out, nil)),
				Now: time.Now, Random: rand.Reader,
			}
			all.Go(func() { r.Run(ctx) })
		}
		for _, c := range []struct {
			days int
			want []privacy.NameState
		}{
			{179, []privacy.NameState{privacy.NameCurrent}},
			{2, []privacy.NameState{privacy.NameCurrent, privacy.NameAnnounced}},
			{2, []privacy.NameState{privacy.NameBefore, privacy.NameCurrent}},
			{87, []privacy.NameState{privacy.NameBefore, privacy.NameCurrent}},
			{4, []privacy.NameState{privacy.NameCurrent}},
		} {
			time.Sleep(time.Duration(c.days) * day)
			var got []privacy.NameState
			for _, n := range must(privacy.ReadRing(path))(t).Names(time.Now()) {
				got = append(got, n.State)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("after %v: %v, want %v", time.Since(begin), got, c.want)
			}
		}
		stop()
		all.Wait()
		if out := out.String(); strings.Contains(out, "ERROR") || strings.Count(out, "looked after") != 3 {
			t.Errorf("logged: %.2000s", out)
		}
	})
}
