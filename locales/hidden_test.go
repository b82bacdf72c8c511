package locales_test

import (
	"slices"
	"strings"

	"heard/locales"
	"heard/privacy/redact"
)

// hiddenLabels wants a label for every kind of hidden passage, and none to spare.
// A label is read in the middle of a sentence, so it is short and begins small; and
// no two are the same, since what was hidden once is known again by its label.
func hiddenLabels() gate {
	const group, mostWords = "hidden.", 2
	var want []string
	for _, kind := range redact.Kinds() {
		want = append(want, group+string(kind))
	}
	return gate{
		check: func(b book, _ rules) (p problems) {
			for _, lang := range locales.Languages() {
				keys := slices.DeleteFunc(keysOf(b[lang]), func(key string) bool { return !strings.HasPrefix(key, group) })
				compareKeys(&p, lang, want, keys)
				seen := map[string]string{}
				for _, key := range keys {
					label := b[lang][key]["other"]
					if len(strings.Fields(label)) > mostWords || label != strings.ToLower(label) || strings.ContainsAny(label, "[]0123456789") {
						p.add("%s: %s is %q: want one or two words in lower case", lang, key, label)
					}
					if before, ok := seen[label]; ok {
						p.add("%s: %s and %s are both %q", lang, before, key, label)
					}
					seen[label] = key
				}
			}
			return p
		},
		bad: []spoiled{
			{"sv", "hidden.place", "", removed, "sv: hidden.place is missing"},
			{"nb", "hidden.castle", "", "slott", "nb: hidden.castle is spare"},
			{"sv", "hidden.word", "", "namn", `hidden.name and hidden.word are both "namn"`},
			{"en", "hidden.staff", "", "Staff member", "want one or two words in lower case"},
			{"en", "hidden.phone", "", "number of a phone", "want one or two words in lower case"},
			{"nb", "hidden.number", "", "8 tall", "want one or two words in lower case"},
		},
	}
}

// namedButtons: a text that tells somebody to press a button calls it what it is
// called.
func namedButtons() gate {
	named := map[string][]string{
		"pick.several": {"button.next"}, "hide.what": {"button.hide_these"},
		"pool.choices": {"button.pool_wait", "button.pool_count", "button.pool_send"},
		"words.limits": {"button.crisis"}, "words.signed": {"button.crisis"}, "odd.location": {"button.crisis"},
	}
	return gate{
		check: func(b book, _ rules) (p problems) {
			for _, lang := range locales.Languages() {
				for key, buttons := range named {
					for _, button := range buttons {
						if label := b[lang][button]["other"]; !strings.Contains(b[lang][key]["other"], label) {
							p.add("%s: %s does not name %s, which is %q", lang, key, button, label)
						}
					}
				}
			}
			return p
		},
		bad: []spoiled{
			{"sv", "button.pool_wait", "", "Inte nu", "sv: pool.choices does not name button.pool_wait"},
			{"nb", "hide.what", "", "Trykk på tallene.", "nb: hide.what does not name button.hide_these"},
		},
	}
}
