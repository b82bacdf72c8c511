package locales

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"time"

	"heard/care"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// Safety texts: what a patient acts on when it matters, and what they are
// promised. People read them before patients do, in every language by itself, and
// safety.lock.toml says of each text who did, and when. A text that has changed
// since counts as not read.

// lockFile holds the reviews. Its tests say how it is renewed.
const lockFile = "safety.lock.toml"

// Role is who must read a safety text.
type Role string

// The clinical safety officer answers for what a text tells somebody to do; a
// native reader with lived experience for how it is understood.
const (
	SafetyOfficer Role = "clinical_safety_officer"
	NativeReader  Role = "native_reader"
)

// Readers lists who must read a text; nobody for texts that promise nothing and
// keep nobody safe.
func Readers(key care.Key) []Role {
	begins := func(list ...string) bool {
		return slices.ContainsFunc(list, func(p string) bool { return strings.HasPrefix(string(key), p) })
	}
	switch {
	case begins("msg.", "crisis.", "number.", "safety.", "closed.", "ask.note.", "words.limits", "words.signed", "odd.location"):
		return []Role{SafetyOfficer, NativeReader}
	case begins("first.", "privacy.", "signed.", "forget.", "clean.", "withdraw.", "review.", "pool.", "help.program", "kept.later", "reply.later",
		"sent.pool", "helped.ask", "pulse.counted", "remind.apart", "remind.line.", "notice.first"):
		return []Role{NativeReader}
	}
	return nil
}

// review is what the lock holds of one text in one language: the text that was
// read, by its hash, and by role false or the day on which it was read.
type review struct {
	Hash          string `toml:"hash"`
	SafetyOfficer any    `toml:"clinical_safety_officer"`
	NativeReader  any    `toml:"native_reader"`
}

func (r review) by(role Role) any {
	if role == SafetyOfficer {
		return r.SafetyOfficer
	}
	return r.NativeReader
}

// read reports whether everybody who must has read this text.
func (r review) read(key care.Key, hash string) bool {
	return r.Hash == hash && !slices.ContainsFunc(Readers(key), func(role Role) bool {
		_, day := r.by(role).(time.Time)
		return !day
	})
}

// Unreviewed lists the safety texts of a language that somebody must still read,
// sorted. The error is of a language that the catalogue does not have, or of a
// lock that cannot be read.
func Unreviewed(lang string) ([]care.Key, error) {
	file, err := readFile(files, "active."+lang+".toml")
	if err != nil {
		return nil, fmt.Errorf("locales: %w", err)
	}
	reviews, err := readLock(files)
	if err != nil {
		return nil, err
	}
	open := map[care.Key]bool{}
	for _, m := range file.Messages {
		key := care.Key(m.ID)
		if len(Readers(key)) > 0 && !reviews[lang][key].read(key, fingerprint(m)) {
			open[key] = true
		}
	}
	return slices.Sorted(maps.Keys(open)), nil
}

// readLock reads the reviews, by language and key.
func readLock(fsys fs.FS) (map[string]map[care.Key]review, error) {
	reviews := map[string]map[care.Key]review{}
	meta, err := toml.DecodeFS(fsys, lockFile, &reviews)
	if err != nil {
		return nil, fmt.Errorf("locales: %s: %w", lockFile, err)
	}
	if spare := meta.Undecoded(); len(spare) > 0 {
		return nil, fmt.Errorf("locales: %s: there is no %s", lockFile, spare[0])
	}
	return reviews, nil
}

// fingerprint is a short hash of a text with all its plural forms: 48 bits, for
// changes by mistake, not for an adversary.
func fingerprint(m *i18n.Message) string {
	var all []string
	for _, text := range forms(m) {
		all = append(all, *text)
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%q", all))
	return hex.EncodeToString(sum[:])[:12]
}
