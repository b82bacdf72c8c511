package store

import (
	"context"
	"fmt"
	"strconv"
)

// Moved returns the groups that became supergroups: the number each has now, by
// the number it had. Groups are not people: their numbers are in clinic.toml and
// are kept here in clear.
func (s *Store) Moved(ctx context.Context) (map[int64]int64, error) {
	all, err := s.db.HGetAll(ctx, s.keys.moved()).Result()
	if err != nil {
		return nil, fmt.Errorf("store: looking for moved groups: %w", err)
	}
	moved := make(map[int64]int64, len(all))
	for from, to := range all {
		was, err1 := strconv.ParseInt(from, 10, 64)
		now, err2 := strconv.ParseInt(to, 10, 64)
		if err1 == nil && err2 == nil {
			moved[was] = now
		}
	}
	return moved, nil
}

// SetMoved notes that a group has a new number.
func (s *Store) SetMoved(ctx context.Context, from, to int64) error {
	if err := s.db.HSet(ctx, s.keys.moved(), strconv.FormatInt(from, 10), to).Err(); err != nil {
		return fmt.Errorf("store: noting a moved group: %w", err)
	}
	return nil
}
