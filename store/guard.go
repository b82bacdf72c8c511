package store

import "heard/care"

// guarded adds to the keys and arguments of a commit the rows that must not be there.
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
