package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

type healthzCommand struct{}

// healthzLimit is less than the ten seconds an orchestrator waits for a probe.
const healthzLimit = 5 * time.Second

var errNotReady = errors.New("not ready")

// Run asks the copy that listens on HEARD_LISTEN. It fails when that copy is not
// there or not ready.
func (healthzCommand) Run(ctx context.Context, w world) error {
	e, err := readEnvironment(w)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, healthzLimit)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+e.listen+"/healthz", nil)
	if err != nil {
		return fmt.Errorf("HEARD_LISTEN is not an address: %w", err)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("asking %s: %w", e.listen, err)
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode != http.StatusOK {
		return errNotReady
	}
	_, err = fmt.Fprintln(w.out, "ok")
	return err
}
