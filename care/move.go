package care

import "time"

// Move gives what is kept of a person another name. All of it is moved, or nothing.
type Move struct {
	Patient *PatientMove // nil: only boxes are moved
	Boxes   []BoxMove    // timers
}

// PatientMove moves a patient's row if its version is still Was and there is none
// under the new name, with the numbers of the messages in their chat. The row goes
// when it would have gone.
type PatientMove struct {
	From, To Pseudonym
	Was      int64
	Next     int64         // the version to write; Was+1 where it is less
	Record   PatientRecord // sealed for the new name; Version is ignored
}

// BoxMove gives a timer's box another name, with the job that it holds, its time and
// the numbers of the messages that came of it. Without a new name the job is dropped.
type BoxMove struct{ From, To Box }

// Held is what a timer's box holds, as it is stored, nil for nothing, and when it is
// due, the zero time for nothing. While somebody has a lease on it, due is the end of
// that.
type Held struct {
	Body []byte
	Due  time.Time
}
