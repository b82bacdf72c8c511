package clinic_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"heard/care"
	"heard/clinic"
)

// marker stands for the line that begins with what is in the braces.
var marker = regexp.MustCompile(`\{.+?\}`)

func lineOf(text, start string) int {
	return strings.Count(text[:strings.Index(text, "\n"+start)+1], "\n") + 1
}

// Every case changes the shipped example in one place. want leaves out the file
// name; %d stands for the line on which the new text begins.
func TestLoad_OneProblem(t *testing.T) {
	cases := map[string]struct{ old, change, want string }{
		"unknown key":           {`answer_within = "4 hours"`, `anwser_within = "4 hours"`, `%d: team[1].anwser_within: is not a known key. Cure: write answer_within; that is the nearest known key`},
		"unknown table":         {`[quiet]`, `[quite]`, `%d: quite: is not a known key. Cure: write quiet; that is the nearest known key`},
		"far from any key":      {`[quiet]`, "[numbers2]\n[quiet]", `%d: numbers2: is not a known key. Cure: write numbers; that is the nearest known key`},
		"key of another table":  {`id    = "clinical"`, "enrolled = 5\nid    = \"clinical\"", `%d: team[1].enrolled: is not a known key. Cure: move it: enrolled stands in [privacy]; the nearest key known here is role`},
		"key below the hours":   {`sat-sun  = ["09:00-11:00"]`, `phone2 = ["09:00-11:00"]`, `%d: clinic[0].hours.phone2: is not a day or a range of days. Cure: write a day mon to sun or a range such as mon-fri; the nearest is thu`},
		"text for number":       {`smallest_cell   = 8`, `smallest_cell   = "8"`, `%d: privacy.smallest_cell: is text, but should be a whole number without quotes. Cure: write smallest_cell = 8, without quotes`},
		"number for text":       {`phone    = "020 7946 0000"`, `phone    = 2079460000`, `%d: clinic[0].phone: is a whole number, but should be text in double quotes. Cure: write phone = "2079460000"`},
		"text for list":         {`["dosing"]`, `"dosing"`, `%d: team[1].takes: is text, but should be a list of texts in [ ]. Cure: write takes = ["dosing"]`},
		"table for list":        {"[[clinic.closed]]", "[clinic.closed]", `%d: clinic[0].closed: is a table, but should be a list of tables, each under its own header in double brackets. Cure: write [[clinic.closed]], and below it from and to`},
		"no service":            {`service   = "Riverside OMT"`, "", `1: service: is missing. Cure: add service = "Riverside OMT"`},
		"no country":            {`country   = "GB" `, "# ", `1: country: is missing. Cure: add country = "GB"`},
		"no timezone":           {`timezone  = "Europe/London"`, "", `1: timezone: is missing. Cure: add timezone = "Europe/London"`},
		"no languages":          {`languages = ["en", "nb"]`, "languages = []", `%d: languages: is empty. Cure: write languages = ["en", "nb"]`},
		"no clinic name":        {`name     = "Riverside"`, "", `{[[clinic]]}: clinic[0].name: is missing. Cure: add name = "Riverside"`},
		"no phone":              {`phone    = "020 7946 0000"`, "", `{[[clinic]]}: clinic[0].phone: warning: is missing, so where patients are told to call the clinic they get the urgent line. Cure: add phone = "020 7946 0000"`},
		"zone with a slip":      {`"Europe/London"`, `"Europe/Lodnon"`, `%d: timezone: "Europe/Lodnon" is not a time zone. Cure: write timezone = "Europe/London"`},
		"zone by its city":      {`"Europe/London"`, `"oslo"`, `%d: timezone: "oslo" is not a time zone. Cure: write timezone = "Europe/Oslo"`},
		"zone of the machine":   {`"Europe/London"`, `"Local"`, `%d: timezone: "Local" is not a time zone. Cure: write timezone = "Europe/London"`},
		"zone by letters":       {`"Europe/London"`, `"BST"`, `%d: timezone: "BST" is not a time zone. Cure: write timezone = "Europe/London"`},
		"country by alias":      {`"GB"`, `"UK"`, `%d: country: "UK" is not a country whose numbers to call are known. Cure: write country = "GB"`},
		"country in small":      {`"GB"`, `"no"`, `%d: country: "no" is not a country whose numbers to call are known. Cure: write country = "NO"`},
		"country not known":     {`"GB"`, `"FR"`, `%d: country: "FR" is not a country whose numbers to call are known. Cure: write one of BE, CA, GB, NO, NZ, SE, US`},
		"language not spoken":   {`["en", "nb"]`, `["en", "de"]`, `%d: languages[1]: "de" is not a language that the program speaks. Cure: write one of en, nb`},
		"malformed window":      {`["09:00-11:00"]`, `["9-11"]`, `%d: clinic[0].hours.sat-sun[0]: "9-11" is not a window of two times of day. Cure: write "09:00-11:00"`},
		"window backwards":      {`["09:00-11:00"]`, `["11:00-09:00"]`, `%d: clinic[0].hours.sat-sun[0]: "11:00-09:00" ends before it begins. Cure: write the earlier time first; a window past midnight is two, one on each day`},
		"window of no length":   {`["09:00-11:00"]`, `["09:00-09:00"]`, `%d: clinic[0].hours.sat-sun[0]: "09:00-09:00" ends before it begins. Cure: write the earlier time first; a window past midnight is two, one on each day`},
		"windows overlap":       {`["08:00-12:00", "14:00-17:00"]`, `["08:00-12:00", "11:00-14:00"]`, `%d: clinic[0].hours.mon-fri: windows 08:00-12:00 and 11:00-14:00 overlap. Cure: let one end before the other begins, or write "08:00-14:00" for both`},
		"days overlap":          {`sat-sun  =`, "fri-sun  =", `%d: clinic[0].hours.fri-sun: window 09:00-11:00 overlaps 08:00-12:00 of mon-fri on fri. Cure: take fri out of mon-fri, or let one window end before the other begins`},
		"unknown day":           {`sat-sun  =`, "Saturday =", `%d: clinic[0].hours.Saturday: is not a day or a range of days. Cure: write a day mon to sun or a range such as mon-fri; the nearest is sat`},
		"range backwards":       {`sat-sun  =`, "sun-sat  =", `%d: clinic[0].hours.sun-sat: runs backwards: the week begins with mon and ends with sun. Cure: write sun and mon-sat, each with its windows`},
		"holidays neither":      {`holidays = "closed"`, `holidays = "close"`, `%d: clinic[0].holidays: "close" is neither closed, open nor a list of windows. Cure: write holidays = "closed", holidays = "open" or holidays = ["10:00-12:00"]`},
		"holidays overlap":      {`holidays = "closed"`, `holidays = ["09:00-11:00", "10:00-12:00"]`, `%d: clinic[0].holidays[1]: windows 09:00-11:00 and 10:00-12:00 overlap. Cure: let one end before the other begins`},
		"closed backwards":      {`to   = 2026-12-26`, `to   = 2026-12-20`, `%d: clinic[0].closed[0].to: 2026-12-20 is before 2026-12-24, the day it is closed from. Cure: swap the two`},
		"closed in quotes":      {`to   = 2026-12-26`, `to   = "2026-12-27"`, `%d: clinic[0].closed[0].to: is text, but should be a date without quotes. Cure: write to = 2026-12-27, without quotes`},
		"changed backwards":     {"to      = 2026-12-31", "to      = 2026-12-30", `%d: clinic[0].changed[0].to: 2026-12-30 is before 2026-12-31, the day it is changed from. Cure: swap the two`},
		"changed to nothing":    {`["10:00-13:00"]`, "[]", `%d: clinic[0].changed[0].windows: is empty. Cure: write windows = ["10:00-13:00"], or put the days under [[clinic.closed]]`},
		"changed without hours": {`windows = ["10:00-13:00"]`, "", `{[[clinic.changed]]}: clinic[0].changed[0].windows: is missing. Cure: add windows = ["10:00-13:00"]`},
		"changed by a slip":     {`windows = ["10:00-13:00"]`, `window = ["10:00-13:00"]`, `%d: clinic[0].changed[0].window: is not a known key. Cure: write windows; that is the nearest known key`},
		"changed overlap":       {`["10:00-13:00"]`, `["10:00-13:00", "12:00-14:00"]`, `%d: clinic[0].changed[0].windows[1]: windows 10:00-13:00 and 12:00-14:00 overlap. Cure: let one end before the other begins`},
		"windows when closed":   {"# Days on which it is open at", "windows = [\"10:00-13:00\"]\n# Days", `%d: clinic[0].closed[0].windows: is not a known key. Cure: move it: windows stands in [[clinic.changed]]; the nearest key known here is from`},
		"id twice":              {`id    = "clinical"`, `id    = "keywork"`, `%d: team[1].id: "keywork" is used twice. Cure: give each its own id`},
		"id not plain":          {`id    = "clinical"`, `id    = "læge"`, `%d: team[1].id: "læge" is not a plain id. Cure: write 1 to 24 letters a-z, digits, - and _, as in id = "keywork"`},
		"takes nothing":         {`takes = ["dosing"]`, "takes = []", "{[[team]]}: team: nobody takes the lane dosing. Cure: add \"dosing\" to the takes of one team\n" + `%d: team[1].takes: is empty, so nothing ever reaches this team. Cure: write takes = ["help"], or remove the team`},
		"lane nobody takes":     {`"stigma", "feedback"`, `"stigma"`, `{[[team]]}: team: nobody takes the lane feedback. Cure: add "feedback" to the takes of one team`},
		"lane half taken":       {`"stigma", "feedback"`, `"stigma", "pos.heard"`, `{[[team]]}: team: nobody takes the lane feedback, so org.late_arrival, org.opening_hours, org.frequency and 32 more would reach nobody. Cure: add "feedback" to the takes of one team`},
		"lane taken twice":      {`["stigma", "feedback"]`, `["stigma", "feedback", "help"]`, `%d: team[2].takes[2]: help is taken by team "keywork" already. Cure: leave it with one of the two teams`},
		"topic taken twice":     {`["stigma", "feedback"]`, `["stigma", "feedback", "need.job", "need.job"]`, `%d: team[2].takes[3]: need.job is listed twice. Cure: remove one of the two`},
		"unknown topic":         {`["help"]`, `["help", "need.house"]`, `%d: team[0].takes[1]: "need.house" is neither a lane nor a topic. Cure: write help, dosing, stigma, feedback or the id of a topic; the nearest is need.housing`},
		"term that is no topic": {`["help"]`, `["help", "set.home"]`, `%d: team[0].takes[1]: "set.home" is neither a lane nor a topic. Cure: write help, dosing, stigma, feedback or the id of a topic; the nearest is stigma`},
		"chat of a person":      {`chat  = -1001000000002`, `chat  = 1001000000002`, `%d: team[1].chat: is not the id of a group: those are negative. Cure: write chat = -1001000000001, the group's own id, without quotes`},
		"chat in quotes":        {`chat  = -1001000000002`, `chat  = "-1001000000002"`, `%d: team[1].chat: is text, but should be a whole number without quotes. Cure: write chat = -1001000000001, the group's own id, without quotes`},
		"chat shared":           {`chat  = -1001000000002`, `chat  = -1001000000001`, `%d: team[1].chat: is the same group as that of team "keywork". Cure: make a group for each in Telegram`},
		"chat of the leads":     {`chat   = -1001000000004`, `chat   = -1001000000001`, `%d: leads.chat: is the same group as that of team "keywork". Cure: make a group for each in Telegram`},
		"answer within":         {`"4 hours"`, `"4h"`, `%d: team[1].answer_within: "4h" is not a number of minutes, hours or days. Cure: write "4 hours"`},
		"role":                  {`role  = "key_worker"`, `role  = "key-worker"`, `%d: team[0].role: "key-worker" is not a known role. Cure: write one of key_worker, nurse, doctor, social_worker, peer_worker, activity_lead, advocate, quality; the nearest is key_worker`},
		"team language":         {`language = "en"`, `language = "sv"`, `%d: team[0].language: "sv" is not among the service's languages. Cure: write one of en, nb, or add it to languages at the top of the file`},
		"digest with a zone":    {`"0 9 * * 1"`, `"CRON_TZ=Europe/Oslo"`, `%d: leads.digest: "CRON_TZ=Europe/Oslo" names a time zone, but the service's own always holds. Cure: write minute, hour, day, month and weekday, as in digest = "0 9 * * 1"`},
		"digest every":          {`"0 9 * * 1"`, `"@every 1h"`, `%d: leads.digest: "@every 1h" counts from the start of the program, so every restart would move it. Cure: write minute, hour, day, month and weekday, as in digest = "0 9 * * 1"`},
		"digest never":          {`"0 9 * * 1"`, `"0 9 30 2 *"`, `%d: leads.digest: "0 9 30 2 *" never comes: no year has such a day. Cure: write minute, hour, day, month and weekday, as in digest = "0 9 * * 1"`},
		"digest too short":      {`"0 9 * * 1"`, `"0 9 *"`, `%d: leads.digest: "0 9 *" has 3 fields instead of 5. Cure: write minute, hour, day, month and weekday, as in digest = "0 9 * * 1"`},
		"digest not cron":       {`"0 9 * * 1"`, `"0 25 * * 1"`, `%d: leads.digest: "0 25 * * 1" is not a line of cron. Cure: write minute, hour, day, month and weekday, as in digest = "0 9 * * 1"`},
		"release slot":          {`"mon 07:00" `, `"mon 7am" `, `%d: privacy.release: "mon 7am" is not a day and a time. Cure: write release = "mon 07:00", or several with commas: "mon 07:00, thu 07:00"`},
		"release immediate":     {`"mon 07:00" `, `"immediate" `, `%d: privacy.release: warning: staff get every report the moment it is written, and may tell from that who wrote it. Cure: use "immediate" in trials only; write release = "mon 07:00"`},
		"release reports":       {`release_reports = 5`, `release_reports = 0`, `%d: privacy.release_reports: is 0, but a release holds one report at the least. Cure: write 1 or more`},
		"release age":           {`release_age     = "24h"`, `release_age = "1 day"`, `%d: privacy.release_age: "1 day" is not a length of time. Cure: write it as in "24h", "90m" or "2d"`},
		"release age too short": {`release_age     = "24h"`, `release_age = "5m"`, `%d: privacy.release_age: warning: a report may reach staff within the day, while they remember who was there. Cure: write release_age = "24h"`},
		"smallest cell":         {`smallest_cell   = 8`, `smallest_cell   = 4`, `%d: privacy.smallest_cell: is 4, but counts of fewer than 5 people point at somebody. Cure: write 5 or more`},
		"enrolled":              {`enrolled        = 120`, `enrolled        = 0`, `%d: privacy.enrolled: is 0, but a service has patients. Cure: write 1 or more`},
		"keep cases":            {`keep_cases      = "90d"`, `keep_cases      = "12h"`, `%d: privacy.keep_cases: "12h" is not a number of whole days. Cure: write keep_cases = "90d"`},
		"release age too long":  {`release_age     = "24h"`, `release_age = "60d"`, `%d: privacy.release_age: "60d" is too long: nobody reads a report of another month. Cure: write release_age = "24h"`},
		"few people":            {`release_people  = 4`, `release_people = 2`, `%d: privacy.release_people: warning: reports of so few people hardly hide each other. Cure: write release_people = 4`},
		"many slots":            {`release         = "mon 07:00"`, `release = "mon 07:00, wed 07:00, fri 07:00"`, `%d: privacy.release: warning: with so many releases a week each tells nearly the day on which its reports were written. Cure: write release = "mon 07:00"`},
		"keep cases too short":  {`keep_cases      = "90d"`, `keep_cases      = "29d"`, `%d: privacy.keep_cases: "29d" is too short: what waits in the pool would go before its patient is asked. Cure: write keep_cases = "90d"`},
		"keep cases no time":    {`keep_cases      = "90d"`, `keep_cases      = "0d"`, `%d: privacy.keep_cases: "0d" is not a number of whole days. Cure: write keep_cases = "90d"`},
		"quiet":                 {`to   = "07:30"`, `to   = "7.30"`, `%d: quiet.to: "7.30" is not a time of day. Cure: write to = "07:30"`},
		"quiet all day":         {`to   = "07:30"`, `to   = "21:30"`, `{[quiet]}: quiet: begins and ends at the same time. Cure: write from = "21:30" and to = "07:30"`},
		"number to call":        {`urgent = "111"`, `urgent = "call us"`, `%d: numbers.urgent: "call us" is not a number that can be called. Cure: write digits and spaces, as in urgent = "111"`},
		"number of its own":     {"urgent = \"111\"", "drugs = \"1-800-662-4357\"", ""},
	}
	text := example(t)
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if strings.Count(text, c.old) != 1 {
				t.Fatalf("the example has %q %d times", c.old, strings.Count(text, c.old))
			}
			before, _, _ := strings.Cut(text, c.old)
			want := strings.ReplaceAll(c.want, "%d", fmt.Sprint(strings.Count(before, "\n")+1))
			want = marker.ReplaceAllStringFunc(want, func(m string) string { return fmt.Sprint(lineOf(text, m[1:len(m)-1])) })
			_, problems := load(strings.Replace(text, c.old, c.change, 1))
			if diff := cmp.Diff(want, strings.ReplaceAll(problems.String(), "clinic.toml:", "")); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

func TestLoad_Missing(t *testing.T) {
	_, problems := load("")
	want := `clinic.toml:1: service: is missing. Cure: add service = "Riverside OMT"
clinic.toml:1: country: is missing. Cure: add country = "GB"
clinic.toml:1: timezone: is missing. Cure: add timezone = "Europe/London"
clinic.toml:1: languages: is missing. Cure: add languages = ["en", "nb"]
clinic.toml:1: clinic: is missing. Cure: add [[clinic]], and below it the clinic's keys
clinic.toml:1: team: is missing. Cure: add [[team]], and below it the team's keys`
	if diff := cmp.Diff(want, problems.String()); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

// Of two changes of one day it would not be clear which holds.
func TestLoad_ChangedTwice(t *testing.T) {
	text := example(t) + `
[[clinic.changed]]
from = 2026-12-28
to = 2027-01-02
windows = ["10:00-13:00"]
`
	_, problems := load(text)
	want := fmt.Sprintf("clinic.toml:%d: clinic[0].changed[1].from: 2026-12-31 is changed already, from 2026-12-31 to 2026-12-31. Cure: let every day be changed once", lineOf(text, "from = 2026-12-28"))
	if diff := cmp.Diff(want, problems.String()); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

// A lane is empty for its team when others take all of its topics by name.
func TestLoad_TeamThatNothingReaches(t *testing.T) {
	var names []string
	for _, topic := range clinic.Topics(care.Dosing) {
		names = append(names, fmt.Sprintf("%q", topic))
	}
	text := strings.Replace(example(t), `"stigma", "feedback"`, `"stigma", "feedback", `+strings.Join(names, ", "), 1)
	_, problems := load(text)
	want := fmt.Sprintf("clinic.toml:%d: team[1].takes: nothing reaches this team: every topic of dosing is taken by name elsewhere. Cure: leave some of those topics to this team, or remove it", lineOf(text, `takes = ["dosing"]`))
	if diff := cmp.Diff(want, problems.String()); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

// In a country without one urgent line the emergency number stands in.
func TestLoad_NoUrgentLine(t *testing.T) {
	text := strings.Replace(example(t), `country   = "GB"`, `country   = "US"`, 1)
	text, _, _ = strings.Cut(text, "[numbers]")
	s, problems := load(text)
	if len(problems) != 1 || !problems[0].Warning || problems[0].Field != "numbers.urgent" {
		t.Errorf("problems:\n%s", problems)
	}
	if s == nil || s.Numbers.Urgent.Number != "911" {
		t.Error("patients are given no urgent number")
	}
}

func TestLoad_NotTheFile(t *testing.T) {
	_, problems := load(strings.Repeat("# filler\n", 40_000))
	if got := problems.String(); got != "clinic.toml:1: is larger than 256 kB, so it is not a clinic.toml. Cure: name the right file" {
		t.Error(got)
	}
}
