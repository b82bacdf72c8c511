package main

import (
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write docs/flows.md anew")

// drawn is a drawing in the docs, with its name.
var drawn = regexp.MustCompile("```mermaid\n%% ([a-z]+)\n(?s:.*?)```\n")

// The drawings in the docs are those of the program. After a change to a
// conversation, -update writes them anew; the sentences around them are for a
// person to look at.
func TestFlowsInTheDocs(t *testing.T) {
	const file = "../../docs/flows.md"
	was, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	fresh := drawn.ReplaceAllStringFunc(string(was), func(block string) string {
		name := drawn.FindStringSubmatch(block)[1]
		found = append(found, name)
		return "```mermaid\n" + command(t, nil, "flows", name).out + "```\n"
	})
	if diff := cmp.Diff(names(charts()), found); diff != "" {
		t.Errorf("conversations (-) and those in the docs (+):\n%s", diff)
	}
	if *update {
		if err := os.WriteFile(file, []byte(fresh), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(was), fresh); diff != "" {
		t.Errorf("the docs are behind (-); go test ./cmd/heard -run TestFlowsInTheDocs -update\n%s", diff)
	}
}

// All of them together are each of them in turn.
func TestFlowsAll(t *testing.T) {
	var each []string
	for _, name := range names(charts()) {
		each = append(each, command(t, nil, "flows", name).out)
	}
	if diff := cmp.Diff(strings.Join(each, "\n"), command(t, nil, "flows").out); diff != "" {
		t.Error(diff)
	}
}

func TestFlowsUnknown(t *testing.T) {
	got := command(t, nil, "flows", "singing")
	if got.code != 1 || !strings.Contains(got.err, "first, menu, report") {
		t.Errorf("exit code %d:\n%s", got.code, got.err)
	}
}

// The picture can be read as one, with a box for every step of every
// conversation, and no box lies on another.
func TestFlowsPicture(t *testing.T) {
	got := command(t, nil, "flows", "--format", "svg")
	boxes := 1 // the paper
	for _, c := range charts() {
		boxes += len(c.boxes)
		at := c.layout().at
		for i, p := range at {
			for _, q := range at[:i] {
				if max(p.x-q.x, q.x-p.x) < boxWide && max(p.y-q.y, q.y-p.y) < boxHigh {
					t.Errorf("%s: two boxes lie on each other", c.name)
				}
			}
		}
	}
	in, found := xml.NewDecoder(strings.NewReader(got.out)), 0
	for {
		token, err := in.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "rect" {
			found++
		}
	}
	if found != boxes {
		t.Errorf("there are %d boxes, want %d", found, boxes)
	}
}
