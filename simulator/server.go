package simulator

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// Server is one bot's Telegram: the API that the bot calls and the world of
// people around it. All methods may be called concurrently.
type Server struct {
	opts    Options
	me      wireUser
	methods map[string]*endpoint // by lower-case name

	world   world
	updates *queue
	presses presses
	profile profile
	overall overall
	faults  faults
	refused tally
	bell    bell
	floods  atomic.Int64

	done  chan struct{} // closed by Close
	close sync.Once
	http  *http.Server
	ended chan struct{} // closed when the listener's goroutine has ended
}

// ErrClosed is returned by a wait that outlives its Server.
var ErrClosed = errors.New("simulator: closed")

// errLoopback keeps a bot without any protection off the network.
var errLoopback = errors.New("simulator: the address is not on loopback")

// New makes a Server with nobody in it.
func New(o Options) *Server {
	o = o.withDefaults()
	s := &Server{
		opts: o,
		me:   wireUser{ID: o.BotID, IsBot: true, FirstName: "Heard", Username: o.Username},
		done: make(chan struct{}),
	}
	s.methods = endpoints()
	s.world.setUp()
	s.updates = newQueue(o, s.bell.ring)
	s.presses.open = map[string]press{}
	s.profile.setUp()
	s.overall.set(o.Limits.PerSecond)
	s.faults.seed(o.Seed)
	s.faults.set(o.Faults)
	return s
}

// Handler serves the Bot API under /bot<token>/<method>.
func (s *Server) Handler() http.Handler { return http.HandlerFunc(s.serve) }

// Start serves on a loopback address such as "127.0.0.1:0" and returns the base
// address, such as "http://127.0.0.1:40001". It returns an error for an address
// that is taken or not on loopback. Close ends it.
func (s *Server) Start(addr string) (base string, err error) {
	l, err := new(net.ListenConfig).Listen(context.Background(), "tcp", addr)
	if err != nil {
		return "", fmt.Errorf("simulator: listening: %w", err)
	}
	if a, ok := l.Addr().(*net.TCPAddr); !ok || !a.IP.IsLoopback() {
		return "", errors.Join(errLoopback, l.Close())
	}
	s.http = &http.Server{Handler: s.Handler(), ReadHeaderTimeout: 10 * time.Second}
	s.ended = make(chan struct{})
	go func() {
		defer close(s.ended)
		_ = s.http.Serve(l)
	}()
	return "http://" + l.Addr().String(), nil
}

// Close ends every poll, push and connection. Views stay readable.
func (s *Server) Close() {
	s.close.Do(func() {
		close(s.done)
		s.updates.unhook()
		if s.http != nil {
			_ = s.http.Close()
			<-s.ended
		}
	})
}

// Token is what the bot must call the API with.
func (s *Server) Token() string { return s.opts.Token }

// BotID is the bot's own id, as in Message.From.
func (s *Server) BotID() int64 { return s.opts.BotID }
