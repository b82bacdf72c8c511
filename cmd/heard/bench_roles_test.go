package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/pprof"

	"heard/store"
)

// What the test binary can be besides the program, as values of asHeard.
const (
	asUnlimited = "unlimited" // the program without limits of its own
	asEcho      = "echo"      // the bot that it is measured against
	asFullEcho  = "full echo" // the same, with screens as large as Heard's
	asKeptEcho  = "kept echo" // the same, and nothing of it can be lost
)

// be plays a role and returns the exit code.
func be(ctx context.Context, role string, w world) int {
	play := unlimited
	switch role {
	case asUnlimited:
	case asEcho:
		play = echo{screen: small}.run
	case asFullEcho:
		play = echo{screen: full}.run
	case asKeptEcho:
		play = keptEcho
	default:
		return run(ctx, os.Args[1:], w)
	}
	if err := profiled(role, func() error { return play(ctx, w) }); err != nil {
		_, _ = fmt.Fprintln(w.err, err)
		return 1
	}
	return 0
}

// unlimited does as serve does, with a clinic's file as its only argument.
func unlimited(ctx context.Context, w world) error {
	e, err := readEnvironment(w)
	if err != nil {
		return err
	}
	log, err := newLog(w.err, e.log)
	if err != nil {
		return err
	}
	config := os.Args[1]
	clinic, err := readClinic(w, config)
	if err != nil {
		return err
	}
	p, err := e.plan(clinic, config, log)
	if err != nil {
		return err
	}
	p.store.Limits = store.Limits{}
	h, err := p.build(ctx)
	if err != nil {
		return err
	}
	return errors.Join(h.serve(ctx, e, log), h.close())
}

// profileTo names a directory for the profiles of the processes under load.
const profileTo = "HEARD_BENCH_PROFILE"

// profiled runs a role and writes what it spent its time and memory on, if that
// is wanted.
func profiled(role string, run func() error) error {
	dir := os.Getenv(profileTo)
	if dir == "" {
		return run()
	}
	name := filepath.Join(dir, fmt.Sprintf("%s-%d", role, os.Getpid()))
	cpu, err := os.Create(name + ".cpu")
	if err != nil {
		return err
	}
	if err := pprof.StartCPUProfile(cpu); err != nil {
		return err
	}
	err = run()
	pprof.StopCPUProfile()
	allocs, failed := os.Create(name + ".allocs")
	if failed == nil {
		failed = errors.Join(pprof.Lookup("allocs").WriteTo(allocs, 0), allocs.Close())
	}
	return errors.Join(err, failed, cpu.Close())
}
