package simulator

import (
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Faults is how badly the network behaves. Chances are from 0 to 1 for each call;
// the first three exclude each other.
type Faults struct {
	BadGateway float64 // a 502 with an HTML page; nothing has happened
	LostReply  float64 // it has happened, but the connection is cut before the reply
	Flood      float64 // a 429, whatever the limits say; nothing has happened
	Slow       float64 // the call waits SlowBy before it is acted upon

	SlowBy     time.Duration
	RetryAfter int // seconds told with an injected 429, at least 1

	// Methods narrows the chances to some methods; empty: all of them.
	Methods []string
	// Times is how many faults there will be, 0 for no bound: with a chance of 1 it
	// makes exactly the next calls fail.
	Times int

	// Latency delays every call but getUpdates before it is acted upon: a poll
	// waits by itself.
	Latency time.Duration
}

// SetFaults replaces the faults from the next call on.
func (s *Server) SetFaults(f Faults) { s.faults.set(f) }

// Injected counts the faults so far.
func (s *Server) Injected() int { return int(s.faults.injected.Load()) }

type faultKind int

const (
	none faultKind = iota
	badGateway
	lostReply
	flooded
)

// fault is what befalls one call.
type fault struct {
	kind       faultKind
	delay      time.Duration
	retryAfter int
}

type faults struct {
	plan     atomic.Pointer[Faults]
	injected atomic.Int64

	mu   sync.Mutex
	dice *rand.Rand
	left int
}

func (f *faults) seed(n uint64) {
	f.dice = rand.New(rand.NewPCG(n, 0)) //nolint:gosec // faults are to be repeatable
}

func (f *faults) set(p Faults) {
	p.Methods = slices.Clone(p.Methods)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.left = p.Times
	f.plan.Store(&p)
}

func (f *faults) next(method string) (out fault) {
	p := f.plan.Load()
	if method != "getUpdates" {
		out.delay = p.Latency
	}
	quiet := p.BadGateway+p.LostReply+p.Flood+p.Slow == 0
	if quiet || len(p.Methods) > 0 && !slices.Contains(p.Methods, method) {
		return out
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.left < 0 {
		return out
	}
	if f.dice.Float64() < p.Slow {
		out.delay += p.SlowBy
		f.note(p)
	}
	if f.left < 0 {
		return out
	}
	if out.kind = p.throw(f.dice.Float64()); out.kind != none {
		out.retryAfter = max(p.RetryAfter, 1)
		f.note(p)
	}
	return out
}

// note counts a fault. Under a bound, left ends at -1: no more of them.
func (f *faults) note(p *Faults) {
	f.injected.Add(1)
	if p.Times == 0 {
		return
	}
	if f.left--; f.left == 0 {
		f.left = -1
	}
}

func (f *Faults) throw(x float64) faultKind {
	switch {
	case x < f.BadGateway:
		return badGateway
	case x < f.BadGateway+f.LostReply:
		return lostReply
	case x < f.BadGateway+f.LostReply+f.Flood:
		return flooded
	}
	return none
}

func gatewayPage(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/html")
	w.WriteHeader(http.StatusBadGateway)
	_, _ = w.Write([]byte("<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n" +
		"<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"))
}

// cut closes the connection without a word.
func cut(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		gatewayPage(w) // a recorder in place of a connection: the reply is lost all the same
		return
	}
	_ = conn.Close()
}
