package bot

import (
	"sync"
	"time"

	"heard/care"
)

const (
	// maxRecent bounds the patients kept at hand: more than a service has
	// writing within minutes of each other, at a kilobyte each.
	maxRecent = 4096
	// recentAge is how long one is kept at hand, so that a key that is destroyed
	// in the store is soon gone from memory too.
	recentAge = 10 * time.Minute
)

// recent keeps patients who wrote a moment ago, so that the next step of a
// conversation needs no reading. A row that has changed since, through another
// copy of the program, is found out by the commit, which asks for its version.
type recent struct {
	mu    sync.Mutex
	files map[care.Pseudonym]datedFile
}

type datedFile struct {
	patientFile
	at time.Time
}

func newRecent() *recent { return &recent{files: map[care.Pseudonym]datedFile{}} }

func (r *recent) get(p care.Pseudonym, now time.Time) (patientFile, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	f, ok := r.files[p]
	return f.patientFile, ok && now.Sub(f.at) < recentAge
}

// put keeps a patient, and lets go of any other when there are too many.
func (r *recent) put(f patientFile, now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, known := r.files[f.id]; !known && len(r.files) >= maxRecent {
		for other := range r.files {
			delete(r.files, other)
			break
		}
	}
	r.files[f.id] = datedFile{f, now}
}

// drop lets go of a patient, and reports whether they were at hand.
func (r *recent) drop(p care.Pseudonym) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	_, known := r.files[p]
	delete(r.files, p)
	return known
}

// note follows a commit that left a patient as f: kept, that is the newest, and
// a conflict means that what was at hand is not.
func (r *recent) note(f patientFile, outcome care.Outcome, now time.Time) {
	switch outcome {
	case care.Kept:
		r.put(f, now)
	case care.Conflict, care.Repeated:
		r.drop(f.id)
	case care.CodeInUse:
	}
}
