package flows_test

import (
	"strconv"
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
		Name: "Riverside OMT", Languages: languages, News: true,
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
		Quiet:   clinic.Quiet{From: 21*60 + 30, To: 7*60 + 30},
		Teams: []clinic.Team{
			{ID: "keywork", Role: clinic.KeyWorker, Takes: clinic.Takes{Lanes: []care.Lane{care.Help}}, AnswerWithin: clinic.Within{Days: 1}},
			{ID: "clinical", Role: clinic.Nurse, Takes: clinic.Takes{Lanes: []care.Lane{care.Dosing}}, AnswerWithin: clinic.Within{Open: 4 * time.Hour}},
			{ID: "quality", Role: clinic.Quality, Takes: clinic.Takes{Lanes: []care.Lane{care.Stigma, care.Feedback}}, AnswerWithin: clinic.Within{Days: 5}},
		},
	}
}

// serviceOf is a service with certain clinics.
func serviceOf(clinics ...clinic.Clinic) flows.Service {
	s := service(locales.Languages()...)
	s.Clinics = clinics
	return s
}

// riverside is open on weekdays, in the morning and in the afternoon.
func riverside() clinic.Clinic {
	day := []clinic.Window{{From: 8 * 60, To: 12 * 60}, {From: 14 * 60, To: 17 * 60}}
	return clinic.Clinic{
		ID: "riverside", Name: "Riverside", Phone: "020 7946 0000", Zone: time.UTC,
		Hours:    clinic.Week{nil, day, day, day, day, day, nil},
		Holidays: clinic.Holidays{Days: holidays()},
	}
}

// holidays are worked out once for all tests.
var holidays = sync.OnceValue(func() clinic.Dates { return clinic.PublicHolidays("GB") })

// hill opens before quiet hours are over and closes after they have begun, and is
// open for less than an hour on Sundays.
func hill() clinic.Clinic {
	c := riverside()
	day := []clinic.Window{{From: 7 * 60, To: 9 * 60}, {From: 20 * 60, To: 22 * 60}}
	c.ID, c.Name, c.Phone = "hill", "Hill House", "020 7946 0001"
	c.Hours = clinic.Week{{{From: 10 * 60, To: 10*60 + 45}}, day, day, day, day, day, day}
	return c
}

// harbour has one window, the same every day, public holidays too.
func harbour() clinic.Clinic {
	c := riverside()
	day := []clinic.Window{{From: 9 * 60, To: 11 * 60}}
	c.ID, c.Name, c.Phone = "harbour", "Harbour", "020 7946 0002"
	c.Hours, c.Holidays.AsUsual = clinic.Week{day, day, day, day, day, day, day}, true
	return c
}

// mondays opens on one day of the week, so often.
func mondays(windows ...clinic.Window) clinic.Clinic {
	c := riverside()
	c.ID, c.Hours = "mondays"+strconv.Itoa(len(windows)), clinic.Week{time.Monday: windows}
	return c
}
