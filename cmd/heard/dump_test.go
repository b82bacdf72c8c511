package main

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"heard/care"
	"heard/privacy"
	"heard/rounds"
	"heard/simulator"
)

// The patients of the script who leave, and who leaves something lying.
const (
	forgets = 3
	untidy  = 5
	erased  = 7
)

// A day of all conversations, with the pool, cases that hide, words for a quiet
// time, a signed case, drafts that are left lying, and patients who are forgotten.
// Neither what Redis appends to its file nor a dump of it holds anything of them:
// no id in any form, no name, no plain hash of an id, nothing that anybody wrote.
// And whoever has the dump cannot open what was erased since, fourteen days later.
func TestDump(t *testing.T) {
	config, groups := clinicOf(1)
	in := newInside(t, pooled(config, 5, 4))
	db := newRedis(t, in.redis.URL)
	// Compressed text would not be found.
	if err := db.ConfigSet(t.Context(), "rdbcompression", "no").Err(); err != nil {
		t.Fatal(err)
	}
	d := &day{T: t, in: in, db: db, groups: groups, codes: map[string]care.Code{}}
	d.populate()
	for i, acts := range script() {
		d.does(d.people[i], acts...)
	}
	sought := d.sought()
	first := d.finds(sought)
	before := d.rows()
	if !d.left(untidy) {
		t.Error("there is no draft: this shows too little")
	}
	d.leaves()
	in.passes(t, 3*24*time.Hour)
	if err := round[*rounds.Purge](t, in).Purge(t.Context()); err != nil {
		t.Fatal(err)
	}
	in.quiet(t)
	if d.left(untidy) {
		t.Error("a draft of three days ago is still there")
	}
	in.release(t)
	d.released()
	second := d.finds(sought)
	fmt.Printf("dump: %d patients, %d acts; sought: %s\ndump: after the day %s; after a purge and a release %s; found: nothing\n",
		len(d.people), d.acts, sought, first, second)
	d.dead(before)
	d.seen()
}

func newRedis(t *testing.T, url string) *redis.Client {
	t.Helper()
	options, err := redis.ParseURL(url)
	if err != nil {
		t.Fatal(err)
	}
	db := redis.NewClient(options)
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func (d *day) must(err error) {
	d.Helper()
	if err != nil {
		d.Fatal(err)
	}
}

// populate brings in the patients, each of whom is like nobody else, and staff.
func (d *day) populate() {
	dice := rand.New(rand.NewPCG(5, 6))
	for range script() {
		p := canary(dice)
		d.must(d.in.telegram.AddPerson(p))
		d.persons = append(d.persons, p)
		d.people = append(d.people, &somebody{ctx: d.Context(), telegram: d.in.telegram, printer: printerFor(d), chat: p.ID, id: p.ID})
	}
	for _, group := range d.groups {
		p := canary(dice)
		p.ID = d.member(group)
		d.must(d.in.telegram.AddPerson(p))
		d.persons = append(d.persons, p)
		d.must(d.in.telegram.AddGroup(simulator.Group{ID: group, Title: "G", Members: []int64{p.ID}}))
	}
}

// sought are the people, and everything that they have written.
func (d *day) sought() *traces {
	all, own := newTraces(), ownWords(d.T)
	for _, p := range d.persons {
		all.addPerson(p)
	}
	chats := slices.Clone(d.groups)
	for _, s := range d.people {
		chats = append(chats, s.chat)
	}
	for _, chat := range chats {
		for _, shown := range d.in.telegram.Posted(chat) {
			if !shown.Bot && !strings.HasPrefix(shown.Text, "/") {
				all.addText(shown.Text, own)
			}
		}
	}
	if all.count["sentence"] < 30 || all.count["word"] < 200 {
		d.Errorf("%s: too little was written for this to show anything", all)
	}
	return all
}

// kept is what Redis keeps on disk: what it appends, and a dump.
func (d *day) kept() map[string][]byte {
	d.Helper()
	appended, err := d.in.redis.Files()
	d.must(err)
	d.must(d.db.Save(d.Context()).Err())
	dump, err := os.ReadFile(filepath.Join(d.in.redis.Dir, "dump.rdb"))
	d.must(err)
	d.must(os.Remove(filepath.Join(d.in.redis.Dir, "dump.rdb")))
	return map[string][]byte{"append-only file": appended, "dump": dump}
}

// finds fails on anything that is found, and says how much was searched.
func (d *day) finds(sought *traces) string {
	d.Helper()
	var sizes []string
	kept := d.kept()
	for _, place := range slices.Sorted(maps.Keys(kept)) {
		for kind, n := range sought.in(kept[place]) {
			d.Errorf("something of kind %q is in the %s, %d times", kind, place, n)
		}
		sizes = append(sizes, fmt.Sprintf("%d kB of %s", len(kept[place])/1024, place))
	}
	keys, err := d.db.DBSize(d.Context()).Result()
	d.must(err)
	return fmt.Sprintf("%s, %d keys", strings.Join(sizes, " and "), keys)
}

// seen puts every kind of trace into scratch keys, each as it is, and an id into a
// hash, where Redis makes it a number: the search finds all of it in both places.
func (d *day) seen() {
	d.Helper()
	one := newTraces()
	one.addPerson(d.persons[0])
	one.addText("Unmistakably somebody", nil)
	n := 0
	for _, some := range one.byStart {
		for _, trace := range some {
			n++
			d.must(d.db.Set(d.Context(), fmt.Sprint("scratch:", n), trace.bytes, 0).Err())
		}
	}
	d.must(d.db.HSet(d.Context(), "scratch", "chat", d.persons[1].ID).Err())
	number := newTraces()
	number.addPerson(d.persons[1])
	for place, content := range d.kept() {
		found := one.in(content)
		for kind, n := range one.count {
			if found[kind] < n {
				d.Errorf("the search finds %d of %d of kind %q in the %s", found[kind], n, kind, place)
			}
		}
		if len(number.in(content)) == 0 {
			d.Errorf("the search does not find a chat id in a hash in the %s", place)
		}
	}
	fmt.Printf("dump: of %d traces put there in clear, of %d kinds, the search finds all\n", n, len(one.count))
}

// leaves has one patient leave and one erased by the operator; of the reports that
// wait one is to be counted only, and one sent in any case.
func (d *day) leaves() {
	for who, press := range map[int]string{untidy: "~pool_count." + string(d.code("counted report")), 1: "~pool_send." + string(d.code("second report"))} {
		s := d.people[who]
		all := d.in.telegram.Messages(s.chat)
		_, err := d.in.telegram.PressStale(s.chat, s.id, all[len(all)-1].ID, press)
		d.must(err)
		d.in.quiet(d)
	}
	d.does(d.people[forgets], "/forget", key("button.forget"), key("button.forget_yes"))
	if got := d.in.command(d.T, "erase", string(d.code("erased"))); got.code != 0 {
		d.Errorf("erase: %+v", got)
	}
	d.in.quiet(d)
	for _, who := range []int{forgets, erased} {
		if row := d.row(who); len(row) > 0 {
			d.Errorf("of patient %d a row is left", who)
		}
	}
}

func (d *day) row(who int) map[string]string {
	d.Helper()
	p := d.in.vault.Patient(care.NewChatID(d.people[who].chat))
	row, err := d.db.HGetAll(d.Context(), "{heard:1000001}:p:"+p.Hex()).Result()
	d.must(err)
	return row
}

// left reports whether a patient has left words lying.
func (d *day) left(who int) bool {
	d.Helper()
	p, row := d.in.vault.Patient(care.NewChatID(d.people[who].chat)), d.row(who)
	key, err := d.in.vault.OpenKey(p.Hex(), []byte(row["key"]))
	d.must(err)
	state, err := key.Open("state", p.Hex(), []byte(row["state"]))
	d.must(err)
	return strings.Contains(string(state), `"paused"`) && strings.Contains(string(state), `"kept"`)
}

// codeForm is the form of a code anywhere in a text.
var codeForm = regexp.MustCompile(`\b[B-DF-HJ-NP-TV-XZ]{3}-[2-9]{3}\b`)

// released checks that what waited has come out in one digest, under new codes, but
// for what was taken out of the pool; and that what hid has a card.
func (d *day) released() {
	d.Helper()
	var codes []string
	for _, m := range d.in.telegram.Messages(d.groups[1]) {
		if m.Bot {
			codes = append(codes, codeForm.FindAllString(m.Text, -1)...)
		}
	}
	if len(codes) != 7 { // of ten, less one each who left, was erased, and wanted it counted
		d.Errorf("%d reports were released", len(codes))
	}
	for _, code := range d.codes {
		if slices.Contains(codes, string(code)) {
			d.Error("a code that a patient was told is in a digest")
		}
	}
	d.card("hidden")
}

// rows are the rows of patients and cases, and the jobs of all boxes.
func (d *day) rows() map[string]map[string]string {
	d.Helper()
	all := map[string]map[string]string{}
	names, err := d.db.Keys(d.Context(), "*").Result()
	d.must(err)
	for _, name := range names {
		_, short, _ := strings.Cut(name, "}:")
		switch kind, owner, _ := strings.Cut(short, ":"); kind {
		case "p", "case":
			all[owner], err = d.db.HGetAll(d.Context(), name).Result()
			d.must(err)
		case "box":
			jobs, err := d.db.LRange(d.Context(), name, 0, -1).Result()
			d.must(err)
			for i, job := range jobs {
				all[fmt.Sprint(short, i)] = map[string]string{"job": job}
			}
		}
	}
	return all
}

// dead has the keys looked after for fourteen days, and then tries the old rows with
// the root key, the ring and whatever lives.
func (d *day) dead(before map[string]map[string]string) {
	d.Helper()
	for range 14 {
		d.in.passes(d, 24*time.Hour)
		_, err := round[*rounds.Rekey](d, d.in).Roll(d.Context(), privacy.EpochLife)
		d.must(err)
	}
	d.must(d.in.vault.Reload())
	var live []privacy.DataKey
	for owner, row := range d.rows() {
		if key, err := d.in.vault.OpenKey(owner, []byte(row["key"])); err == nil {
			live = append(live, key)
		}
	}
	gone := []string{
		d.in.vault.Patient(care.NewChatID(d.people[forgets].chat)).Hex(), d.in.vault.Patient(care.NewChatID(d.people[erased].chat)).Hex(),
	}
	for _, name := range []string{"forgotten", "fourth report", "erased", "sixth report", "counted report", "first report"} {
		gone = append(gone, string(d.code(name)))
	}
	tried := 0
	for owner, row := range before {
		var errs []error
		if job, ok := row["job"]; ok {
			body := strings.SplitN(job, ":", 3)[2]
			_, err := d.in.vault.OpenJob([]byte(body))
			errs = append(errs, err)
		} else {
			_, err := d.in.vault.OpenKey(owner, []byte(row["key"]))
			errs = append(errs, err)
		}
		if ret := row["ret"]; ret != "" {
			_, err := d.in.vault.OpenReturn(care.Code(owner), []byte(ret))
			errs = append(errs, err)
		}
		for _, err := range errs {
			tried++
			if !errors.Is(err, privacy.ErrNoEpoch) {
				d.Errorf("what an old dump has sealed under an epoch: %v", err)
			}
		}
		if !slices.Contains(gone, owner) {
			continue
		}
		for field, name := range map[string]string{"addr": "addr", "state": "state", "body": "case"} {
			for _, key := range live {
				if row[field] == "" {
					continue
				}
				tried++
				if _, err := key.Open(name, owner, []byte(row[field])); err == nil {
					d.Errorf("%s of what was erased opens with a key that lives", field)
				}
			}
		}
	}
	if len(live) < 10 || tried < 200 {
		d.Errorf("%d live keys and %d tries: too little", len(live), tried)
	}
	fmt.Printf("dump: 14 days later %d tries on %d rows of the dump, with %d keys that live: none opens\n", tried, len(before), len(live))
}
