package locales_test

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"heard/care"
	"heard/locales"

	"github.com/google/go-cmp/cmp"
)

// The lock of the safety texts, safety.lock.toml. Changed safety text cannot ship
// unnoticed: its hash no longer fits, and the test says what to do.

var update = flag.Bool("update", false, "renew the lock of the safety texts")

// howToRenew goes with every problem of the lock.
const howToRenew = `run "go test ./locales -run TestLock -update": it notes the text as it is now, and that nobody has read it. ` +
	`Then ask those who must read it, and write the day in place of false`

// lock is what safety.lock.toml holds, by language and key.
type lock map[string]map[care.Key]locales.Review

func readLock(tb testing.TB) lock {
	tb.Helper()
	l, err := locales.Reviews(locales.Files())
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

// reviewed compares the lock with the texts.
func reviewed() gate {
	return gate{
		check: func(b book, r rules) (p problems) {
			for _, lang := range locales.Languages() {
				for _, key := range keysOf(b[lang]) {
					compareReview(&p, lang, care.Key(key), b[lang][key], r.lock[lang][care.Key(key)])
				}
			}
			for _, lang := range slices.Sorted(maps.Keys(r.lock)) {
				for _, key := range slices.Sorted(maps.Keys(r.lock[lang])) {
					if _, ok := b[lang][string(key)]; !ok || len(locales.Readers(key)) == 0 {
						p.add("%s: %s holds %s, which is no safety text; %s", lang, locales.LockFile, key, howToRenew)
					}
				}
			}
			return p
		},
		bad: []spoiled{
			{"sv", "msg.overdose", "", "Vänta och se.", "sv: msg.overdose has changed since it was last noted"},
			{"en", "forget.stays", "", "Nothing stays.", "en: forget.stays has changed"},
			{"nb", "msg.overdose", "", removed, "nb: safety.lock.toml holds msg.overdose, which is no safety text"},
			{"sv", "msg.new_card", "", "Ring 112.", "sv: msg.new_card is not in safety.lock.toml"},
			{"sv", "privacy.bot", "one", "Jag", "sv: privacy.bot has changed"},
		},
	}
}

func compareReview(p *problems, lang string, key care.Key, m message, r locales.Review) {
	readers := locales.Readers(key)
	if len(readers) == 0 {
		return
	}
	switch by := slices.Sorted(maps.Keys(r.By)); {
	case r.Hash == "":
		p.add("%s: %s is not in %s; %s", lang, key, locales.LockFile, howToRenew)
	case r.Hash != locales.Fingerprint(m):
		p.add("%s: %s has changed since it was last noted; %s", lang, key, howToRenew)
	case !slices.Equal(by, slices.Sorted(slices.Values(readers))):
		p.add("%s: %s must be read by %v, and %s asks %v; %s", lang, key, readers, locales.LockFile, by, howToRenew)
	}
}

// TestLock renews the lock where it is asked to. That it fits is a gate.
func TestLock(t *testing.T) {
	b, before := readBook(t), readLock(t)
	renewed := renew(b, before)
	if *update {
		if err := os.WriteFile(locales.LockFile, renewed, 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	raw, err := os.ReadFile(locales.LockFile)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(raw), string(renewed)); diff != "" {
		t.Errorf("%s is not as it is written anew; %s:\n%s", locales.LockFile, howToRenew, diff)
	}
}

const lockHead = `# Who has read the safety texts, in which language: see review.go. The hash is of
# the text that they read. Whoever has read one writes the day in place of false,
# such as 2026-03-02.
#
#   clinical_safety_officer  answers for what the text tells somebody to do
#   native_reader            speaks the language from birth and has been in treatment
#
# After a text was changed:  go test ./locales -run TestLock -update
# That notes the text as it is now, and that nobody has read it.
`

// renew writes the lock of a book. What was said of texts that are as they were is
// kept.
func renew(b book, before lock) []byte {
	var out bytes.Buffer
	out.WriteString(lockHead)
	for _, lang := range locales.Languages() {
		fmt.Fprintf(&out, "\n[%s]\n", lang)
		for _, key := range keysOf(b[lang]) {
			readers := locales.Readers(care.Key(key))
			if len(readers) == 0 {
				continue
			}
			hash, was := locales.Fingerprint(b[lang][key]), before[lang][care.Key(key)]
			fields := []string{fmt.Sprintf("hash = %q", hash)}
			for _, role := range readers {
				said := "false"
				if was.Hash == hash && was.By[role] != "" {
					said = was.By[role]
				}
				fields = append(fields, fmt.Sprintf("%s = %s", role, said))
			}
			fmt.Fprintf(&out, "%q = {%s}\n", key, strings.Join(fields, ", "))
		}
	}
	return out.Bytes()
}

// A review is kept as long as its text, and no longer.
func TestRenewKeepsWhatWasRead(t *testing.T) {
	b := readBook(t)
	read := strings.Replace(string(renew(b, nil)), "clinical_safety_officer = false, native_reader = false", "clinical_safety_officer = 2031-01-02, native_reader = 2031-01-03", 1)
	before, err := locales.Reviews(fstest.MapFS{locales.LockFile: {Data: []byte(read)}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(read, string(renew(b, before))); diff != "" {
		t.Errorf("a review was lost:\n%s", diff)
	}
	key := ""
	for k, r := range before["en"] {
		if r.By[locales.SafetyOfficer] == "2031-01-02" {
			key = string(k)
		}
	}
	changed := string(renew(b.with(spoiled{lang: "en", key: key, text: "Changed."}), before))
	if key == "" || strings.Contains(changed, "2031-01") {
		t.Errorf("%s: a review outlived its text", key)
	}
}

func TestLockRefuses(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"yes without a day": {`clinical_safety_officer = true`, "write the day"},
		"a word":            {`native_reader = "soon"`, "write false, or the day"},
		"another role":      {`friend = false`, `there is no sv."msg.overdose".friend`},
	} {
		text := "[sv]\n\"msg.overdose\" = {hash = \"x\", " + c.text + "}\n"
		_, err := locales.Reviews(fstest.MapFS{locales.LockFile: {Data: []byte(text)}})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got error %v, want one with %q", name, err, c.want)
		}
	}
}

// TestUnreviewed: what still has to be read is exactly what has no day for
// everybody who must read it.
func TestUnreviewed(t *testing.T) {
	l := readLock(t)
	for _, lang := range locales.Languages() {
		var want []care.Key
		for key, r := range l[lang] {
			if slices.Contains(slices.Collect(maps.Values(r.By)), "false") {
				want = append(want, key)
			}
		}
		slices.Sort(want)
		got, err := locales.Unreviewed(lang)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-lock +Unreviewed):\n%s", lang, diff)
		}
		t.Logf("%s: %d of %d safety texts are still to be read", lang, len(got), len(l[lang]))
	}
	if _, err := locales.Unreviewed("fi"); err == nil {
		t.Error("a language that the catalogue does not have has no texts to be read")
	}
}
