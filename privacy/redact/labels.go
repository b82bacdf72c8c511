package redact

import (
	"slices"
	"strings"
)

// label is a kind as it stands in a text of one language.
type label struct {
	written string
	kind    Kind
}

// labelled is the label of a kind as it stands in a text.
func (r *Redactor) labelled(language string, k Kind) string { return "[" + r.label(language, k) + "]" }

// labelsOf lists the labels of some languages, each once.
func (r *Redactor) labelsOf(languages ...string) []label {
	var all []label
	for _, language := range languages {
		for _, k := range Kinds() {
			written := r.labelled(language, k)
			if !slices.ContainsFunc(all, func(l label) bool { return l.written == written }) {
				all = append(all, label{written, k})
			}
		}
	}
	return all
}

// labels finds the labels that stand in a text: bytes of s where each begins and
// ends. Those of every language count: people change theirs between two messages,
// and what was hidden then must not be read as words now.
func (r *Redactor) labels(language, s string) []Hidden {
	if strings.IndexByte(s, '[') < 0 {
		return nil
	}
	all := r.written
	if !slices.Contains(languages(), language) {
		all = slices.Concat(all, r.labelsOf(language))
	}
	var found []Hidden
	for _, l := range all {
		for from := 0; ; {
			i := strings.Index(s[from:], l.written)
			if i < 0 {
				break
			}
			from += i + len(l.written)
			found = append(found, Hidden{from - len(l.written), from, l.kind})
		}
	}
	return sorted(found)
}
