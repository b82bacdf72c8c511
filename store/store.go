package store

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"sync/atomic"
	"time"

	"github.com/redis/go-redis/v9"
)

// defaultLease is longer than the 10 s a send to Telegram may take, so that a
// job is not given to somebody else while its holder still tries.
const defaultLease = 15 * time.Second

// Options say where Redis is and how the outbox is to behave.
type Options struct {
	URL     string // HEARD_REDIS_URL
	Service string // name of the service; part of every key
	Limits  Limits
	Lease   time.Duration // how long a lease lasts; 0 is 15 s
	Log     *slog.Logger  // takes what go-redis says, of all stores, since it has one logger; nil is silence
	// Dialer, when set, makes the connections: for a Redis inside the process.
	Dialer func(ctx context.Context, network, addr string) (net.Conn, error)
}

// Store is one service's data in Redis. Its methods may be called from many
// goroutines at once.
type Store struct {
	db      redis.UniversalClient
	keys    keys
	scripts scripts
	limits  Limits
	lease   time.Duration
	trips   atomic.Int64
	ear     ear
}

var errService = errors.New("store: the service has no name")

// Open connects to Redis and returns an error when it does not answer. No error
// quotes the address or the password in it.
func Open(ctx context.Context, o Options) (*Store, error) {
	if o.Service == "" {
		return nil, errService
	}
	settings, err := settings(o)
	if err != nil {
		return nil, err
	}
	s := &Store{keys: newKeys(o.Service), limits: o.Limits, lease: o.Lease}
	if s.lease <= 0 {
		s.lease = defaultLease
	}
	if s.scripts, err = loadScripts(); err != nil {
		return nil, err
	}
	redis.SetLogger(chatter{log: o.Log})
	s.db = redis.NewUniversalClient(settings)
	s.db.AddHook(counter{trips: &s.trips})
	if err := s.db.Ping(ctx).Err(); err != nil {
		return nil, errors.Join(fmt.Errorf("store: Redis does not answer: %w", err), s.Close())
	}
	return s, nil
}

// Close ends all connections, and every Wait with them.
func (s *Store) Close() error {
	err := s.db.Close()
	s.ear.done.Wait()
	if err != nil {
		return fmt.Errorf("store: closing: %w", err)
	}
	return nil
}

// Ping returns an error when Redis does not answer.
func (s *Store) Ping(ctx context.Context) error {
	if err := s.db.Ping(ctx).Err(); err != nil {
		return fmt.Errorf("store: Redis does not answer: %w", err)
	}
	return nil
}
