// Command heard is the bot for people in opioid maintenance treatment. This
// package is the only place where the parts meet: one file a subcommand, and
// the only os.Exit.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], world{os.Stdin, os.Stdout, os.Stderr, os.LookupEnv})
	stop()
	os.Exit(code)
}

// world is what a command may touch outside the program.
type world struct {
	in  io.Reader
	out io.Writer
	err io.Writer
	env func(string) (string, bool)
}

// commandLine is the command line; kong reads it off this struct.
type commandLine struct {
	Demo    demoCommand    `cmd:"" help:"Show the whole service on this machine, with nothing installed. Nothing is kept."`
	Serve   serveCommand   `cmd:"" help:"Run the service."`
	Check   checkCommand   `cmd:"" help:"Print every problem of the file, the keys, Redis and the token, with its cure."`
	Read    readCommand    `cmd:"" help:"Print what the bot makes of each line on standard input, as JSON."`
	Flows   flowsCommand   `cmd:"" help:"Draw the conversations."`
	Keys    keysCommand    `cmd:"" help:"Make the root key."`
	Erase   eraseCommand   `cmd:"" help:"Erase one case."`
	Healthz healthzCommand `cmd:"" help:"Ask a running copy whether it is ready; for a container's health check."`
	Version versionCommand `cmd:"" help:"Print the version."`
}

// errReported ends a command with exit code 1 when it has already said why.
var errReported = errors.New("reported")

// run runs one command and returns its exit code: 0, 1 when something is wrong,
// 2 when the command line is.
func run(ctx context.Context, args []string, w world) int {
	var line commandLine
	exited := -1
	parser, err := kong.New(&line, kong.Name("heard"),
		kong.Description("A Telegram bot by which people in opioid maintenance treatment are heard."),
		kong.UsageOnError(), kong.Writers(w.out, w.err), kong.Exit(func(code int) { exited = code }))
	if err != nil {
		_, _ = fmt.Fprintln(w.err, "heard:", err)
		return 2
	}
	parsed, err := parser.Parse(args)
	switch {
	case exited >= 0: // --help has been printed
		return exited
	case err != nil:
		_, _ = fmt.Fprintln(w.err, "heard:", err)
		return 2
	}
	parsed.BindTo(ctx, (*context.Context)(nil))
	err = parsed.Run(w)
	switch {
	case err == nil:
		return 0
	case !errors.Is(err, errReported):
		_, _ = fmt.Fprintln(w.err, "heard:", err)
	}
	return 1
}
