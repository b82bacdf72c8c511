package redact_test

import "testing"

// TestNamesThatAreWords: in lower case the grammar tells them from the word.
func TestNamesThatAreWords(t *testing.T) {
	tests := []struct{ language, text, want string }{
		{"en", "its mark here. the mark on my leg is big", "its [name] here. the mark on my leg is big"},
		{"en", "will said he will come", "[name] said he will come"},
		{"en", "faith from the church group brought soup", "[name] from the church group brought soup"},
		{"en", "marks girlfriend was there", "[name] girlfriend was there"},
		{"en", "i told joy i was sick", "i told [name] i was sick"},
		{"en", "my mate spud and my sister hope", "my mate [name] and my sister [name]"},
		{"en", "spud, jonno and me", "[name], [name] and me"},
		{"en", "a lad called spider", "a lad called [name]"},
		{"en", "me and big dave", "me and [name]"},
		{"en", "i hope you are well, may i ask", "i hope you are well, may i ask"},
		{"nb", "liv sa at livet er bra", "[name] sa at livet er bra"},
		{"nb", "sol og odd får hente", "[name] og [name] får hente"},
		{"nb", "han stein selger", "han [name] selger"},
		{"nb", "kompisen min stein er syk", "kompisen min [name] er syk"},
		{"nb", "snakka med siv om det", "snakka med [name] om det"},
		{"nb", "det er sol i dag og jeg skal bo her", "det er sol i dag og jeg skal bo her"},
		{"sv", "my och bo får hämta, jag ska bo här", "[name] och [name] får hämta, jag ska bo här"},
		{"sv", "stig på härbärget kräver pengar", "[name] på härbärget kräver pengar"},
		{"sv", "hon my sa det", "hon [name] sa det"},
	}
	r := redactor(t)
	for _, tt := range tests {
		if got := r.Hide(tt.language, tt.text).Shown; got != tt.want {
			t.Errorf("%s: %q, want %q", tt.language, got, tt.want)
		}
	}
}

func TestPlacesOfSeveralWords(t *testing.T) {
	tests := []struct{ language, text, want string }{
		{"en", "he sits outside tesco roundhay today", "he sits outside [place] today"},
		{"en", "meet me by the Corn Exchange today", "meet me by [place] today"},
		{"en", "i live in hull, the hull was wet", "i live in [place], the hull was wet"},
		{"en", "they said the Health Centre knows", "they said the Health Centre knows"},
		{"en", "in the Waiting Room again", "in the Waiting Room again"},
		{"nb", "kan jeg hente på Apotek 1 Grorud nå", "kan jeg hente på [place] nå"},
		{"nb", "jeg bor i moss nå", "jeg bor i [place] nå"},
		{"nb", "jeg sov i byparken, ikke på parkeringsplassen", "jeg sov i [place], ikke på parkeringsplassen"},
		{"sv", "hämtar på Kronans Apotek Mariehem nu", "hämtar på [place] nu"},
		{"sv", "apoteket är stängt", "apoteket är stängt"},
	}
	r := redactor(t)
	for _, tt := range tests {
		if got := r.Hide(tt.language, tt.text).Shown; got != tt.want {
			t.Errorf("%s: %q, want %q", tt.language, got, tt.want)
		}
	}
}

func TestRosterWithSlips(t *testing.T) {
	r := redactor(t)
	for _, text := range []string{
		"siobhn", "siobhhan", "haugns", "anneberg", "thomaswright", "kristian haguen", "milfield pharmacy", "mill field pharmacy",
		"storgata aptek", "solsden behandlingssenter", "bjorn akesson", "eriksson lrs", "dr raman", "prya",
	} {
		if words := wordsOf(r.Pieces("nb", r.Hide("nb", text).Shown)); len(words) > 0 {
			t.Errorf("%q shows %q", text, words)
		}
	}
}
