package store_test

import (
	"bytes"
	"context"
	"errors"
	"net"
	"testing"
	"time"

	"heard/care"
	"heard/store"
)

// A test that waits here hangs, and fails with the timeout of go test, when the
// wake does not come; that it returns is what is tested.

// full lets nothing out, so that a commit leaves its jobs to whoever claims.
var full = limited(store.Limits{Overall: store.Pace{N: 1, Per: time.Hour}})

func waitCommit(t *testing.T, srv server) {
	s, other := srv.open(t, t.Name(), full), srv.open(t, t.Name(), full)
	woken := make(chan error, 1)
	go func() { woken <- other.Wait(t.Context(), time.Time{}) }()
	commit(t, s, care.Commit{Jobs: []care.Job{job(anna, "a"), job(bo, "b")}}, t0, care.Kept)
	if err := <-woken; err != nil {
		t.Error(err)
	}
	wantWakes(t, srv, 0)
	commit(t, s, care.Commit{Jobs: []care.Job{job(quality, "c")}}, t0, care.Kept)
	wantWakes(t, srv, 1)
	commit(t, s, care.Commit{Jobs: []care.Job{job(quality, "d")}}, t0, care.Kept)
	wantWakes(t, srv, 1)
}

// wantWakes wants a wake to lie ready for whoever waits next, or none.
func wantWakes(t *testing.T, srv server, want int64) {
	t.Helper()
	if n, err := srv.raw(t).LLen(t.Context(), "{heard:"+t.Name()+"}:wake").Result(); n != want || err != nil {
		t.Errorf("%d wakes, want %d (%v)", n, want, err)
	}
}

func waitSettle(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	r := commit(t, s, care.Commit{Jobs: []care.Job{job(anna, "1"), job(anna, "2"), job(bo, "b")}}, t0, care.Kept)
	for _, one := range []care.Settlement{done(r.Leases[0]), {Lease: r.Leases[2], Again: after(time.Hour)}} {
		settle(t, s, t0, one)
		wantWakes(t, srv, 1)
		if err := s.Wait(t.Context(), time.Time{}); err != nil {
			t.Error(err)
		}
		wantWakes(t, srv, 0)
	}
}

func waitEnds(t *testing.T, srv server) {
	listening, dialer := listener()
	s := srv.open(t, t.Name(), func(o *store.Options) { o.Dialer = dialer })
	if err := s.Wait(t.Context(), t0.AddDate(-20, 0, 0)); err != nil {
		t.Errorf("waiting for the past: %v", err)
	}
	gone, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Wait(gone, time.Time{}) }()
	<-listening
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled wait gave %v", err)
	}
	if err := s.Wait(t.Context(), time.Now().Add(10*time.Millisecond)); err != nil {
		t.Errorf("waiting for a moment: %v", err)
	}
}

// waitPassesOn: a copy that has stopped waiting does not keep a wake from one
// that waits.
func waitPassesOn(t *testing.T, srv server) {
	listening, dialer := listener()
	listened := func(o *store.Options) { o.Dialer = dialer }
	s, other := srv.open(t, t.Name(), full, listened), srv.open(t, t.Name(), full, listened)
	gone, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Wait(gone, time.Time{}) }()
	<-listening
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled wait gave %v", err)
	}
	woken := make(chan error, 1)
	go func() { woken <- other.Wait(t.Context(), time.Time{}) }()
	<-listening
	commit(t, s, care.Commit{Jobs: []care.Job{job(anna, "a"), job(bo, "b")}}, t0, care.Kept)
	if err := <-woken; err != nil {
		t.Error(err)
	}
}

// waitClosed: a store that closes lets go of whoever waits. goleak sees to it
// that nothing stays behind.
func waitClosed(t *testing.T, srv server) {
	listening, dialer := listener()
	s, err := store.Open(t.Context(), store.Options{URL: srv.url, Service: t.Name(), Dialer: dialer})
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- s.Wait(t.Context(), time.Time{}) }()
	<-listening
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if err := <-ended; err == nil {
		t.Error("a wait that was cut off gave no error")
	}
}

// spy is a connection that tells when a wait goes out on it.
type spy struct {
	net.Conn
	listening chan<- struct{}
}

func (s spy) Write(b []byte) (int, error) {
	n, err := s.Conn.Write(b)
	if bytes.Contains(b, []byte("blpop")) {
		s.listening <- struct{}{}
	}
	return n, err
}

// listener makes connections that tell when somebody begins to listen.
func listener() (<-chan struct{}, func(context.Context, string, string) (net.Conn, error)) {
	listening := make(chan struct{}, 100)
	return listening, func(ctx context.Context, network, addr string) (net.Conn, error) {
		c, err := new(net.Dialer).DialContext(ctx, network, addr)
		return spy{c, listening}, err
	}
}
