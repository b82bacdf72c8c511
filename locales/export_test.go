package locales

import (
	"fmt"
	"io/fs"
	"time"

	"heard/care"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// Files is the embedded catalogue.
func Files() fs.FS { return files }

// Load makes a printer from other files, to see what a gap in them does.
func Load(fsys fs.FS, tags []string) (*Printer, error) { return load(fsys, tags) }

// LockFile is the name of the lock of the safety texts.
const LockFile = lockFile

// Review is an entry of the lock: the hash of the text, and by role "false" or a
// day. What is neither is an error.
type Review struct {
	Hash string
	By   map[Role]string
}

// Reviews reads a lock.
func Reviews(fsys fs.FS) (map[string]map[care.Key]Review, error) {
	read, err := readLock(fsys)
	if err != nil {
		return nil, err
	}
	out := map[string]map[care.Key]Review{}
	for lang, texts := range read {
		out[lang] = map[care.Key]Review{}
		for key, r := range texts {
			if out[lang][key], err = said(r); err != nil {
				return nil, fmt.Errorf("%s: %s: %w", lang, key, err)
			}
		}
	}
	return out, nil
}

func said(r review) (Review, error) {
	out := Review{r.Hash, map[Role]string{}}
	for _, role := range []Role{SafetyOfficer, NativeReader} {
		switch v := r.by(role).(type) {
		case nil:
		case time.Time:
			out.By[role] = v.Format(time.DateOnly)
		case bool:
			if v {
				return out, fmt.Errorf("%s is true: write the day on which it was read", role)
			}
			out.By[role] = "false"
		default:
			return out, fmt.Errorf("%s is %v: write false, or the day on which it was read", role, v)
		}
	}
	return out, nil
}

// Fingerprint is the hash that the lock holds of a text with these plural forms.
func Fingerprint(forms map[string]string) string {
	return fingerprint(&i18n.Message{
		Zero: forms["zero"], One: forms["one"], Two: forms["two"],
		Few: forms["few"], Many: forms["many"], Other: forms["other"],
	})
}
