package store

import (
	"context"
	"fmt"
)

// KeyMark keeps the first mark that it is given, and returns the one that is
// kept: a fingerprint of the key that this store was first written with.
func (s *Store) KeyMark(ctx context.Context, mark string) (string, error) {
	pipe := s.db.Pipeline()
	pipe.SetNX(ctx, s.keys.prefix+"key", mark, 0)
	kept := pipe.Get(ctx, s.keys.prefix+"key")
	if _, err := pipe.Exec(ctx); err != nil {
		return "", fmt.Errorf("store: comparing the key's mark: %w", err)
	}
	return kept.Val(), nil
}
