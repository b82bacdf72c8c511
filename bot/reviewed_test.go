package bot_test

import (
	"slices"
	"strings"

	"heard/care"
	"heard/locales"
)

// reviewed are what a patient was shown as what staff will see, to the byte, each
// time that they were shown it.
func (h *house) reviewed(chat int64) (all []string) {
	for _, one := range h.front.sentTo(chat) {
		if body, ok := h.passage(one.text); ok {
			all = append(all, body)
		}
	}
	return all
}

// lastReviewed is what they were shown last.
func (h *house) lastReviewed(chat int64) string {
	h.Helper()
	all := h.reviewed(chat)
	if len(all) == 0 {
		h.Fatal("nothing was ever reviewed")
	}
	return all[len(all)-1]
}

// passage cuts what staff will see out of a review. ok is false for another screen.
func (h *house) passage(text string) (body string, ok bool) {
	for _, lang := range locales.Languages() {
		for _, key := range []care.Key{"review.exactly", "review.exactly_pool"} {
			_, body, ok = strings.Cut(text, h.printer.Print(lang, care.Say(key))+"\n\n")
			if !ok {
				continue
			}
			// What the patient wrote is in a quotation, which ends what staff see.
			if end := strings.Index(body, "</blockquote>"); end >= 0 {
				return body[:end+len("</blockquote>")], true
			}
			body, _, _ = strings.Cut(body, "\n\n")
			return body, true
		}
	}
	return "", false
}

// same fails unless all of some texts are others, in any order.
func (h *house) same(what string, want, got []string) {
	h.Helper()
	want, got = slices.Sorted(slices.Values(want)), slices.Sorted(slices.Values(got))
	if !slices.Equal(want, got) {
		h.Errorf("%s: want %q, got %q", what, want, got)
	}
}
