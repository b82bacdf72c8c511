package flows_test

import (
	"sync"
	"time"

	"heard/care"
	"heard/clinic"
	"heard/flows"
	"heard/locales"
)

// printing is made once for all tests. A text that it does not have ends them.
var printing = sync.OnceValue(func() *locales.Printer {
	p, err := locales.New()
	if err != nil {
		panic(err)
	}
	p.OnMissing = func(lang string, key care.Key) { panic(lang + ": " + string(key) + " cannot be printed") }
	return p
})

func service(languages ...string) flows.Service {
	return flows.Service{
		Name: "Riverside OMT", Languages: languages,
		Privacy: clinic.Privacy{
			Release:        clinic.Release{Slots: []clinic.Slot{{Day: time.Monday, Minute: 7 * 60}}},
			ReleaseReports: 5, ReleasePeople: 4, ReleaseAge: 24 * time.Hour,
		},
		Numbers: clinic.Numbers{
			Emergency: clinic.Number{Number: "999", What: "number.emergency"},
			Urgent:    clinic.Number{Number: "111", What: "number.urgent"},
			Suicide:   clinic.Number{Number: "116 123", What: "number.suicide", Name: "Samaritans"},
			Drugs:     clinic.Number{Number: "0300 123 6600", What: "number.drugs", Name: "FRANK"},
			Poison:    clinic.Number{Number: "111", What: "number.poison"},
		},
		Clinics: []clinic.Clinic{riverside()},
		Teams: []clinic.Team{
			{ID: "keywork", Role: clinic.KeyWorker, Takes: clinic.Takes{Lanes: []care.Lane{care.Help}}, AnswerWithin: clinic.Within{Days: 1}},
			{ID: "clinical", Role: clinic.Nurse, Takes: clinic.Takes{Lanes: []care.Lane{care.Dosing}}, AnswerWithin: clinic.Within{Open: 4 * time.Hour}},
			{ID: "quality", Role: clinic.Quality, Takes: clinic.Takes{Lanes: []care.Lane{care.Stigma, care.Feedback}}, AnswerWithin: clinic.Within{Days: 5}},
		},
	}
}

// riverside is open on weekdays, in the morning and in the afternoon.
func riverside() clinic.Clinic {
	day := []clinic.Window{{From: 8 * 60, To: 12 * 60}, {From: 14 * 60, To: 17 * 60}}
	return clinic.Clinic{
		ID: "riverside", Name: "Riverside", Phone: "020 7946 0000", Zone: time.UTC,
		Hours: clinic.Week{nil, day, day, day, day, day, nil},
	}
}
