package redact

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Rare is a passage that still shows and may single the writer out, for people who
// know them: runes of the input from Start up to End. Fact says what it tells, by
// the sections of data/<language>/rare.txt.
type Rare struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Fact  string `json:"fact"`
}

type rareRule struct {
	fact    string
	pattern *regexp.Regexp
	keys    []string // a piece of each wording; without any of them nothing matches
}

// Facts lists what Rare.Fact may say.
func Facts() []string {
	return []string{"only", "family", "body", "work", "origin", "illness", "birth", "law", "animal", "since", "visit"}
}

// readRare reads the rules of a language. In a wording, a space is any space, * the
// rest of a word, .. at most three words.
func readRare(language string) ([]rareRule, error) {
	wordings, err := sections("data/" + language + "/rare.txt")
	if err != nil {
		return nil, err
	}
	for fact := range wordings {
		if !slices.Contains(Facts(), fact) {
			return nil, fmt.Errorf("rare.txt: no fact is called %s", fact)
		}
	}
	var rules []rareRule
	for _, fact := range Facts() {
		var all, keys []string
		for _, line := range wordings[fact] {
			for wording := range strings.SplitSeq(line, ",") {
				all = append(all, pattern(strings.TrimSpace(wording)))
				keys = append(keys, key(wording))
			}
		}
		if len(all) == 0 {
			continue
		}
		p, err := regexp.Compile(`(?i)(?:^|[^\pL\d])(` + strings.Join(all, "|") + `)(?:[^\pL\d]|$)`)
		if err != nil {
			return nil, fmt.Errorf("rare.txt, %s: %w", fact, err)
		}
		rules = append(rules, rareRule{fact, p, keys})
	}
	return rules, nil
}

// pattern is the expression that a wording stands for.
func pattern(wording string) string {
	w := regexp.QuoteMeta(wording)
	if whole, ok := strings.CutSuffix(w, ` \.\.`); ok {
		w = whole + `(?:\s+[\pL']+){0,3}`
	}
	return strings.NewReplacer(
		` \.\. `, `(?:\s+\S+){0,3}?\s+`, ` `, `\s+`, `\*`, `\pL*`, `\|`, `|`, `\(`, `(?:`, `\)`, `)`, `#`, `\d+`,
	).Replace(w)
}

var choice = regexp.MustCompile(`\([^)]*\)`)

// key is the longest word of a wording that stands in whatever it matches; empty
// where all of it is choice.
func key(wording string) string {
	longest := ""
	for _, w := range strings.FieldsFunc(choice.ReplaceAllString(wording, " "), func(r rune) bool { return strings.ContainsRune(" .*#", r) }) {
		if len(w) > len(longest) {
			longest = w
		}
	}
	return longest
}

// rare finds the facts that a text still shows.
func (r *Redactor) rare(language string, t *text) []Rare {
	c := newClaims(t)
	var found []Rare
	for _, rule := range r.guess(language, c.words()).rare {
		if !c.mentions(rule.keys...) {
			continue
		}
		c.each(rule.pattern, func(start, end int) {
			found = append(found, Rare{t.at[start].Start, t.at[end-1].End, rule.fact})
		})
	}
	return inOrder(found)
}
