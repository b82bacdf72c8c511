package store

import (
	"context"
	"strings"

	"github.com/redis/go-redis/v9"
)

// Rewrap shows every value that is sealed under an epoch to fresh, and puts what
// fresh returns in its place unless that is nil, or the value has changed since.
// The fields are "key", a wrapped data key, "ret", a return address, and "job", a
// waiting delivery; the owner is a patient's pseudonym in hex, a case's code, or
// nobody for a job. missed counts the values that changed in between.
//
// Without an error, everything was shown that was there from the beginning to
// the end; some of it may have been shown twice. Redis serves others meanwhile.
func (s *Store) Rewrap(ctx context.Context, fresh func(field, owner string, sealed []byte) []byte) (replaced, missed int, err error) {
	p := pass{fresh: fresh}
	if p.walker, err = s.walker(ctx, "rewrap.lua"); err != nil {
		return 0, 0, err
	}
	if err := p.walk(ctx, "[pcb]*", p.batch); err != nil {
		return 0, 0, err
	}
	return p.replaced, p.missed, nil
}

// pass is what one walk replaces.
type pass struct {
	walker
	fresh            func(field, owner string, sealed []byte) []byte
	replaced, missed int
}

// sealed is a value as it was read.
type sealed struct {
	key   string
	field string // of the row; empty for a job
	owner string
	value string // as it stands there
	head  int    // so many of its bytes are not sealed
}

// batch reads the values behind some names, and replaces those that are to be.
func (p *pass) batch(ctx context.Context, names []string) error {
	all, err := p.read(ctx, names)
	if err != nil {
		return err
	}
	pipe := p.node.Pipeline()
	var replies []*redis.Cmd
	for _, one := range all {
		field := one.field
		if field == "" {
			field = "job"
		}
		if put := p.fresh(field, one.owner, []byte(one.value[one.head:])); put != nil {
			args := []any{one.field, one.value, one.value[:one.head] + string(put)}
			replies = append(replies, p.script.EvalSha(ctx, pipe, []string{one.key}, args...))
		}
	}
	if len(replies) == 0 {
		return nil
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return err
	}
	for _, reply := range replies {
		done, err := reply.Int()
		if err != nil {
			return err
		}
		p.replaced += done
		p.missed += 1 - done
	}
	return nil
}

// read reads what is sealed in rows and boxes; other names are not its business.
func (p *pass) read(ctx context.Context, names []string) (all []sealed, err error) {
	pipe := p.node.Pipeline()
	var add []func()
	for _, key := range names {
		name := strings.TrimPrefix(key, p.keys.prefix)
		if owner, ok := strings.CutPrefix(name, "p:"); ok {
			row := pipe.HMGet(ctx, key, "key")
			add = append(add, func() { all = appendFields(all, key, owner, row, "key") })
		} else if owner, ok := strings.CutPrefix(name, "case:"); ok {
			row := pipe.HMGet(ctx, key, "key", "ret")
			add = append(add, func() { all = appendFields(all, key, owner, row, "key", "ret") })
		} else if strings.HasPrefix(name, "box:") {
			box := pipe.LRange(ctx, key, 0, -1) // whole, since it may move on between two pages
			add = append(add, func() { all = appendJobs(all, key, box) })
		}
	}
	if len(add) == 0 {
		return nil, nil
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return nil, err
	}
	for _, one := range add {
		one()
	}
	return all, nil
}

// appendFields leaves out what is not there: the return address of a case that
// was withdrawn, or a row that went between two commands.
func appendFields(all []sealed, key, owner string, row *redis.SliceCmd, fields ...string) []sealed {
	values := row.Val()
	for i, field := range fields {
		if text, _ := values[i].(string); text != "" {
			all = append(all, sealed{key: key, field: field, owner: owner, value: text})
		}
	}
	return all
}

func appendJobs(all []sealed, key string, box *redis.StringSliceCmd) []sealed {
	for _, job := range box.Val() {
		if _, _, body := cutJob([]byte(job)); len(body) > 0 {
			all = append(all, sealed{key: key, value: job, head: len(job) - len(body)})
		}
	}
	return all
}
