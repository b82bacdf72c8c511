package clinic

// key is one key of the file, with how to write it.
type key struct{ name, form string }

// schema is the keys of one kind of table, and where such a table stands.
type schema struct {
	place string
	keys  []key
}

// schemas lists every kind of table whose keys are known by name. The days of
// [clinic.hours] are read apart.
func schemas() []schema {
	return []schema{
		{"at the top of the file, above the first table", rootKeys()},
		{"in [[clinic]]", clinicKeys()},
		{"in [[clinic.closed]]", closedKeys()},
		{"in [[clinic.changed]]", changedKeys()},
		{"in [[team]]", teamKeys()},
		{"in [leads]", leadsKeys()},
		{"in [privacy]", privacyKeys()},
		{"in [quiet]", quietKeys()},
		{"in [numbers]", numbersKeys()},
	}
}

func rootKeys() []key {
	return []key{
		{"service", `service = "Riverside OMT"`},
		{"country", `country = "GB"`},
		{"timezone", `timezone = "Europe/London"`},
		{"languages", `languages = ["en", "nb"]`},
		{"clinic", "[[clinic]], and below it the clinic's keys"},
		{"team", "[[team]], and below it the team's keys"},
		{"leads", "[leads], and below it chat"},
		{"privacy", "[privacy], and below it its keys"},
		{"quiet", "[quiet], and below it from and to"},
		{"numbers", "[numbers], and below it the numbers"},
	}
}

func clinicKeys() []key {
	return []key{
		{"id", `id = "riverside"`},
		{"name", `name = "Riverside"`},
		{"phone", `phone = "020 7946 0000"`},
		{"holidays", `holidays = "closed"`},
		{"hours", `[clinic.hours], and below it mon-fri = ["08:00-12:00", "14:00-17:00"]`},
		{"closed", "[[clinic.closed]], and below it from and to"},
		{"changed", "[[clinic.changed]], and below it from, to and windows"},
	}
}

func closedKeys() []key {
	return []key{
		{"from", "from = 2026-12-24, without quotes"},
		{"to", "to = 2026-12-26, without quotes"},
	}
}

func changedKeys() []key {
	return []key{
		{"from", "from = 2026-12-31, without quotes"},
		{"to", "to = 2026-12-31, without quotes"},
		{"windows", `windows = ["10:00-13:00"]`},
	}
}

func teamKeys() []key {
	return []key{
		{"id", `id = "keywork"`},
		{"chat", "chat = -1001000000001, the group's own id, without quotes"},
		{"takes", `takes = ["help"]`},
		{"answer_within", `answer_within = "1 day"`},
		{"role", `role = "key_worker"`},
		{"language", `language = "en"`},
	}
}

func leadsKeys() []key {
	return []key{
		{"chat", "chat = -1001000000004, the group's own id, without quotes"},
		{"digest", `digest = "0 9 * * 1"`},
	}
}

func privacyKeys() []key {
	return []key{
		{"release", `release = "mon 07:00"`},
		{"release_reports", "release_reports = 5"},
		{"release_people", "release_people = 4"},
		{"release_age", `release_age = "24h"`},
		{"smallest_cell", "smallest_cell = 8"},
		{"enrolled", "enrolled = 120"},
		{"keep_cases", `keep_cases = "90d"`},
		{"roster", `roster = "roster.txt"`},
	}
}

func quietKeys() []key {
	return []key{
		{"from", `from = "21:30"`},
		{"to", `to = "07:30"`},
	}
}

func numbersKeys() []key {
	return []key{
		{"emergency", `emergency = "999"`},
		{"urgent", `urgent = "111"`},
		{"suicide", `suicide = "116 123"`},
		{"drugs", `drugs = "0300 123 6600"`},
		{"poison", `poison = "111"`},
	}
}
