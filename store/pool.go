package store

import (
	"context"
	"fmt"
	"slices"

	"heard/care"
)

// Pool returns the codes of the cases that wait in the pool, sorted, so that
// their order tells nothing of when they came. A case whose time was up waits no
// more. It is one round trip.
func (s *Store) Pool(ctx context.Context) ([]care.Code, error) {
	look, err := script([]string{"pool.lua"})
	if err != nil {
		return nil, err
	}
	names, err := look.Run(ctx, s.db, []string{s.keys.pool()}, s.keys.kase("")).StringSlice()
	if err != nil {
		return nil, fmt.Errorf("store: looking into the pool: %w", err)
	}
	codes := make([]care.Code, len(names))
	for i, name := range names {
		codes[i] = care.Code(name)
	}
	slices.Sort(codes)
	return codes, nil
}
