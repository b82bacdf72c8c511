package redact

import (
	"fmt"
	"strings"
)

// tongue is what is known of one language.
type tongue struct {
	language string
	common   set // what people write every day, and the clinic's trade
	words    set // the rest of the built-in dictionary; empty where there is none
	system   set // a dictionary of the system; it has every form, so no others are made of it
	proper   set // what that dictionary writes with a capital
	stops    set // words that no list of names overrules
	ends     []string
	cues     cues
	rare     []rareRule
}

func newTongue(language string, dictionaries []Dictionary) (*tongue, error) {
	t := &tongue{language: language}
	own, err := files.ReadFile("data/" + language + "/words.txt")
	if err != nil {
		return nil, err
	}
	common := string(own)
	if language == "en" {
		more, err := packed("en/common")
		if err != nil {
			return nil, err
		}
		rest, err := packed("en/words")
		if err != nil {
			return nil, err
		}
		common += "\n" + more
		t.words = newSet(rest)
	}
	t.common = newSet(common)
	if err := t.readCues(); err != nil {
		return nil, err
	}
	if t.rare, err = readRare(language); err != nil {
		return nil, err
	}
	for _, d := range dictionaries {
		if d.Language == language {
			if t.system, t.proper, err = d.read(); err != nil {
				return nil, fmt.Errorf("dictionary: %w", err)
			}
		}
	}
	return t, nil
}

// knows says whether a word is one of the language: as it stands, in another form,
// or as a compound of known words.
func (t *tongue) knows(w string) bool {
	if len(w) > longestWord {
		return false
	}
	return t.has(w) || t.system.has(w) || t.inflected(w) || t.compound(w) || compounded(w)
}

// has says whether a word stands in a built-in list.
func (t *tongue) has(w string) bool { return t.common.has(w) || t.words.has(w) }

// longestWord is how many bytes a word may have to be looked for in pieces or with a
// slip: the time for that grows faster than the word.
const longestWord = 60

// shortestStem keeps endings from making words of nearly any name.
const shortestStem = 3

func (t *tongue) inflected(w string) bool {
	for _, end := range t.ends {
		stem, ok := strings.CutSuffix(w, end)
		if !ok || len([]rune(stem)) < shortestStem {
			continue
		}
		if t.has(stem) || t.has(stem+"e") || t.language == "sv" && t.has(stem+"a") {
			return true
		}
		last := stem[len(stem)-1:]
		if t.has(stem+last+"e") || t.has(stem+last+"a") || len(stem) > 4 && strings.HasSuffix(stem, last+last) && t.has(stem[:len(stem)-1]) {
			return true
		}
	}
	return false
}

// compound says whether a word is made of two known ones. Norwegian and Swedish
// glue words at will; English hardly does.
func (t *tongue) compound(w string) bool {
	if t.language == "en" || t.namelike(w) {
		return false
	}
	for i := range w {
		if i < 3 || len(w)-i < 4 {
			continue
		}
		if t.whole(w[i:]) && (t.has(w[:i]) || i > 3 && (w[i-1] == 's' || w[i-1] == 'e') && t.has(w[:i-1])) {
			return true
		}
	}
	return false
}

func (t *tongue) whole(w string) bool { return t.has(w) || len(w) > 5 && t.inflected(w) }

// namelike says whether a compound ends as surnames and places do, which are made
// of ordinary words too: Strandberg, Lindqvist.
func (t *tongue) namelike(w string) bool {
	for _, end := range nameEnds() {
		if strings.HasSuffix(w, end) && len(w) > len(end)+2 {
			return true
		}
	}
	return false
}

func nameEnds() []string {
	return []string{
		"berg", "land", "strand", "stad", "heim", "dal", "dahl", "vik", "gren", "ström", "strøm", "lund", "kvist", "qvist", "quist",
		"sen", "son", "rud", "eng", "ness", "haug", "haugen", "moen", "bakken", "løkken", "vang", "sæter", "seter", "set", "stuen",
		"blad", "blom", "borg", "feldt", "felt", "holm", "mark", "stedt", "stam", "sund", "vold", "voll", "ås", "åsen", "øy", "fjord",
	}
}
