package main

import (
	"errors"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestCrowd(t *testing.T) {
	for _, test := range []struct {
		posterior []float64
		want      float64
	}{
		{[]float64{1, 0, 0}, 1},
		{[]float64{0.25, 0.25, 0.25, 0.25}, 4},
		{[]float64{0.5, 0.25, 0.25}, math.Exp2(1.5)},
	} {
		if got := crowd(test.posterior); math.Abs(got-test.want) > 1e-9 {
			t.Errorf("%v: %v people, want %v", test.posterior, got, test.want)
		}
	}
}

// TestGuess breaks ties by lot.
func TestGuess(t *testing.T) {
	posterior := []float64{0.4, 0.4, 0.2}
	got := []float64{guess(posterior, 0), guess(posterior, 1), guess(posterior, 2)}
	if diff := cmp.Diff([]float64{0.5, 0.5, 0}, got); diff != "" {
		t.Error(diff)
	}
}

func TestRank(t *testing.T) {
	for _, test := range []struct {
		name  string
		pairs []pair
		want  ranking
	}{
		{"found", []pair{{1, false}, {3, true}, {2, false}}, ranking{base: 1.0 / 3, auc: 1, top: 1, tipTop: 1}},
		{"found last", []pair{{3, false}, {1, true}, {2, false}}, ranking{base: 1.0 / 3}},
		{"all alike", []pair{{1, false}, {1, true}, {1, false}, {1, false}}, ranking{base: 0.25, auc: 0.5, top: 0.25, tipTop: 0.25}},
		{"alike with one", []pair{{2, false}, {2, true}, {1, false}}, ranking{base: 1.0 / 3, auc: 0.75, top: 0.5, tipTop: 0.5}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, rank(test.pairs), cmpopts.EquateApprox(0, 1e-9), cmp.AllowUnexported(ranking{})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestSameSeed prints the same twice, and something else for another seed.
func TestSameSeed(t *testing.T) {
	report := func(seed uint64) string {
		var out strings.Builder
		line := commandLine{Seed: seed, Runs: 2, Patients: 40, Weeks: 8, Reports: 0.2, Asks: 0.1}
		if err := line.run(&out); err != nil && !errors.Is(err, errAims) {
			t.Fatal(err)
		}
		_, figures, _ := strings.Cut(out.String(), "\n")
		return figures
	}
	first := report(1)
	if diff := cmp.Diff(first, report(1)); diff != "" {
		t.Errorf("the same seed gives something else:\n%s", diff)
	}
	if report(2) == first {
		t.Error("another seed gives the same")
	}
	for _, want := range []string{"with the pool", "hidden among others", "Where the pool has least", "order in a digest", "Aims"} {
		if !strings.Contains(first, want) {
			t.Errorf("the report says nothing of %q", want)
		}
	}
}

// TestAimsCanFail takes what was seen without the pool for what was seen with it.
func TestAimsCanFail(t *testing.T) {
	p := opened(t)
	s := scenario{patients: 60, weeks: 8, reports: 0.2, asks: 0.1}
	f := p.study(s, 3, 1)
	f.pooled = f.atOnce
	l, err := p.link(s, 2, 1)
	if err != nil {
		t.Fatal(err)
	}
	if err := printAims(io.Discard, f, l); !errors.Is(err, errAims) {
		t.Errorf("printed with %v, want %v", err, errAims)
	}
}

// TestLinksStay finds what no technique hides, and nothing where there is nothing.
func TestLinksStay(t *testing.T) {
	p := opened(t)
	l, err := p.link(scenario{patients: 150, weeks: 20, reports: 0.1, asks: 0.05}, 2, 2)
	if err != nil {
		t.Fatal(err)
	}
	auc := func(name string) float64 { return rank(l.reports.of(name, "").pairs).auc }
	if bare, pooled := auc("time, had they no pool"), auc("time, with the pool"); bare < 0.6 || pooled > 0.56 {
		t.Errorf("time links with %.2f without the pool, %.2f with it", bare, pooled)
	}
	if code, order := auc(codeChannel), auc(orderChannel); !even(code) || !even(order) {
		t.Errorf("codes link with %.2f, order with %.2f", code, order)
	}
	if topic := auc("topic"); topic < 0.55 {
		t.Errorf("topics link with %.2f only: the model has patients without a taste", topic)
	}
	if unshuffled := auc("order in a digest, were it not shuffled"); unshuffled < 0.55 {
		t.Errorf("the order written links with %.2f only", unshuffled)
	}
}
