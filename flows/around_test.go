package flows_test

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"heard/care"
	"heard/flows"
)

// around plays what others do.
func (c *chat) around(what string) {
	words := strings.Fields(what)
	held := c.cases[c.newest]
	owner := care.Owner{ID: care.NewStaffID(1), Sign: 1}
	var err error
	switch {
	case words[0] == "days":
		var n int
		_, err = fmt.Sscanf(words[1], "%d", &n)
		c.now = c.now.AddDate(0, 0, n)
	case words[0] == "at":
		var clock time.Time
		clock, err = time.Parse("15:04", words[1])
		c.now = c.now.Truncate(24 * time.Hour).Add(time.Duration(clock.Hour())*time.Hour + time.Duration(clock.Minute())*time.Minute)
	case words[0] == "on":
		zone := c.service.Clinics[0].Zone
		c.now, err = time.ParseInLocation("2006-01-02 15:04", words[1]+" "+words[2], zone)
	case c.hours(words):
		return
	case words[0] == "sent":
		c.sent(care.Term(words[1]), strings.Join(words[2:], " "))
		return
	case words[0] == "upgrade":
		c.step(flows.Input{Kind: flows.Changed})
		return
	case words[0] == "check-in":
		c.shown(flows.CheckInPrompt())
		return
	case words[0] == "lonely":
		c.shown(flows.PoolPrompt(c.newest))
		return
	case words[0] == "out":
		held.Hidden = false
	case words[0] == "release":
		held = held.Release()
	case words[1] == "take":
		held, err = held.Take(owner)
	case words[1] == "answer":
		text := strings.Join(words[2:], " ")
		held, err = held.Answer(owner, text)
		if held.Muted {
			c.note("the patient is not told")
			break
		}
		c.write("Heard", c.printer.Plain(c.lang(), care.Say("case.answered", care.With("Role", care.Label("role.key_worker")),
			care.With("Code", c.newest), care.With("Words", care.Words(text)))))
		c.screens = append(c.screens, flows.Screen{Rows: [][]flows.Button{{
			{Label: care.Say("button.write"), Data: flows.Data{Token: "reply." + string(c.newest), Stays: true}},
			{Label: care.Say("button.see_case"), Data: flows.Data{Token: "case." + string(c.newest), Stays: true}},
		}}})
	case words[1] == "close":
		held, err = held.Close(owner.ID)
		c.shown(flows.Closed(c.newest))
	case words[1] == "expire":
		delete(c.cases, c.newest)
		return
	default:
		err = errors.New("unknown act: " + what)
	}
	if err != nil {
		c.t.Fatal(err)
	}
	c.cases[c.newest] = held
}

// sent gives the patient a case.
func (c *chat) sent(topic care.Term, words string) {
	lane, _ := care.LaneOf(topic)
	c.newest = c.fresh()
	c.codes++
	c.cases[c.newest] = care.Open(c.newest, "team", care.Report{Lane: lane, Topic: topic, Words: words}, "")
	c.state.Cases = append([]flows.Mine{{Code: c.newest, Topic: topic}}, c.state.Cases...)
}
