package clinic

import (
	"maps"
	"slices"
)

// Countries lists the countries whose numbers to call are known.
func Countries() []string { return slices.Sorted(maps.Keys(countries())) }

// NumbersOf returns a country's numbers to call: one line of each kind, the one
// that reaches most people. ok is false for a country that is not known. Urgent
// is empty where no line serves the whole country.
func NumbersOf(country string) (n Numbers, ok bool) {
	n, ok = countries()[country]
	return n.label(), ok
}

// countries is kept as data, so that a reviewer can hold it beside the sources.
// A number that still waits for somebody to ring it is not Confirmed.
func countries() map[string]Numbers {
	return map[string]Numbers{
		"BE": {
			Emergency: Number{Number: "112", Source: "Brussels Times", Year: 2026, Confirmed: true},
			Urgent:    Number{Number: "1733"},
			Suicide:   Number{Number: "1813", Name: "Zelfmoordlijn", Source: "VRT; Brussels Times", Year: 2026, Confirmed: true},
			Drugs:     Number{Number: "078 15 10 20", Name: "De Druglijn", Source: "druglijn.be"},
			Poison:    Number{Number: "070 245 245", Source: "politie.be; RTBF", Year: 2018, Confirmed: true},
		},
		"CA": {
			Emergency: Number{Number: "911", Confirmed: true},
			Urgent:    Number{Number: "811"},
			Suicide:   Number{Number: "9-8-8", Source: "CRTC", Year: 2023, Confirmed: true},
			Drugs:     Number{Number: "1-888-688-6677", Name: "NORS", Source: "streetconnections.ca"},
			Poison:    Number{Number: "1-844-764-7669", Source: "Health Canada", Year: 2023, Confirmed: true},
		},
		"GB": {
			Emergency: Number{Number: "999", Source: "overdose pages", Confirmed: true},
			Urgent:    Number{Number: "111", Name: "NHS 111", Source: "NHS; NHS 24", Year: 2024, Confirmed: true},
			Suicide:   Number{Number: "116 123", Name: "Samaritans", Source: "Samaritans", Year: 2016, Confirmed: true},
			Drugs:     Number{Number: "0300 123 6600", Name: "FRANK", Source: "Wikipedia"},
			Poison:    Number{Number: "111", Name: "NHS 111"},
		},
		"NO": {
			Emergency: Number{Number: "113", Source: "Helsenorge", Confirmed: true},
			Urgent:    Number{Number: "116 117", Name: "Legevakt", Source: "NRK; municipal pages", Year: 2021, Confirmed: true},
			Suicide:   Number{Number: "116 123", Name: "Mental Helse Hjelpetelefonen", Source: "Vindafjord kommune; NRK", Year: 2023, Confirmed: true},
			Drugs:     Number{Number: "915 08 588", Name: "RUSinfo", Source: "rusinfo.no"},
			Poison:    Number{Number: "22 59 13 00", Name: "Giftinformasjonen", Source: "Helsenorge; Helsebiblioteket", Year: 2023, Confirmed: true},
		},
		"NZ": {
			Emergency: Number{Number: "111", Source: "NZ Herald; Newshub", Confirmed: true},
			Urgent:    Number{Number: "0800 611 116", Name: "Healthline", Source: "nzfamilies.org.nz", Year: 2025, Confirmed: true},
			Suicide:   Number{Number: "1737", Source: "Newshub; nzfamilies.org.nz", Year: 2025, Confirmed: true},
			Drugs:     Number{Number: "0800 787 797", Name: "Alcohol Drug Helpline", Source: "manaake.health.nz", Confirmed: true},
			Poison:    Number{Number: "0800 764 766", Name: "National Poisons Centre", Source: "University of Otago", Year: 2021, Confirmed: true},
		},
		"SE": {
			Emergency: Number{Number: "112", Source: "SOS Alarm", Year: 2020, Confirmed: true},
			Urgent:    Number{Number: "1177", Source: "Corren", Year: 2018, Confirmed: true},
			Suicide:   Number{Number: "90101", Name: "Mind Självmordslinjen", Source: "SOS Alarm; Vimmerby Tidning", Year: 2020},
			Drugs:     Number{Number: "020-91 91 91", Name: "Droghjälpen", Source: "Sveriges Radio; Beroendecentrum", Year: 2018},
			Poison:    Number{Number: "010-456 67 00", Name: "Giftinformationscentralen", Source: "giftinformation.se", Confirmed: true},
		},
		"US": {
			Emergency: Number{Number: "911", Confirmed: true},
			Suicide:   Number{Number: "988", Source: "988 pages", Year: 2023, Confirmed: true},
			Drugs:     Number{Number: "1-800-662-4357", Name: "SAMHSA National Helpline", Source: "internationalmentalhealth.org", Year: 2023},
			Poison:    Number{Number: "1-800-222-1222", Source: "nebraskapoison.com", Confirmed: true},
		},
	}
}
