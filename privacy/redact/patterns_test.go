package redact_test

import (
	"strings"
	"testing"

	"heard/privacy/redact"
)

// identifiers are passages that must go, by kind and language.
func identifiers() map[redact.Kind]map[string][]string {
	return map[redact.Kind]map[string][]string{
		redact.Email: {
			"en": {"a.b@c.co.uk", "jo@nhs.net", "shaz.b at gmail dot com", "shaz(at)gmail.com", "JO_B@YAHOO.COM", "mike @ outlook . com", "shug dot mackie at hotmail dot co dot uk", "shug(a)gmail.com", "s.mackie [at] proton [dot] me"},
			"nb": {"kari.n@online.no", "kari krøllalfa gmail punktum com", "ola nordmann@live.no"[4:]},
			"sv": {"k.o@telia.com", "lisa snabel-a hotmail punkt com"},
		},
		redact.Link:   {"en": {"https://x.org/a?b=1", "www.mysite.net", "t.me/abcdef", "bit.ly/3xYz", "example.com", "wa.me/447911123456"}},
		redact.Handle: {"en": {"@big_daz", "@abc.def", "daz_1987", "shazza84xx", "insta jax.on.the.sofa9", "discord jax#4417", "snap kev_k99", "user is moss.4471", "marsh.lark.31", "discord, hexx.lad", "its lark_rise.9 on signal", "on snap as pantern77"}},
		redact.Phone: {
			"en": {"07700 900123", "+44 20 7946 0958", "0161-496-0000", "(0131) 496 0123", "07700900123", "0 7 7 0 0 9 0 0 1 2 3", "07700.900.123", "00447911123456", "212-555-0123", "my number is 44712", "the number ends in 482", "o seven seven double o nine one two three four", "０７７００９００１２３", "0🔹7700 900123"[5:], "0141 . 496 . 0077", "o77oo 9oo 654"},
			"nb": {"412 34 567", "41234567", "+47 41 23 45 67", "0047 41234567", "22 33 44 55", "41-23-45-67", "4123 4567", "412.34.567", "nummeret slutter på 482", "førtiåtte null null tjueni tretti en", "ni null syv, fire to, åtte åtte en"},
			"sv": {"070-123 45 67", "0701234567", "+46701234567", "08-123 456 78", "0046 70 123 45 67", "073 123 4567"},
		},
		redact.ID: {
			"en": {"KRT-482", "AB 12 34 56 C", "ab123456c", "536-90-4399", "943 476 5919", "130 692 544", "patient no 4812", "pin is 4821", "9434765919", "A123456789", "SMITH 701019 J99XY", "010180-1234"},
			"nb": {"010190 12345", "01019012345", "410190 12345", "01 01 90 123 45", "120387-12345", "010190-12345", "01.01.90 12345"},
			"sv": {"850709-9805", "19850709-9805", "8507099805", "850769-9805", "198507099805", "850709+9805", "20010203-1234"},
		},
		redact.Account: {
			"en": {"GB82 WEST 1234 5698 7654 32", "gb82west12345698765432", "4111 1111 1111 1111", "20-00-00 55779911"},
			"nb": {"1234 56 78903", "1234.56.78903", "12345678903", "NO93 8601 1117 947"},
			"sv": {"SE45 5000 0000 0583 9825 7466", "5491-0000003", "8327-9,123 456 789-0"[7:], "bg 123-4567"},
		},
		redact.Plate: {
			"en": {"AB12 CDE", "ab12cde", "reg is P123 ABC", "LK17XDV", "lk17 xdv", "reg p777 oly", "P777 OLY", "ABC-123", "plate 482 LKW", "plates on it are 88 GHX 2", "SF 07 KXW", "sf 07 kxw"},
			"nb": {"DN 45821", "dn45821", "EL 12345", "EK12345", "dl 40917", "dp 31 906", "LH-88120"},
			"sv": {"ABC 123", "abc123", "MLB 84A", "mlb 84a"},
		},
		redact.Postcode: {"en": {"SW1A 1AA", "m1 4bt", "LS97TF", "K1A 0B1", "postcode ne8 1aa", "SE15"}, "nb": {"0557 Oslo", "postnr 7030"}, "sv": {"411 17 Göteborg", "postnr 41117"}},
		redact.Street: {
			"en": {"12 Mill Lane", "12a mill lane", "Flat 2, 9 Queen St", "118 Great Western Road", "Acacia Avenue", "221b baker street", "22 high street", "2210 NE Alder Ct Apt 4C", "1147 Rue des Érables", "308 boul. Champlain", "7715 SE 42nd Ave Apt 9", "220 Highway 7 East", "Flat 2/1, 88 Corbie Street", "40 Dyer Street, 2nd floor left", "The Old Forge, 2 Church Lane"},
			"nb": {"Storgata 5", "storgata 5b", "Bogstadveien 12", "Nedre Slottsgate 3", "Karl Johans gate 1", "trondheimsveien 184", "Bogstadveien", "Løkkeveien 3 B", "Solbakkvegen 231, H0304", "gml. strandvei 14 u.etg", "blokk 4 hagaløkka 45", "3. etg, Tistelveien 9", "Bergfletta 11, oppgang B, 2. etasje"},
			"sv": {"Storgatan 5", "ringvägen 12a", "Karl Johansgatan 3", "Västra Hamngatan 5", "Odengatan", "södra vägen 8", "Hasselstigen 14 A, bv", "granitgränd 9, 2 tr ög", "box 5 uppgång 2 lingonstigen 45"},
		},
		redact.Date: {
			"en": {"12/03/1987", "12.3.87", "3rd of May", "May 3rd", "3 May 2023", "on the 12th of march", "2024-05-17", "born 1987", "the 22nd", "see you on 3/5 then", "tues 4th feb", "June 2021", "born 4 5 88", "1 Jan", "December 24th 2023", "17/05/24", "2nd-9th Aug", "4 to 11 August", "Feb 3-7", "1/7-15/7", "the third of May", "the twelfth of june"},
			"nb": {"12.03.1987", "3. mai", "den 12. mars 2024", "født 1987", "17.5.24", "24.desember", "f. 1979", "12/3-87", "den 14.", "i skuret 3/5", "født 4/5 88", "mars 2019", "3.-7. mai", "12. og 13. september"},
			"sv": {"1987-03-12", "3 maj", "den 12 mars 2024", "född 1987", "12/3 1987", "24:e december", "den 23", "skåpet 1/9"},
		},
		redact.Age: {
			"en": {"I'm 43", "im 43 now", "43 years old", "43yo", "a 43 year old", "forty-three years old", "aged 43", "turned 40", "she's 19", "since i was 19", "my lad is 9", "my eldest is 12", "was 16 when i began", "will be 30 in june", "he is 19", "her 40th birthday", "can my sister (34) come", "my partner, 29, waits", "she'll be 9", "my mams 71 now"},
			"nb": {"jeg er 43", "er 43 år", "43 år gammel", "43-åring", "førtitre år gammel", "fylte 50", "æ e 43 år", "43åring", "siden jeg var 17", "sønnen min er 7", "datteren min på 6"},
			"sv": {"jag är 43", "är 43 år", "43 år gammal", "43-åring", "fyrtiotre år gammal", "fyllde 50", "43 år gammalt", "när jag var 15", "min dotter är 6", "äldsta är 11"},
		},
		redact.Number: {"en": {"98765", "ref 9823471", "12 34 5", "1 2 3 4 5", "٤١٢٣٤", "o77oo9oo123", "4️⃣1️⃣2️⃣3️⃣4️⃣5️⃣"}, "nb": {"saksnr 2023/14523"}, "sv": {"ocr 0098712345678"}},
	}
}

func TestIdentifiersGo(t *testing.T) {
	r := redactor(t)
	for kind, byLanguage := range identifiers() {
		for language, all := range byLanguage {
			for _, s := range all {
				text := frame(language, s)
				got := r.Hide(language, text)
				if left := digitsOf(got.Shown); left != "" || len(got.Hidden) == 0 || kind == redact.Street && strings.Contains(got.Shown, s) {
					t.Errorf("%s %q: shows %q", kind, s, got.Shown)
				}
				if !strings.HasPrefix(got.Shown, strings.SplitN(text, "|", 2)[0]) {
					t.Logf("%q also hides: %q", s, got.Shown)
				}
			}
		}
	}
}

func frame(language, s string) string {
	switch language {
	case "nb":
		return "hei dette er | " + s + " | og jeg venter på svar"
	case "sv":
		return "hej det här är | " + s + " | och jag väntar på svar"
	}
	return "hello this is | " + s + " | and i am waiting"
}

func digitsOf(s string) string {
	var digits strings.Builder
	for _, r := range s {
		if r >= '0' && r <= '9' {
			digits.WriteRune(r)
		}
	}
	return digits.String()
}

func TestFiguresStay(t *testing.T) {
	tests := map[string][]string{
		"en": {
			"80 mg", "12ml", "16 mg bupe", "30mls a day", "1.5 mg", "at 08:30", "8.30 to 12", "9am till 5pm", "from 9-12", "£40", "£1,200", "200 quid", "the 42 bus", "number 9 bus", "6 weeks", "3 days", "24/7", "I'm 2 days clean", "im 5 mins late",
			"10-15 ml", "80-90 mg", "twice in 2 weeks", "since 2019", "I am 3 months clean", "5 times", "half past 4", "08:00-12:00 and 14:00-17:00", "covid19", "4 of us", "1/2 a tablet", "8/2 suboxone", "bp was 178/104", "£4.80 each way", "(maybe 4) left", "one, two or three of us", "snap is slow", "the 2nd floor is worse", "pain is 8/10", "the 2nd time", "at 4ish", "step 3", "50/50", "gr8", "2nite", "b12 tablets", "on 30 ml now", "90 to 70 mg", "2 minutes down the road", "the end of the street",
		},
		"nb": {
			"80 mg", "12ml", "kl 08.30", "kl. 14:00", "08.00-12.00", "200 kr", "4 500 kroner", "buss 37", "linje 5", "3 uker", "i 5 år", "for 2 år siden", "5 min for sent", "2 dager", "siden 2019", "10-15 ml", "halv ni", "4 av 5", "43 000 i gjeld", "tar 3 tabletter 2 ganger om dagen", "er 2 dager siden sist", "50%", "fra 9 til 12", "to tre ganger", "bor i gata", "midt i veien", "8 måneder",
		},
		"sv": {
			"80 mg", "12ml", "kl 08.30", "klockan 14:00", "08.00-12.00", "200 kr", "4 500 kronor", "buss 4", "linje 5", "3 veckor", "i 5 år", "för 2 år sen", "5 min sent", "2 dagar", "sedan 2019", "10-15 ml", "halv nio", "4 av 5", "43 000 i gjeld", "tar 3 tabletter 2 gånger om dan", "50%", "från 9 till 12", "två tre gånger", "på gatan", "mitt på vägen", "8 månader",
		},
	}
	r := redactor(t)
	for language, all := range tests {
		for _, s := range all {
			text := strings.ReplaceAll(frame(language, s), "| ", "")
			if got := r.Hide(language, text); got.Shown != text {
				t.Errorf("%q: shows %q", s, got.Shown)
			}
		}
	}
}

// TestWindows holds the needs of every pattern to what it matches: a pattern is
// looked for around them only.
func TestWindows(t *testing.T) {
	r := redactor(t)
	look := func(text string) {
		for name, missed := range r.Outside(text) {
			t.Errorf("%s misses %q in %q", name, missed, text)
		}
	}
	for _, language := range languages() {
		for _, set := range []string{"dev", "heldout", "second", "third", "fourth"} {
			for i, m := range messages(t, set, language) {
				if i%4 == 0 { // whole texts take long
					look(m.text)
				}
			}
		}
	}
	for _, all := range identifiers() {
		for language, some := range all {
			for _, s := range some {
				look(frame(language, s))
			}
		}
	}
}
