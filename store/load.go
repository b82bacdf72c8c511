package store

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"heard/care"

	"github.com/redis/go-redis/v9"
)

// patientFields are the fields of a patient's row, in the order that patient
// reads them.
var patientFields = []string{"v", "key", "addr", "state"} //nolint:gochecknoglobals // never written

// caseFields are the fields of a case's row, in the order that kase reads them.
var caseFields = []string{"v", "key", "body", "ret", "card", "shown", "under"} //nolint:gochecknoglobals // never written

// Load returns the row of a patient and, where code is not empty, of a case,
// Version 0 for one that is not there, and whether the update was already
// committed. It is one round trip.
func (s *Store) Load(ctx context.Context, u care.UpdateID, p care.Pseudonym, code care.Code) (
	rec care.PatientRecord, held care.CaseRecord, seen bool, err error,
) {
	_, rec, held, seen, err = s.Find(ctx, u, []care.Pseudonym{p}, code)
	return rec, held, seen, err
}

// Find is Load for somebody who may have any of several names, and returns the one
// under which the row is, the first where there is none. All are read at one moment,
// since a row may be given another of the names meanwhile.
func (s *Store) Find(ctx context.Context, u care.UpdateID, names []care.Pseudonym, code care.Code) (
	as care.Pseudonym, rec care.PatientRecord, held care.CaseRecord, seen bool, err error,
) {
	pipe := s.db.Pipeline()
	if len(names) > 1 {
		pipe = s.db.TxPipeline()
	}
	mark := pipe.Exists(ctx, s.keys.mark(u))
	rows := make([]*redis.SliceCmd, len(names))
	for i, name := range names {
		rows[i] = pipe.HMGet(ctx, s.keys.patient(name), patientFields...)
	}
	var caseRow *redis.SliceCmd
	if code != "" {
		caseRow = pipe.HMGet(ctx, s.keys.kase(code), caseFields...)
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return as, rec, held, false, fmt.Errorf("store: loading a patient: %w", err)
	}
	as = names[0]
	var r reader
	for i, name := range names {
		if r = (reader{reply: rows[i].Val()}); rec.Version == 0 {
			if rec = r.patient(); rec.Version != 0 {
				as = name
			}
		}
		if r.err != nil {
			return as, rec, held, false, r.err
		}
	}
	if caseRow != nil {
		r = reader{reply: caseRow.Val()}
		held = r.kase()
	}
	return as, rec, held, mark.Val() > 0, r.err
}

// LoadCase returns the row of a case, Version 0 if there is none.
func (s *Store) LoadCase(ctx context.Context, code care.Code) (care.CaseRecord, error) {
	row, err := s.db.HMGet(ctx, s.keys.kase(code), caseFields...).Result()
	if err != nil {
		return care.CaseRecord{}, fmt.Errorf("store: loading a case: %w", err)
	}
	r := reader{reply: row}
	return r.kase(), r.err
}

// loadBatch is how many rows one trip reads: a fraction of a millisecond of
// Redis.
const loadBatch = 256

// LoadCases returns the rows of some cases in the order of their codes, Version 0
// for one that is not there. It is one round trip for every 256.
func (s *Store) LoadCases(ctx context.Context, codes []care.Code) ([]care.CaseRecord, error) {
	all := make([]care.CaseRecord, 0, len(codes))
	for some := range slices.Chunk(codes, loadBatch) {
		pipe := s.db.Pipeline()
		rows := make([]*redis.SliceCmd, len(some))
		for i, code := range some {
			rows[i] = pipe.HMGet(ctx, s.keys.kase(code), caseFields...)
		}
		if _, err := pipe.Exec(ctx); err != nil {
			return nil, fmt.Errorf("store: loading cases: %w", err)
		}
		for _, row := range rows {
			r := reader{reply: row.Val()}
			if all = append(all, r.kase()); r.err != nil {
				return nil, r.err
			}
		}
	}
	return all, nil
}

// patient reads the fields of a patient in the order of patientFields.
func (r *reader) patient() care.PatientRecord {
	return care.PatientRecord{Version: r.int(), Key: r.bytes(), Address: r.bytes(), State: r.bytes()}
}

// kase reads the fields of a case in the order of caseFields, which staff.lua
// follows too.
func (r *reader) kase() care.CaseRecord {
	return care.CaseRecord{
		Version: r.int(), Key: r.bytes(), Body: r.bytes(), Return: r.bytes(),
		Card: r.post(), Shown: r.int(), Under: r.posts(),
	}
}

// posts reads a list of posts with spaces between them.
func (r *reader) posts() (all []care.Post) {
	for text := range strings.FieldsSeq(r.string()) {
		all = append(all, r.postOf(text))
	}
	return all
}

// post reads what postText wrote; what is not there is the zero Post.
func (r *reader) post() care.Post { return r.postOf(r.string()) }

func (r *reader) postOf(text string) (p care.Post) {
	if text == "" {
		return p
	}
	chat, message, _ := strings.Cut(text, ":")
	at, err1 := strconv.ParseInt(chat, 10, 64)
	n, err2 := strconv.ParseInt(message, 10, 64)
	if err1 != nil || err2 != nil {
		r.err = errReply
		return p
	}
	return care.Post{Chat: care.NewChatID(at), Message: care.MessageID(n)}
}

// postText is how a post is kept, "<chat>:<message>". Groups are not people:
// their numbers are kept in clear.
func postText(p care.Post) string {
	if p == (care.Post{}) {
		return ""
	}
	return fmt.Sprintf("%d:%d", p.Chat.Reveal(), p.Message)
}
