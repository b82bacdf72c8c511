package clinic

import (
	"fmt"
	"slices"
	"strings"

	"heard/care"
)

// service reads the whole file.
func service(t table) Service {
	t.known()
	t.need("service", "country", "timezone", "languages", "clinic", "team")
	s := Service{Zone: t.zone(), Languages: t.languages(), Privacy: t.privacy(), Quiet: t.quiet()}
	s.Name, _ = t.text("service")
	s.Country = t.country()
	s.Numbers = t.numbers(s.Country)
	s.Clinics = t.clinics(s)
	s.Teams = t.teams(s)
	s.Leads = t.leads()
	t.shared(s)
	return s
}

// country reads the two letters that choose the numbers to call.
func (t table) country() string {
	code, ok := t.text("country")
	if _, known := NumbersOf(code); !ok || known {
		return code
	}
	cure := "write one of " + strings.Join(Countries(), ", ")
	switch upper := strings.ToUpper(code); {
	case upper == "UK":
		cure = `write country = "GB"`
	case slices.Contains(Countries(), upper):
		cure = fmt.Sprintf("write country = %q", upper)
	}
	t.d.wrong("country", quote(code)+" is not a country whose numbers to call are known", cure)
	return ""
}

// languages reads the languages that patients may choose from.
func (t table) languages() []string {
	list, ok := t.texts("languages")
	if ok && len(list) == 0 {
		t.d.wrong("languages", "is empty", "write "+t.form("languages"))
	}
	var all []string
	for _, e := range list {
		switch {
		case slices.Contains(all, e.text):
			t.d.wrong(e.path, quote(e.text)+" is listed twice", "remove one of the two")
		case !slices.Contains(t.d.speaks, e.text):
			t.d.wrong(e.path, quote(e.text)+" is not a language that the program speaks",
				"write one of "+strings.Join(t.d.speaks, ", "))
		default:
			all = append(all, e.text)
		}
	}
	return all
}

// leads reads [leads].
func (t table) leads() *Leads {
	l, ok := t.child("leads", leadsKeys())
	if !ok {
		return nil
	}
	l.need("chat")
	return &Leads{Chat: l.chat(), Digest: l.digest()}
}

// chat reads the id of a group. It is never repeated in a problem, which may
// end up in a log.
func (t table) chat() care.ChatID {
	n, ok := t.number("chat")
	if ok && n >= 0 {
		t.d.wrong(t.join("chat"), "is not the id of a group: those are negative", "write "+t.form("chat"))
		return care.ChatID{}
	}
	return care.NewChatID(n)
}

// shared reports groups that are named twice: what one team is given must not
// be read by another.
func (t table) shared(s Service) {
	seen := map[care.ChatID]string{{}: ""} // the zero id stands for one that was not read
	check := func(chat care.ChatID, who, path string) {
		switch other := seen[chat]; {
		case other != "":
			t.d.wrong(path, fmt.Sprintf("is the same group as that of %s", other), "make a group for each in Telegram")
		case chat != care.ChatID{}:
			seen[chat] = who
		}
	}
	for i, team := range s.Teams {
		check(team.Chat, "team "+quote(team.ID), join(at("team", i), "chat"))
	}
	if s.Leads != nil {
		check(s.Leads.Chat, "the leads", "leads.chat")
	}
}
