package locales_test

import (
	"fmt"

	"heard/care"
	"heard/locales"
)

func Example() {
	p, err := locales.New()
	if err != nil {
		fmt.Println(err)
		return
	}
	p.OnMissing = func(lang string, key care.Key) { fmt.Println("missing:", lang, key) }
	line := care.Say("summary.lane.help", care.With("Topic", care.Label("term.need.housing")))
	fmt.Println(p.Print("en", line))
	fmt.Println(p.Plain("nb", line))
	// Output:
	// <b>Help wanted: Housing</b>
	// Ønsker hjelp: Bolig
}
