package main

import (
	"fmt"
	"io"
	"log/slog"
	"os"

	"github.com/lmittmann/tint"
	"golang.org/x/term"
)

// newLog makes the log: JSON lines, or text for a person at a terminal.
func newLog(to io.Writer, level string) (*slog.Logger, error) {
	var at slog.Level
	if err := at.UnmarshalText([]byte(level)); err != nil {
		return nil, fmt.Errorf("HEARD_LOG is debug, info, warn or error, not %q", level)
	}
	if file, ok := to.(*os.File); ok && term.IsTerminal(int(file.Fd())) {
		return slog.New(tint.NewTextHandler(to, &tint.Options{Level: at, TimeFormat: "15:04:05"})), nil
	}
	return slog.New(slog.NewJSONHandler(to, &slog.HandlerOptions{Level: at})), nil
}
