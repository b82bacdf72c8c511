package redact_test

import "testing"

func TestReferences(t *testing.T) {
	tests := []struct{ language, text, want string }{
		{"en", "case no HR 2231/B and thats it", "case no [id number] and thats it"},
		{"en", "my ref is xk 40 92 they said", "my ref is [id number] they said"},
		{"en", "quote LX-99-TT4 when you ring", "quote [id number] when you ring"},
		{"en", "ticket 7QK4ZP was lost", "ticket [id number] was lost"},
		{"en", "policy number PX 77 1904 L covers it", "policy number [id number] [number] [id number] covers it"},
		{"en", "the pin for my lockbox is 0419", "the pin for my lockbox is [id number]"},
		{"en", "its room 14b, buzz 306", "its room [id number], buzz [id number]"},
		{"en", "flat 7 at the top", "flat [id number] at the top"},
		{"en", "flat 480 a month is too much", "flat 480 a month is too much"},
		{"en", "number 192 bus, room 2 is locked", "number 192 bus, room 2 is locked"},
		{"en", "i had COVID-19 and case 3 of mine", "i had COVID-19 and case 3 of mine"},
		{"nb", "saksnr 7 hos nav", "saksnr [id number] hos nav"},
		{"nb", "medlemsnr 448 102 B i laget", "medlemsnr [number] [id number] i laget"},
		{"nb", "ligger på rom 212 nå", "ligger på rom [id number] nå"},
		{"nb", "koden til døra er 1881", "koden til døra er [id number]"},
		{"nb", "leilighet 9800 i måneden", "leilighet 9800 i måneden"},
		{"sv", "bokningskod KX9 P2L på tåget", "bokningskod [id number] på tåget"},
		{"sv", "dnr 2024/SOC/0417 står det", "dnr [id number] står det"},
		{"sv", "rum 412 på avdelningen", "rum [id number] på avdelningen"},
	}
	r := redactor(t)
	for _, tt := range tests {
		if got := r.Hide(tt.language, tt.text).Shown; got != tt.want {
			t.Errorf("%s: %q, want %q", tt.language, got, tt.want)
		}
	}
}

func TestHouses(t *testing.T) {
	tests := []struct{ language, text, want string }{
		{"en", "im stopping at number 6 fern close now", "im stopping at [street] now"},
		{"nb", "det er kirkegt. 9 nå", "det er [street] nå"},
		{"nb", "bor i nordahl rolfsens vei 6b nå", "bor i [street] nå"},
		{"nb", "bor i storgata5 nå", "bor i [street] nå"},
		{"nb", "storgata 5, 0557 oslo", "[street], [postcode] [place]"},
		{"nb", "det er lang vei 3 ganger om dagen", "det er lang vei 3 ganger om dagen"},
		{"sv", "mejerivägen nr 3 tack", "[street] tack"},
		{"sv", "övre husargatan 4 lgh 1103", "[street]"},
		{"sv", "bor på kungsv 88a nu", "bor på [street] nu"},
	}
	r := redactor(t)
	for _, tt := range tests {
		if got := r.Hide(tt.language, tt.text).Shown; got != tt.want {
			t.Errorf("%s: %q, want %q", tt.language, got, tt.want)
		}
	}
}

// TestBareNames: what has an article as a word is a name without one.
func TestBareNames(t *testing.T) {
	tests := []struct{ language, text, want string }{
		{"en", "was with pat when it happened", "was with [name] when it happened"},
		{"en", "the pat on the back was nice", "the pat on the back was nice"},
		{"en", "is max in today", "is [name] in today"},
		{"en", "do i get the max on friday", "do i get the max on friday"},
		{"en", "dawn and her bloke were there", "[name] and her bloke were there"},
		{"en", "open from dawn to dusk", "open from dawn to dusk"},
		{"en", "mel, can you sort my script", "[name], can you sort my script"},
		{"en", "my keyworker is stan but he is off", "my keyworker is [name] but he is off"},
		{"en", "big tone had his bag robbed", "[name] had his bag robbed"},
		{"nb", "sa det til tone i går", "sa det til [name] i går"},
		{"nb", "hørte en tone i går", "hørte en tone i går"},
		{"nb", "kjæresten hans var der", "kjæresten hans var der"},
		{"nb", "takk til per arne", "takk til [name]"},
		{"sv", "mamman till rita ringde", "mamman till [name] ringde"},
		{"sv", "att rita lite, fyra gånger om dan", "att rita lite, fyra gånger om dan"},
	}
	r := redactor(t)
	for _, tt := range tests {
		if got := r.Hide(tt.language, tt.text).Shown; got != tt.want {
			t.Errorf("%s: %q, want %q", tt.language, got, tt.want)
		}
	}
}

func TestDurationsAreNoAges(t *testing.T) {
	tests := []struct{ language, text, want string }{
		{"nb", "lukket 3 ganger på 2 år og åpnet igjen", "lukket 3 ganger på 2 år og åpnet igjen"},
		{"nb", "datteren min på 6 år og jeg", "datteren min på [age] og jeg"},
		{"sv", "har två barn, tyra 4 och milo 9", "har två barn, [name] [age] och [name] [age]"},
		{"en", "took kevin 2 days", "took [name] 2 days"},
	}
	r := redactor(t)
	for _, tt := range tests {
		if got := r.Hide(tt.language, tt.text).Shown; got != tt.want {
			t.Errorf("%s: %q, want %q", tt.language, got, tt.want)
		}
	}
}
