package flows

import (
	"slices"
	"strconv"
	"strings"

	"heard/care"
)

// Hiding: what could tell who wrote words is taken out of them as they come in, so
// that nothing else is ever kept of them. Before they are sent the patient can take
// out more, word by word.

// Redactor hides in words what could tell who wrote them. It reads no clock and
// keeps nothing.
type Redactor interface {
	// Show returns a text as staff may see it, and the passages that still show and
	// may single its writer out. What was hidden once stays as it is.
	Show(language, text string) (shown string, rare []string)
	// Pieces cuts a text that Show returned into words and what stands between.
	Pieces(language, text string) []care.Piece
	// Without is such a text without the words of these numbers, from 0.
	Without(language, text string, chosen []int) string
}

// hidden is words as staff may see them. ok is false, and the patient is told, when
// they are too long.
func (v *visit) hidden(words string) (shown string, ok bool) {
	if length(words) <= MaxWords {
		shown, _ = v.e.redactor.Show(v.language(), words)
		ok = length(shown) <= MaxWords // what stands in the place of a short name is longer than it
	}
	if !ok {
		v.repeat(care.Say("words.long", care.With("Max", care.Number(MaxWords))))
	}
	return shown, ok
}

// language is what the patient reads.
func (v *visit) language() string {
	switch {
	case v.s.Language != "":
		return v.s.Language
	case v.in.Phone != "":
		return v.in.Phone
	}
	return v.e.service.Languages[0]
}

// pointedOut is what a review says of words: which passages may single their writer
// out, though they stay unless the patient hides them; or that none are left to read.
func (v *visit) pointedOut(words string) []care.Line {
	if words == "" {
		return nil
	}
	if !v.hideable(words) && strings.Contains(words, "[") { // a label, and not emoji alone
		return []care.Line{care.Say("review.all_hidden")}
	}
	_, rare := v.e.redactor.Show(v.language(), words)
	if listed := list(rare); listed != "" {
		return []care.Line{care.Say("review.rare", care.With("Words", care.Words(listed)))}
	}
	return nil
}

// list puts passages side by side, as many as are read.
func list(passages []string) (listed string) {
	for _, p := range passages {
		if longer := strings.TrimPrefix(listed+" · "+p, " · "); length(longer) <= maxRare {
			listed = longer
		}
	}
	return listed
}

// maxRare bounds what is pointed out, in the units of MaxWords, so that it is read.
const maxRare = 200

// hideable reports whether words have any left to hide.
func (v *visit) hideable(words string) bool {
	return slices.ContainsFunc(v.pieces(words), func(p care.Piece) bool { return p.Word })
}

func (v *visit) pieces(words string) []care.Piece {
	if words == "" {
		return nil
	}
	return v.e.redactor.Pieces(v.language(), words)
}

// The numbers of words to tap: so many to a page, and as many to a row as a small
// phone shows side by side with a tick before each.
const (
	pageWords = 25
	rowWords  = 5
)

// hideNode is the step in which words are hidden one by one.
func hideNode(review Step) node {
	return node{
		show:   showHide,
		press:  func(v *visit, token string) bool { return v.pressHide(token, review) },
		text:   func(v *visit, _ string) { v.repeat(care.Say("hide.tap")) },
		back:   review,
		next:   []Step{review},
		drafts: true,
	}
}

func showHide(v *visit) Screen {
	d := v.s.Draft
	text, numbers, more := v.page(*d)
	s := Screen{Lines: []care.Line{care.Say("hide.what"), care.Say("hide.words", care.With("Words", care.Words(text)))}}
	for row := range slices.Chunk(numbers, rowWords) {
		s.Rows = append(s.Rows, row)
	}
	var turn []Button
	if d.Page > 0 {
		turn = append(turn, v.button("button.page_before", "before"))
	}
	if more {
		turn = append(turn, v.button("button.page_after", "after"))
	}
	if len(turn) > 0 {
		s.Rows = append(s.Rows, turn)
	}
	if len(d.Chosen) > 0 {
		s.Rows = append(s.Rows, []Button{v.button("button.hide_these", "hide")})
	}
	s.Rows = append(s.Rows, v.foot())
	return s
}

// page is the part of a draft's words that can be chosen from now: its text, with a
// number before each word, and a button for each number. more reports whether words
// come after it.
func (v *visit) page(d Draft) (text string, numbers []Button, more bool) {
	var b strings.Builder
	n := 0 // of the last word
	for _, p := range v.pieces(d.Report.Words) {
		if p.Word {
			n++
		}
		if max(n-1, 0)/pageWords != d.Page {
			continue
		}
		if p.Word {
			b.WriteString(raised(n))
			numbers = append(numbers, v.number(n, slices.Contains(d.Chosen, n-1)))
		}
		b.WriteString(p.Text)
	}
	return strings.TrimSpace(b.String()), numbers, n > (d.Page+1)*pageWords
}

// number is the button of the word with a number, from 1.
func (v *visit) number(n int, chosen bool) Button {
	return Button{
		Label:  care.Say("button.number", care.With("Number", care.Number(n))),
		Ticked: chosen,
		Data:   Data{Turn: v.s.Turn, Token: strconv.Itoa(n)},
	}
}

// raised writes a number small and high, so that it is not taken for part of the
// word behind it.
func raised(n int) string {
	small := [...]rune{'⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'}
	return strings.Map(func(digit rune) rune { return small[digit-'0'] }, strconv.Itoa(n))
}

func (v *visit) pressHide(token string, review Step) bool {
	d := v.draft()
	_, numbers, more := v.page(*d)
	switch {
	case slices.ContainsFunc(numbers, func(b Button) bool { return b.Data.Token == token }):
		n, _ := strconv.Atoi(token)
		d.Chosen = toggled(d.Chosen, n-1)
	case token == "before" && d.Page > 0:
		d.Page--
	case token == "after" && more:
		d.Page++
	case token == "hide" && len(d.Chosen) > 0:
		shown := v.e.redactor.Without(v.language(), d.Report.Words, d.Chosen)
		if length(shown) > MaxWords { // a label may be longer than its word
			v.repeat(care.Say("words.long", care.With("Max", care.Number(MaxWords))))
			return true
		}
		d.setWords(shown)
		v.goTo(review)
		return true
	default:
		return false
	}
	v.show()
	return true
}
