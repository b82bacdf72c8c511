package store

import "heard/care"

// guarded adds the keys and arguments of guard.lua to those of a commit.
func (s *Store) guarded(c care.Commit, keys []string, args []any) ([]string, []any) {
	n := 0
	if p := c.Patient; p != nil && p.Was == 0 && !p.Forget {
		for _, other := range p.Others {
			keys = append(keys, s.keys.patient(other))
			n++
		}
	}
	return keys, append(args, n)
}
