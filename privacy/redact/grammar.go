package redact

import "strings"

// Many names are everyday words: Liv, Stein, Mark, Hope. In lower case neither a
// dictionary nor a capital tells them apart. What stands round them does: a common
// thing has an article and does not say or do anything at the start of a thought.

// namesakes claims such names where the grammar leaves nothing else, and what
// stands in a row with names.
func (f *finder) namesakes() {
	for i := range f.words {
		if w := f.words[i]; w.mark == "" && !w.digits && (f.called(i) || f.owner(i) || f.listedWith(i) || f.hyphened(i) || f.meant(i) || f.bare(i) || f.dubbed(i)) {
			f.take(i, Name)
		}
	}
}

// prev and next are the words beside one, if only space divides them.
func (f *finder) prev(i int) string {
	if i > 0 && f.words[i].glued && f.words[i-1].mark == "" {
		return f.words[i-1].text
	}
	return ""
}

func (f *finder) next(i int) string {
	if i+1 < len(f.words) && f.words[i+1].glued {
		return f.words[i+1].text
	}
	return ""
}

// prevs are the two words before one, the nearer first.
func (f *finder) prevs(i int) (string, string) {
	p := f.prev(i)
	if p == "" {
		return "", ""
	}
	return p, f.prev(i - 1)
}

// meant says whether a word that is a name too is meant as one.
func (f *finder) meant(i int) bool {
	w := f.words[i].text
	switch {
	case !f.t.cues.namesakes.has(w), f.possessive(i):
		return false
	case f.presented(i), f.addressed(i):
		return true
	case f.modal(w):
		return f.begins(i) && f.t.cues.speech.has(f.next(i))
	}
	return f.begins(i) && (f.t.cues.acts.has(f.next(i)) || f.seated(i)) || f.pronoun(i) || f.role(i) || f.joined(i)
}

// possessive says whether a word says whose somebody is: "kjæresten hans", "hans tjej".
func (f *finder) possessive(i int) bool {
	if w := f.words[i].text; w != "hans" && w != "vår" {
		return false
	}
	return f.t.cues.named.has(f.prev(i)) || f.t.cues.named.has(f.next(i)) || f.t.cues.owned.has(f.next(i))
}

// slot says whether a word that nobody knows stands where people do: there it is
// rather their name than a slip.
func (f *finder) slot(i int) bool {
	return f.t.cues.epithet.has(f.prev(i)) || f.presented(i) || f.addressed(i) || f.pronoun(i) || f.role(i) || f.joined(i) || f.begins(i) && f.t.cues.speech.has(f.next(i))
}

// modal says whether a word is one of grammar so often that only a verb of speech
// makes a name of it.
func (f *finder) modal(w string) bool {
	switch w {
	case "will", "may", "don", "art":
		return f.t.language == "en"
	case "per":
		return true
	}
	return namedMonth(w)
}

// namedMonth says whether a word is a month that people are called by.
func namedMonth(w string) bool {
	switch w {
	case "april", "may", "mai", "maj", "june", "juni", "juli", "july", "august":
		return true
	}
	return false
}

// dated says whether a month is meant by what stands before it: "in June".
func (f *finder) dated(i int) bool {
	return namedMonth(f.words[i].text) && (f.toward(i) || oneOf(f.prev(i), " this last next until till since of early late mid before after by during end og och and or eller siden sedan før före til denne forrige förra neste nästa "))
}

// begins says whether a thought begins with a word.
func (f *finder) begins(i int) bool {
	return !f.words[i].glued || f.words[i].first || f.t.cues.open.has(f.prev(i))
}

// ended says whether nothing but a stop follows a word.
func (f *finder) ended(i int) bool { return i+1 == len(f.words) || !f.words[i+1].glued }

// called says whether what somebody is called follows: any but a common word is.
func (f *finder) called(i int) bool {
	w := f.words[i].text
	p, before := f.prevs(i)
	if named := f.t.cues.calls.has(p) || copula(p) && naming(before); !named {
		return false
	}
	return f.t.cues.namesakes.has(w) || len([]rune(w)) > 2 && !f.ordinary(w) && !f.t.stops.has(w)
}

func copula(w string) bool {
	switch w {
	case "is", "er", "är", "e":
		return true
	}
	return false
}

func naming(w string) bool {
	switch w {
	case "name", "navn", "navnet", "namn", "namnet":
		return true
	}
	return false
}

// presented says whether somebody says who they are: "its mark here".
func (f *finder) presented(i int) bool {
	p, before := f.prevs(i)
	switch {
	case !f.ended(i) && !f.t.cues.here.has(f.next(i)):
		return false
	case p == "its" || p == "it's" || p == "im" || p == "i'm":
		return f.begins(i - 1)
	}
	return copula(p) && f.t.cues.intro.has(before) && f.begins(i-2)
}

// addressed says whether a person is spoken to or of: "snakke med stein".
func (f *finder) addressed(i int) bool {
	p, before := f.prevs(i)
	c := f.t.cues
	switch {
	case p == "" || f.modal(f.words[i].text) && pronominal(f.next(i)):
		return false
	case greeting(p):
		return f.ended(i)
	}
	return c.person.has(p) || p == "hos" || c.with.has(p) && c.talk.has(before) || f.ended(i) && given(p, before)
}

// given says whether what stands before the end of a thought is done to or with a
// person: "si det til tone".
func given(p, before string) bool {
	switch p {
	case "til", "till", "med", "fra", "från", "åt", "with", "from":
		return true
	case "to":
		return before == "it" || before == "that" || before == "this" || before == "them"
	}
	return false
}

func greeting(w string) bool {
	switch w {
	case "hi", "hello", "hey", "dear", "thanks", "cheers", "regards", "hei", "hallo", "takk", "kjære", "hilsen", "mvh", "vh", "klem", "hej", "tack", "kära", "hälsningar", "kram":
		return true
	}
	return false
}

// pronominal says whether a word would be the subject of a question: "asked will you".
func pronominal(w string) bool {
	switch w {
	case "you", "u", "i", "he", "she", "they", "we", "it":
		return true
	}
	return false
}

// pronoun says whether a pronoun stands before a name, as people say in the north:
// "han stein selger", "our mark is".
func (f *finder) pronoun(i int) bool {
	switch f.prev(i) {
	case "han", "hun", "hu", "ho", "hon", "our":
		n := f.next(i)
		return f.t.cues.acts.has(n) || f.t.cues.toward.has(n) || n == "og" || n == "och" || n == "som" || n == "sin"
	}
	return false
}

// role says whether a word for a person stands before: "my mate mark", "kompisen
// min stein".
func (f *finder) role(i int) bool {
	p, before := f.prevs(i)
	switch p {
	case "min", "mi", "mitt", "din", "di", "sin", "si":
		return f.t.cues.named.has(before)
	}
	return f.t.cues.named.has(p)
}

// joined says whether a word stands beside a name: "kari og stein", or beside
// another that may be one, and both do something.
func (f *finder) joined(i int) bool {
	if p := f.prev(i); and(p) && i > 1 && person(f.words[i-2].mark) && f.words[i-1].glued {
		return true
	}
	if !and(f.next(i)) || i+2 >= len(f.words) || !f.words[i+2].glued {
		return false
	}
	other := f.words[i+2]
	return person(other.mark) || f.begins(i) && f.t.cues.namesakes.has(other.text) && f.t.cues.acts.has(f.next(i+2))
}

func and(w string) bool {
	switch w {
	case "and", "n", "or", "og", "och", "å", "o", "eller":
		return true
	}
	return false
}

func person(k Kind) bool { return k == Name || k == Staff }

// seated says whether where a person is from follows, and then what they do: "stig
// på hybelhuset krever".
func (f *finder) seated(i int) bool {
	if i+3 >= len(f.words) || !f.words[i+2].glued || !f.t.cues.toward.has(f.next(i)) && f.next(i) != "on" {
		return false
	}
	for at := i + 3; at < min(len(f.words), i+longestSeat) && f.words[at].glued; at++ {
		switch verb := f.words[at].text; {
		case verb == "som" || verb == "who" || verb == "that":
			return false
		case f.t.cues.acts.has(verb) || at == i+3 && f.verbal(verb):
			return true
		}
	}
	return false
}

// verbal says whether a word has the ending of a verb.
func (f *finder) verbal(w string) bool {
	if f.t.language == "en" {
		return strings.HasSuffix(w, "ed")
	}
	return len(w) > 4 && (strings.HasSuffix(w, "er") || strings.HasSuffix(w, "ar"))
}

// longestSeat is how many words later the verb may come, at most.
const longestSeat = 6

// hyphened says whether a word is the rest of what somebody is called: "lille-per".
func (f *finder) hyphened(i int) bool {
	w := f.words[i]
	return w.hyphen && f.t.cues.epithet.has(f.words[i-1].text) && (f.lists.given.has(w.text) || f.t.cues.namesakes.has(w.text))
}

// dubbed says whether a word is a name after what people call somebody besides: "big
// tam".
func (f *finder) dubbed(i int) bool {
	w := f.words[i].text
	switch {
	case !f.t.cues.epithet.has(f.prev(i)):
		return false
	case f.t.cues.bare.has(w):
		return f.t.cues.acts.has(f.next(i))
	}
	return !f.ordinary(w) && !f.t.stops.has(w) && (f.lists.given.has(w) || f.family(w))
}

// owner says whether a word is the genitive of a name: "steins girlfriend".
func (f *finder) owner(i int) bool {
	if !strings.HasSuffix(f.words[i].text, "s") || !f.t.cues.owned.has(f.next(i)) {
		return false
	}
	for s := range stems(f.words[i].text) {
		if s != f.words[i].text && len([]rune(s)) > 2 && (f.t.cues.namesakes.has(s) || f.lists.given.has(s) && !f.t.common.has(s)) {
			return true
		}
	}
	return false
}

// listedWith says whether a word stands in a row with names: "spud, [name] and
// [name]". Common words do too, as in "mum, [name] and I".
func (f *finder) listedWith(i int) bool {
	w := f.words[i]
	after, before := f.comma(i+1), f.comma(i)
	switch {
	case !after && !before, len([]rune(w.text)) < 3, f.ordinary(w.text) && !f.t.cues.namesakes.has(w.text), f.modal(w.text):
		return false
	case after && person(f.words[i+1].mark) && (!w.glued || w.first):
		return f.comma(i+2) || and(f.next(i+1))
	case before && person(f.words[i-1].mark):
		return and(f.next(i)) && i+2 < len(f.words) || after
	}
	return false
}

// comma says whether only a comma stands before a word.
func (f *finder) comma(i int) bool {
	if i < 1 || i >= len(f.words) || f.words[i].glued {
		return false
	}
	gap := f.c.runes[f.words[i-1].end:f.words[i].start]
	return gap[0] == ',' && blank(gap[1:])
}
