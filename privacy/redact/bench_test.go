package redact_test

import (
	"strconv"
	"strings"
	"testing"

	"heard/privacy/redact"
)

func BenchmarkHide(b *testing.B) {
	r := redactor(b)
	for _, language := range languages() {
		all := messages(b, "dev", language)
		b.Run(language, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				r.Hide(language, all[i%len(all)].text)
			}
		})
		b.Run(language+" 1500 letters", func(b *testing.B) {
			long := together(all, 1500)
			for b.Loop() {
				r.Hide(language, long)
			}
		})
	}
	long := strings.Repeat("jeg snakket med Ragnvald om 80 mg i går og ringte 412 34 567. ", 24)
	for _, n := range []int{300, 600, 1500} {
		b.Run(strconv.Itoa(n)+" letters", func(b *testing.B) {
			for b.Loop() {
				r.Hide("nb", long[:n])
			}
		})
	}
}

// together is the first messages of a set as one text of so many bytes: what is
// dense with names and numbers takes longest.
func together(all []message, size int) string {
	var text strings.Builder
	for i := 0; text.Len() < size; i++ {
		text.WriteString(all[i%len(all)].text + ". ")
	}
	return strings.ToValidUTF8(text.String()[:size], "")
}

func BenchmarkNew(b *testing.B) {
	lines := roster(b)
	for b.Loop() {
		if _, err := redact.New(redact.Options{Roster: lines}); err != nil {
			b.Fatal(err)
		}
	}
}
