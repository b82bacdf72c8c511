package listen_test

import (
	"slices"
	"testing"

	"heard/care"
)

func TestReadSeesThroughSpelling(t *testing.T) {
	tests := map[string]struct {
		language, text string
		topic          care.Term
		card           care.Card
	}{
		"a doubled letter":           {"sv", "behöver en bostadd", "need.housing", ""},
		"no rings and dots":          {"sv", "blir vrakt fran lagenheten", "need.housing", ""},
		"the neighbour's letters":    {"nb", "jeg vil dö", "", care.Suicide},
		"letters spelled out":        {"nb", "jeg vil doe", "", care.Suicide},
		"letters in a compound":      {"nb", "trenger tannlaege", "need.dentist", ""},
		"a held key":                 {"en", "i can't breeeeeathe", "", care.BreathingPain},
		"figures without a space":    {"en", "missed 4days of methadone", "dose.missed", care.MissedDays},
		"swapped letters":            {"en", "my landlrod wants me out", "need.housing", ""},
		"two words in one":           {"nb", "trenger tannlegetime", "need.dentist", ""},
		"another language than set":  {"en", "jag blir vräkt från min lägenhet", "need.housing", ""},
		"a language that is not set": {"xx", "i am getting evicted", "need.housing", ""},
		"a greeting":                 {"en", "hello, how are you?", "", ""},
		"nothing":                    {"en", " \n", "", ""},
		"another script":             {"en", "мне нужна помощь", "", ""},
	}
	l := listener(t)
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := l.Read(tt.language, tt.text)
			if got.Card != tt.card {
				t.Errorf("card %q, want %q", got.Card, tt.card)
			}
			if tt.topic != "" && !slices.Contains(got.Topics, tt.topic) {
				t.Errorf("topics %v, want %s among them", got.Topics, tt.topic)
			}
			if tt.topic == "" && tt.card == "" && len(got.Topics) > 0 {
				t.Errorf("topics %v, want none", got.Topics)
			}
		})
	}
}
