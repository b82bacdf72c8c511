package clinic

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// zone reads the time zone. It is never nil.
func (t table) zone() *time.Location {
	name, ok := t.text("timezone")
	if !ok {
		return time.UTC
	}
	zone, err := time.LoadLocation(name)
	if err == nil && !strings.HasPrefix(strings.ToLower(name), "local") {
		return zone // the machine's own zone is no answer: copies of the service differ in it
	}
	country, _ := t.values["country"].(string)
	t.d.wrong("timezone", quote(name)+" is not a time zone", fmt.Sprintf("write timezone = %q", likelyZone(name, country)))
	return time.UTC
}

// likelyZone is the zone that was meant by a name with a slip or by a bare
// city, or else the one in which most of the country lives.
func likelyZone(name, country string) string {
	all := slices.Clone(zones()[country])
	for _, code := range Countries() {
		all = append(all, zones()[code]...)
	}
	cities := make([]string, len(all))
	for i, z := range all {
		cities[i] = city(z)
	}
	if best, near := nearest(name, all); near {
		return best
	}
	if best, near := nearest(city(strings.ReplaceAll(name, " ", "_")), cities); near {
		return all[slices.Index(cities, best)]
	}
	return all[0]
}

// city is the last part of a zone's name.
func city(zone string) string { return zone[strings.LastIndexByte(zone, '/')+1:] }

// zones lists the time zones of the countries in Countries, the most peopled of
// a country first.
func zones() map[string][]string {
	return map[string][]string{
		"BE": {"Europe/Brussels"},
		"CA": {
			"America/Toronto", "America/Vancouver", "America/Edmonton", "America/Winnipeg",
			"America/Halifax", "America/Regina", "America/St_Johns", "America/Moncton",
			"America/Glace_Bay", "America/Goose_Bay", "America/Blanc-Sablon",
			"America/Iqaluit", "America/Atikokan", "America/Resolute",
			"America/Rankin_Inlet", "America/Swift_Current", "America/Cambridge_Bay",
			"America/Inuvik", "America/Creston", "America/Dawson_Creek",
			"America/Fort_Nelson", "America/Whitehorse", "America/Dawson",
		},
		"GB": {"Europe/London"},
		"NO": {"Europe/Oslo"},
		"NZ": {"Pacific/Auckland", "Pacific/Chatham"},
		"SE": {"Europe/Stockholm"},
		"US": {
			"America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles",
			"America/Phoenix", "America/Detroit", "America/Anchorage", "Pacific/Honolulu",
			"America/Boise", "America/Juneau", "America/Sitka", "America/Metlakatla",
			"America/Yakutat", "America/Nome", "America/Adak", "America/Menominee",
			"America/Kentucky/Louisville", "America/Kentucky/Monticello",
			"America/Indiana/Indianapolis", "America/Indiana/Vincennes",
			"America/Indiana/Winamac", "America/Indiana/Marengo", "America/Indiana/Petersburg",
			"America/Indiana/Vevay", "America/Indiana/Tell_City", "America/Indiana/Knox",
			"America/North_Dakota/Center", "America/North_Dakota/New_Salem",
			"America/North_Dakota/Beulah",
		},
	}
}
