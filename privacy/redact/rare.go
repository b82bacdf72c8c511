package redact

import (
	"cmp"
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

// rareRule is one wording of a fact.
type rareRule struct {
	fact string
	pattern
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
		for _, line := range wordings[fact] {
			for wording := range strings.SplitSeq(line, ",") {
				wording = strings.TrimSpace(wording)
				p, err := regexp.Compile(`(?i)(?:^|[^\pL\d])(` + expression(wording) + `)(?:[^\pL\d]|$)`)
				if err != nil {
					return nil, fmt.Errorf("rare.txt, %s: %w", fact, err)
				}
				needs, also := keys(wording)
				rule := around(p, reach(wording), reach(wording), needs)
				if also != "" {
					rule = rule.with(also)
				}
				rules = append(rules, rareRule{fact, rule})
			}
		}
	}
	return rules, nil
}

// reach is how many bytes around its key a wording may match.
func reach(wording string) int {
	if strings.Contains(wording, "..") {
		return len(wording) + 90 // three words of any length
	}
	return len(wording) + 10
}

// expression is the expression that a wording stands for.
func expression(wording string) string {
	w := regexp.QuoteMeta(wording)
	if whole, ok := strings.CutSuffix(w, ` \.\.`); ok {
		w = whole + `(?:\s+[\pL']+){0,3}`
	}
	return strings.NewReplacer(
		` \.\. `, `(?:\s+\S+){0,3}?\s+`, ` `, `\s+`, `\*`, `\pL*`, `\|`, `|`, `\(`, `(?:`, `\)`, `)`, `#`, `\d+`,
	).Replace(w)
}

var (
	choice = regexp.MustCompile(`\(([^)]*)\)`)
	figure = regexp.MustCompile(`[#\d]`)
)

// keys are the two pieces of a wording that tell most of where it may stand: words,
// or what there is to choose. The second is empty where there is but one.
func keys(wording string) (needs, also string) {
	all := strings.FieldsFunc(choice.ReplaceAllString(wording, " "), func(r rune) bool { return strings.ContainsRune(" .*", r) })
	for _, options := range choice.FindAllStringSubmatch(wording, -1) {
		all = append(all, firsts(options[1]))
	}
	for i := range all {
		all[i] = figure.ReplaceAllString(all[i], "0")
	}
	slices.SortStableFunc(all, func(a, b string) int { return shortest(b) - shortest(a) })
	if len(all) > 1 {
		return all[0], all[1]
	}
	return all[0], ""
}

// firsts are the first words of what there is to choose: blanks between words may be
// several.
func firsts(options string) string {
	var all []string
	for option := range strings.SplitSeq(options, "|") {
		first, _, _ := strings.Cut(strings.TrimRight(option, "*"), " ")
		all = append(all, first)
	}
	return strings.Join(all, "|")
}

// shortest is the length of the shortest of some pieces.
func shortest(pieces string) int {
	least := len(pieces)
	for piece := range strings.SplitSeq(pieces, "|") {
		least = min(least, len(piece))
	}
	return least
}

// rare finds the facts that a text still shows.
func (c *claims) rare(t *tongue) []Rare {
	var found []Rare
	c.whole(func() {
		for _, rule := range t.rare {
			c.each(rule.pattern, func(start, end int) {
				found = append(found, Rare{c.at[start].Start, c.at[end-1].End, rule.fact})
			})
		}
	})
	return inOrder(found)
}

// inOrder sorts facts and drops those that lie inside another.
func inOrder(found []Rare) []Rare {
	slices.SortFunc(found, func(a, b Rare) int { return cmp.Or(a.Start-b.Start, b.End-a.End) })
	kept := found[:0]
	end := 0
	for _, f := range found {
		if f.End > end {
			kept = append(kept, f)
			end = f.End
		}
	}
	return kept
}
