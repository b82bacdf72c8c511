package clinic_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"heard/care"
	"heard/clinic"
)

func TestService_TeamFor(t *testing.T) {
	text := strings.Replace(example(t), `["stigma", "feedback"]`, `["need.housing", "stigma", "feedback"]`, 1)
	s, problems := load(text)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	cases := map[care.Term]string{
		"need.money":     "keywork",
		"need.housing":   "quality", // by name, before its lane
		"dose.night":     "clinical",
		"src.family":     "quality",
		"org.waiting":    "quality",
		"pos.heard":      "quality",
		"set.home":       "",
		"":               "",
		"mech.labelling": "",
	}
	for topic, want := range cases {
		if team, ok := s.TeamFor(topic); team.ID != want || ok != (want != "") {
			t.Errorf("%q goes to %q", topic, team.ID)
		}
	}
	if team, _ := s.TeamByID("quality"); team.Role != clinic.Quality {
		t.Errorf("a topic in front of its lanes makes it a %s", team.Role)
	}
}

func TestService_Lookups(t *testing.T) {
	s, _ := load(example(t))
	if team, ok := s.TeamByChat(care.NewChatID(-1001000000002)); !ok || team.ID != "clinical" {
		t.Error("the clinical team is not found by its group")
	}
	if _, ok := s.TeamByChat(care.NewChatID(-1001000000004)); ok {
		t.Error("the leads' group is a team")
	}
	if _, ok := s.TeamByID("nobody"); ok {
		t.Error("there is a team nobody")
	}
	if c, ok := s.ClinicByID("riverside"); !ok || c.Name != "Riverside" {
		t.Error("the clinic is not found")
	}
	if _, ok := s.ClinicByID("keywork"); ok {
		t.Error("a team is a clinic")
	}
	if s.Language() != "en" || !s.Speaks("nb") || s.Speaks("sv") {
		t.Error("languages are not those of the file")
	}
}

// A group's id is an address; problems may end up in a log.
func TestProblems_NameNoChat(t *testing.T) {
	text := strings.NewReplacer(
		"chat  = -1001000000001", `chat = "-100555555555"`,
		"chat  = -1001000000002", "chat = 100555555555",
		"chat  = -1001000000003", "chat = -100555555555\nchta = -100555555555",
		"chat   = -1001000000004", "chat = -100555555555",
	).Replace(example(t))
	_, problems := load(text)
	if len(problems) != 4 || strings.Contains(problems.String(), "555") {
		t.Errorf("problems:\n%s", problems)
	}
}

// The numbers are held beside their sources here, one country a line.
func TestNumbersOf(t *testing.T) {
	want := map[string]string{
		"BE": "112 1733? 1813 078 15 10 20? 070 245 245",
		"CA": "911 811? 9-8-8 1-888-688-6677? 1-844-764-7669",
		"GB": "999 111 116 123 0300 123 6600? 111?",
		"NO": "113 116 117 116 123 915 08 588? 22 59 13 00",
		"NZ": "111 0800 611 116 1737 0800 787 797 0800 764 766",
		"SE": "112 1177 90101? 020-91 91 91? 010-456 67 00",
		"US": "911 ? 988 1-800-662-4357? 1-800-222-1222",
	}
	got := map[string]string{}
	for _, country := range clinic.Countries() {
		n, ok := clinic.NumbersOf(country)
		if !ok {
			t.Errorf("%s has no numbers", country)
		}
		var all []string
		for _, one := range n.All() {
			s := string(one.Number)
			if !one.Confirmed {
				s += "?"
			}
			all = append(all, s)
			if !strings.HasPrefix(string(one.What), "number.") {
				t.Errorf("%s: what is %q", country, one.What)
			}
		}
		got[country] = strings.Join(all, " ")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("numbers (-want +got):\n%s", diff)
	}
	if _, ok := clinic.NumbersOf("UK"); ok {
		t.Error("UK is a country of its own")
	}
}

// Every topic is one of its lane, so that TeamFor and the file agree.
func TestTopics(t *testing.T) {
	seen := map[care.Term]bool{}
	for _, l := range care.Lanes() {
		for _, topic := range clinic.Topics(l) {
			if lane, ok := care.LaneOf(topic); !ok || lane != l || seen[topic] || len(topic) > 32 {
				t.Errorf("%s is listed under %s", topic, l)
			}
			seen[topic] = true
		}
	}
	if len(seen) != 20+16+16+22+14 {
		t.Errorf("%d topics", len(seen))
	}
	if clinic.Topics("safety") != nil {
		t.Error("there are topics of an unknown lane")
	}
}

func TestRoles(t *testing.T) {
	if len(clinic.Roles()) != 8 || clinic.Nurse.Label() != "role.nurse" {
		t.Error("roles are not those of the taxonomy")
	}
}
