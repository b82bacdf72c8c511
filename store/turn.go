package store

import (
	"context"
	"fmt"
	"time"
)

// Turn takes a turn for d, or prolongs it for its holder, and reports whether it
// is the holder's: of several copies of the service, one then does what all
// would. A d of 0 gives it back. The clock is Redis's own. A holder that comes
// late has lost the turn and is not told, so what is done in a turn must bear to
// be done twice.
func (s *Store) Turn(ctx context.Context, name, holder string, d time.Duration) (mine bool, err error) {
	turn, err := script([]string{"turn.lua"})
	if err != nil {
		return false, err
	}
	n, err := turn.Run(ctx, s.db, []string{s.keys.prefix + "turn:" + name}, holder, d.Milliseconds()).Int()
	if err != nil {
		return false, fmt.Errorf("store: taking a turn: %w", err)
	}
	return n == 1, nil
}
