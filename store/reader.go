package store

import (
	"errors"
	"strconv"
)

// errReply says that Redis holds something this program did not write.
var errReply = errors.New("store: Redis gave an answer of another shape")

// reader takes the values of a reply one by one and remembers the first that is
// not what was asked for.
type reader struct {
	reply []any
	err   error
}

func (r *reader) next() any {
	if len(r.reply) == 0 {
		r.err = errReply
		return nil
	}
	v := r.reply[0]
	r.reply = r.reply[1:]
	return v
}

// int reads a number; what is not there is 0.
func (r *reader) int() int64 {
	switch v := r.next().(type) {
	case int64:
		return v
	case string:
		n, err := strconv.ParseInt(v, 10, 64)
		if err != nil {
			r.err = errReply
		}
		return n
	default:
		return 0
	}
}

func (r *reader) string() string {
	v, _ := r.next().(string)
	return v
}

// bytes reads sealed bytes; what is not there is nil.
func (r *reader) bytes() []byte {
	v, ok := r.next().(string)
	if !ok {
		return nil
	}
	return []byte(v)
}
