package store

import (
	"context"
	"fmt"
)

// News returns everything that staff have posted for patients, in no order. It is
// one round trip.
func (s *Store) News(ctx context.Context) ([][]byte, error) {
	all, err := s.db.HVals(ctx, s.keys.news()).Result()
	if err != nil {
		return nil, fmt.Errorf("store: reading what staff have posted: %w", err)
	}
	bodies := make([][]byte, len(all))
	for i, body := range all {
		bodies[i] = []byte(body)
	}
	return bodies, nil
}
