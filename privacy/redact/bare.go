package redact

// Things that can be counted have an article before them, and adjectives a thing
// after them. So "with pat when", "is max in", "dawn and her bloke" are persons,
// though pat, max and dawn are words.

// bare says whether a name that is such a word stands without what a word needs.
func (f *finder) bare(i int) bool {
	w := f.words[i].text
	if !f.t.cues.bare.has(stem(w)) || f.timed(i) {
		return false
	}
	return f.comma(i) && f.comma(i+1) || f.object(i) || f.inquired(i) || f.paired(i) || f.spokenTo(i) || f.whoIs(i)
}

// object says whether something is done to or with a word, and the thought ends or
// goes on after it: "was with pat when".
func (f *finder) object(i int) bool {
	p := f.prev(i)
	if p == "" && i > 0 && f.words[i].glued && person(f.words[i-1].mark) {
		return false
	}
	if !f.t.cues.takes.has(p) {
		return false
	}
	return f.ends(i) && (!and(p) || f.alongside(i-2))
}

// alongside says whether a word is a person that another may stand beside: "me and
// pat".
func (f *finder) alongside(i int) bool {
	return i >= 0 && (person(f.words[i].mark) || oneOf(f.words[i].text, " me jeg meg jag mig mej eg æ "))
}

// timed says whether a word is a month or a time of day by what stands before it.
func (f *finder) timed(i int) bool {
	w := f.words[i].text
	return (namedMonth(w) || oneOf(w, " jan dawn summer autumn dag dan vår ")) && oneOf(f.prev(i), " by from in since about near before than til till fra från om av for för med ")
}

// inquired says whether a question asks after a person: "is max in today".
func (f *finder) inquired(i int) bool {
	p := f.prev(i)
	return i > 0 && f.begins(i-1) && f.t.cues.acts.has(p) && oneOf(f.next(i), " in on back off working there here around about på i her här inne der där tilbake tillbaka hos idag ")
}

// paired is "dawn and her bloke".
func (f *finder) paired(i int) bool {
	return f.begins(i) && and(f.next(i)) && i+2 < len(f.words) && f.words[i+2].glued &&
		(oneOf(f.words[i+2].text, " his her hers their i me jeg jag eg hans hennes dama typen kjæresten sin ") || person(f.words[i+2].mark))
}

// spokenTo is "max, can you".
func (f *finder) spokenTo(i int) bool {
	return (i == 0 || f.words[i].first) && f.comma(i+1) && oneOf(f.words[i+1].text, " can could will would please pls plz you u kan du vær snälla snille ")
}

// whoIs is "my keyworker is max".
func (f *finder) whoIs(i int) bool {
	p, before := f.prevs(i)
	if !copula(p) || !f.ended(i) && !oneOf(f.next(i), " but and n men og och o who som now nå nu again igjen igen ") {
		return false
	}
	at := i - 2
	if oneOf(before, " min mi mitt ") {
		at--
	}
	return at >= 0 && f.t.cues.named.has(f.words[at].text) && f.words[i-1].glued
}
