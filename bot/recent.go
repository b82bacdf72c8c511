package bot

import (
	"sync"

	"heard/care"
)

// maxRecent bounds the rows kept at hand: more than a service has patients
// writing within minutes of each other, at a kilobyte each.
const maxRecent = 4096

// recent keeps the rows of patients who wrote a moment ago, sealed as they are in
// the store, so that the next step of a conversation needs no reading. A row that
// has changed since, through another copy of the program, is found out by the
// commit, which asks for its version.
type recent struct {
	mu   sync.Mutex
	rows map[care.Pseudonym]care.PatientRecord
}

func newRecent() *recent { return &recent{rows: map[care.Pseudonym]care.PatientRecord{}} }

func (r *recent) get(p care.Pseudonym) (care.PatientRecord, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	rec, ok := r.rows[p]
	return rec, ok
}

// put keeps a row, and lets go of any other when there are too many.
func (r *recent) put(p care.Pseudonym, rec care.PatientRecord) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, known := r.rows[p]; !known && len(r.rows) >= maxRecent {
		for other := range r.rows {
			delete(r.rows, other)
			break
		}
	}
	r.rows[p] = rec
}

// drop lets go of a row, and reports whether it was at hand.
func (r *recent) drop(p care.Pseudonym) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	_, known := r.rows[p]
	delete(r.rows, p)
	return known
}

// note follows a commit: what it wrote is the newest row, and a conflict means
// that the row at hand is not.
func (r *recent) note(w *care.PatientWrite, outcome care.Outcome) {
	switch {
	case w == nil:
	case outcome == care.Kept:
		rec := w.Record
		rec.Version = w.Was + 1
		r.put(w.ID, rec)
	case outcome != care.CodeInUse:
		r.drop(w.ID)
	}
}
