package clinic

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"
)

// News is what staff post for patients: a change of the hours, or a notice of the
// leads. It holds from when it is posted until it is taken back. A plain value, to
// be stored whole; it says nothing of any patient, and not who posted it.
type News struct {
	ID     string    `json:"id"`              // given by whoever keeps it
	Change *Change   `json:"change,omitzero"` // nil for a notice
	Words  string    `json:"words,omitempty"` // of a notice
	Draft  bool      `json:"draft,omitempty"` // it is not posted yet
	Posted time.Time `json:"posted"`          // of a draft: when it was written
	Back   time.Time `json:"back,omitzero"`   // when it was taken back
}

// noticeLife is how long a notice is passed on: whoever could not be reached for
// longer has missed it.
const noticeLife = 3 * 24 * time.Hour

// draftLife is how long a notice waits to be posted.
const draftLife = 24 * time.Hour

// Holds reports whether it was posted and not taken back.
func (n News) Holds() bool { return !n.Draft && n.Back.IsZero() }

// Over reports whether there is nothing to be told of it any more.
func (n News) Over(now time.Time, zone *time.Location) bool {
	if n.Change != nil {
		return n.Change.Over(now, zone)
	}
	life := noticeLife
	if n.Draft {
		life = draftLife
	}
	return !now.Before(n.Posted.Add(life))
}

// About reports whether it is about a clinic. A notice is about them all.
func (n News) About(id string) bool {
	return n.Change == nil || n.Change.Clinic == "" || n.Change.Clinic == id
}

// Changes are the changes that hold, those posted first before later ones.
func Changes(all []News) (changes []Change) {
	for _, n := range all {
		if n.Change != nil && n.Holds() {
			changes = append(changes, *n.Change)
		}
	}
	return changes
}

// SortNews puts news in the order in which they were posted.
func SortNews(all []News) {
	slices.SortFunc(all, func(a, b News) int {
		if order := a.Posted.Compare(b.Posted); order != 0 {
			return order
		}
		return strings.Compare(a.ID, b.ID)
	})
}

// newsVersion is the version of the stored form.
const newsVersion = 1

// ErrNews is returned for stored news that cannot be read.
var ErrNews = errors.New("clinic: stored news are not readable, or of another version of the program")

type storedNews struct {
	V int `json:"v"`
	News
}

// EncodeNews writes the stored form.
func EncodeNews(n News) ([]byte, error) { return json.Marshal(storedNews{newsVersion, n}) }

// DecodeNews reads it. It returns ErrNews.
func DecodeNews(b []byte) (News, error) {
	var s storedNews
	if json.Unmarshal(b, &s) != nil || s.V != newsVersion || s.ID == "" {
		return News{}, ErrNews
	}
	return s.News, nil
}
