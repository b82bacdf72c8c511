package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"testing"

	"go.uber.org/goleak"
)

// asHeard, when set, makes the test binary be the program: with its own main,
// its own process to kill, and the race detector. be says what else it can be.
const asHeard = "HEARD_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if role := os.Getenv(asHeard); role != "" {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		code := be(ctx, role, world{os.Stdin, os.Stdout, os.Stderr, os.LookupEnv})
		stop()
		os.Exit(code)
	}
	goleak.VerifyTestMain(m)
}
