package care

import (
	"encoding/json"
	"fmt"
)

// caseVersion is the version of the stored form. Readers know every version
// that a running copy may have written within keep_cases.
const caseVersion = 2

// storedCase is a case as bytes. Staff ids are plain numbers here, which is why
// only sealed bytes of it may leave the process.
type storedCase struct {
	V       int       `json:"v"`
	Code    Code      `json:"code"`
	Team    string    `json:"team"`
	Report  Report    `json:"report"`
	Shown   string    `json:"shown,omitempty"`
	Status  Status    `json:"status"`
	Owner   int64     `json:"owner,omitempty"`
	Sign    int       `json:"sign,omitempty"`
	Thread  []Message `json:"thread,omitempty"`
	Unheard bool      `json:"unheard,omitempty"`
	Muted   bool      `json:"muted,omitempty"`
	Hidden  bool      `json:"hidden,omitempty"`
	Pool    *Pooled   `json:"pool,omitempty"`
}

// EncodeCase writes a case in its stored form, to be sealed.
func EncodeCase(c Case) ([]byte, error) {
	s := storedCase{
		V: caseVersion, Code: c.Code, Team: c.Team, Report: c.Report,
		Shown: c.Shown, Status: c.Status, Thread: c.Thread, Unheard: c.Unheard, Muted: c.Muted, Hidden: c.Hidden, Pool: c.Pool,
	}
	if c.Owner != nil {
		s.Owner, s.Sign = c.Owner.ID.Reveal(), c.Owner.Sign
	}
	return json.Marshal(s)
}

// DecodeCase reads what EncodeCase wrote. It returns an error for a version it
// does not know, and never quotes its input.
func DecodeCase(b []byte) (Case, error) {
	var s storedCase
	if err := json.Unmarshal(b, &s); err != nil {
		return Case{}, fmt.Errorf("care: a stored case is not readable: %T", err)
	}
	if s.V != caseVersion {
		return Case{}, fmt.Errorf("care: a stored case has version %d, this program knows %d", s.V, caseVersion)
	}
	c := Case{
		Code: s.Code, Team: s.Team, Report: s.Report,
		Shown: s.Shown, Status: s.Status, Thread: s.Thread, Unheard: s.Unheard, Muted: s.Muted, Hidden: s.Hidden, Pool: s.Pool,
	}
	if s.Owner != 0 {
		c.Owner = &Owner{ID: NewStaffID(s.Owner), Sign: s.Sign}
	}
	return c, nil
}
