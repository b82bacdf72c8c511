package store

import (
	"context"
	"fmt"
	"strconv"
)

// Tallies returns the counts of a block by the keys of their tallies, empty when
// nothing was counted.
func (s *Store) Tallies(ctx context.Context, block int) (map[string]int64, error) {
	all, err := s.db.HGetAll(ctx, s.keys.tallies(block)).Result()
	if err != nil {
		return nil, fmt.Errorf("store: reading counts: %w", err)
	}
	counts := make(map[string]int64, len(all))
	for key, text := range all {
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return nil, errReply
		}
		counts[key] = n
	}
	return counts, nil
}
