package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"testing"

	"go.uber.org/goleak"
)

// asHeard, when set, makes the test binary be the program: with its own main,
// its own process to kill, and the race detector. roleOf says what else it can be.
const asHeard = "HEARD_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if role := os.Getenv(asHeard); role != "" {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		w := world{os.Stdin, os.Stdout, os.Stderr, os.LookupEnv}
		err := profiled(role, func() error { return roleOf(role)(ctx, w) })
		stop()
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	goleak.VerifyTestMain(m)
}
