package listen_test

import (
	"strings"
	"testing"
)

func BenchmarkRead(b *testing.B) {
	tests := map[string]struct{ language, text string }{
		"sentence":         {"en", "I am getting kicked out at the end of the month and I have nowhere to go with my two kids"},
		"misspelt":         {"nb", "har ikkje fåt dosn min på fire dagr å æ e så dårli at æ ikkje kjem mæ på jobbn"},
		"another language": {"en", "jag har inte fått min dos på fyra dagar och mår väldigt dåligt hela natten"},
		"10,000 letters":   {"sv", strings.Repeat("jag vet inte wqxzv vad hyran blir ", 300)},
	}
	l := listener(b)
	for name, tt := range tests {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				l.Read(tt.language, tt.text)
			}
		})
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		listener(b)
	}
}
