package locales_test

import (
	"testing"

	"heard/locales"
)

func TestMatch(t *testing.T) {
	for code, want := range map[string]string{
		"en": "en", "en-GB": "en", "EN": "en", "en-US": "en",
		"sv": "sv", "sv-SE": "sv", "SV": "sv", "sv-FI": "sv",
		"nb": "nb", "nb-NO": "nb", "no": "nb", "nn": "nb", "nn-NO": "nb", "No-no": "nb",
		// Near is not the same: these people are asked.
		"": "", "da": "", "fi": "", "de": "", "uk": "", "fa": "", "ar": "", "se": "", "smj": "",
		"english": "", "e": "", "-": "", "-en": "", "enm": "", "nob": "", "swe": "", "s": "", "*": "", "en,nb;q=0.5": "", "en\x00": "",
	} {
		got, ok := locales.Match(code)
		if got != want || ok != (want != "") {
			t.Errorf("Match(%q) = %q, %v, want %q", code, got, ok, want)
		}
	}
}

func TestLanguagesMatchThemselves(t *testing.T) {
	for _, lang := range locales.Languages() {
		if got, ok := locales.Match(lang); got != lang || !ok || !locales.Supported(lang) {
			t.Errorf("%s is matched with %q, %v", lang, got, ok)
		}
	}
	for _, tag := range []string{"", "EN", "en-GB", "no", "und"} {
		if locales.Supported(tag) {
			t.Errorf("%q is supported", tag)
		}
	}
}
