package flows_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"heard/care"
	"heard/clinic"
	"heard/flows"
	"heard/locales"
)

// topics lists everything that a report can be about, and two terms that it
// cannot.
func topics() []care.Term {
	return append(slices.Concat(care.Sources(), care.Needs(), care.Concerns(), care.Rules(), care.Praises()), "set.home", "nothing")
}

// Every topic can be picked by buttons in every language. It goes to the team
// that takes it, as a summary that names it.
func TestEveryTopicIsReached(t *testing.T) {
	s := service()
	teams := clinic.Service{Teams: s.Teams}
	for _, lang := range locales.Languages() {
		for _, topic := range topics() {
			lane, ok := care.LaneOf(topic)
			if !ok {
				continue
			}
			p := newPresser(t, lang)
			for _, label := range way(topic) {
				p.press(label)
			}
			r := p.sent.Report
			if r.Topic != topic || r.Lane != lane {
				t.Errorf("%s, %s: staff get %s in the lane %s", lang, topic, r.Topic, r.Lane)
			}
			if team, ok := teams.TeamFor(r.Topic); !ok || !team.Takes.Lane(lane) {
				t.Errorf("%s, %s: no team takes it", lang, topic)
			}
			if said, name := p.summary(), p.says(care.Say(topic.Label())); topic != care.Unsaid && !strings.Contains(said, name) {
				t.Errorf("%s: the summary of %s does not say %q:\n%s", lang, topic, name, said)
			}
		}
	}
}

// No conversation takes more than eight taps from the menu to the end when own
// words are skipped and everything else is answered; reminders begun from the opening
// hours take one more.
func TestTaps(t *testing.T) {
	const most = 8
	taps, longest := map[string]int{}, map[string]care.Term{}
	for _, topic := range topics() {
		if _, ok := care.LaneOf(topic); !ok {
			continue
		}
		p := newPresser(t, locales.Languages()[0])
		for _, label := range way(topic) {
			p.press(label)
		}
		if name := conversation(topic); p.taps > taps[name] {
			taps[name], longest[name] = p.taps, topic
		}
	}
	for name, labels := range waysToRemind() {
		p := newPresser(t, locales.Languages()[0])
		p.engine = flows.NewEngine(serviceOf(riverside(), hill()), redacting())
		for _, label := range labels {
			p.press(label)
		}
		if !p.reminder.Reminds() || p.state.Remind != nil {
			t.Errorf("%s: not set up, or still at hand: %+v", name, p.state.Remind)
		}
		taps[name], longest[name] = p.taps, "until they are set"
	}
	for _, name := range slices.Sorted(maps.Keys(taps)) {
		n := taps[name]
		t.Logf("%-26s %d taps (%s)", name, n, longest[name])
		if strings.HasSuffix(name, "button.hours") {
			n--
		}
		if n > most {
			t.Errorf("%s takes %d taps from the menu to the end, want at most %d", name, n, most)
		}
	}
}

// waysToRemind list the buttons from the menu to reminders, with two clinics.
func waysToRemind() map[string][]care.Key {
	ways := map[string][]care.Key{}
	for _, from := range []care.Key{"button.reminders", "button.hours"} {
		keys := []care.Key{"button.remind_setup", "Riverside", "button.all_windows", "button.every_day", "button.lead.m60", "remind.line.out", "button.remind_yes"}
		if from == "button.hours" {
			keys = append([]care.Key{"button.reminders"}, keys...)
		}
		ways["reminders, from "+string(from)] = append([]care.Key{from}, keys...)
	}
	return ways
}

// Words that came first are in place whatever topic is picked for them, and are
// not asked for again.
func TestWordsFirst(t *testing.T) {
	const words = "it was said before anything was asked"
	for _, topic := range topics() {
		p := newPresser(t, "en")
		p.step(flows.Input{Text: words, Topics: []care.Term{topic}})
		if _, ok := care.LaneOf(topic); !ok || topic == care.Unsaid {
			if p.offers(topic.Label()) || !p.offers("button.kept_drop") {
				t.Errorf("%s is offered", topic)
			}
			continue
		}
		p.press(topic.Label())
		for range 8 {
			for _, key := range []care.Key{"button.send", "button.send_now", "button.tell", "button.skip", "button.as_before"} {
				if p.sent.Code == "" && p.offers(key) {
					p.press(key)
					break
				}
			}
		}
		if r := p.sent.Report; r.Topic != topic || r.Words != words || p.state.Kept != "" || len(p.state.Topics) != 0 {
			t.Errorf("%s: staff get %+v, and %q is still kept", topic, r, p.state.Kept)
		}
	}
}

// Of all that was found, what cannot be picked is left out, and no more than
// three topics are offered, those of the newest words first.
func TestTopicsOffered(t *testing.T) {
	p := newPresser(t, "en")
	p.step(flows.Input{Text: "one", Topics: []care.Term{"need.job", "set.home", care.Unsaid, "need.job", "org.info"}})
	p.step(flows.Input{Text: "two", Topics: []care.Term{"nothing", "pos.warm", "org.info"}})
	if diff := cmp.Diff([]care.Term{"pos.warm", "org.info", "need.job"}, p.state.Topics); diff != "" {
		t.Error(diff)
	}
}

// conversation names the way that a topic takes.
func conversation(topic care.Term) string {
	lane, _ := care.LaneOf(topic)
	name := string(lane)
	switch {
	case slices.Contains(care.Rules(), topic):
		name += ", a rule"
	case slices.Contains(care.Praises(), topic):
		name += ", praise"
	case topic == "dose.missed":
		name += ", missed days"
	case len(care.FirstCards(topic)) > 0:
		name += ", with a card"
	}
	return name
}

// way lists the buttons from the menu to sent, with every question answered and
// own words skipped.
func way(topic care.Term) []care.Key {
	lane, _ := care.LaneOf(topic)
	var keys []care.Key
	switch lane {
	case care.Stigma:
		return []care.Key{
			"button.report", topic.Label(), care.Settings()[0].Label(), care.Mechanisms()[0].Label(),
			care.Consequences()[0].Label(), "button.no_words", "button.send",
		}
	case care.Feedback:
		kind := care.Key("button.rule")
		if slices.Contains(care.Praises(), topic) {
			kind = "button.praise"
		}
		return []care.Key{"button.feedback", kind, topic.Label(), "button.no_words", "button.send"}
	case care.Help:
		keys = []care.Key{"button.ask", topic.Label()}
	case care.Dosing:
		keys = []care.Key{"button.dose", topic.Label()}
	}
	if len(care.FirstCards(topic)) > 0 {
		keys = append(keys, "button.tell")
	}
	if topic == "dose.missed" {
		keys = append(keys, care.DaysMissed()[2].Label())
	}
	return append(keys, "button.no_words", "button.send_now")
}

// presser is a patient who begins at the menu and presses buttons of the newest
// screen by their labels.
type presser struct {
	*testing.T
	printer *locales.Printer
	engine  *flows.Engine
	state   flows.State
	lang    string
	now     time.Time
	screen  flows.Screen
	sent    flows.OpenCase
	taps    int

	reminder *flows.Reminding
	set      int // how often it was set
}

func newPresser(t *testing.T, lang string) *presser {
	t.Helper()
	p := &presser{
		T: t, printer: printing(), engine: flows.NewEngine(service(locales.Languages()...), redacting()),
		state: flows.New(1), lang: lang, now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC),
	}
	p.state.Language, p.state.Agreed, p.state.At, p.state.Touched = lang, true, "menu.open", p.now
	p.step(flows.Input{Kind: flows.Command, Text: "menu"})
	return p
}

func (p *presser) step(in flows.Input) {
	p.Helper()
	in.Fresh = "KRT-482"
	if flows.WantsReminder(in) {
		in.Reminder = p.reminder
	}
	var effects []flows.Effect
	p.state, effects = p.engine.Step(p.state, in, p.now)
	for _, effect := range effects {
		if shown, ok := effect.(flows.Show); ok {
			p.screen = shown.Screen
		}
		if sent, ok := effect.(flows.OpenCase); ok {
			p.sent = sent
		}
		if set, ok := effect.(flows.SetReminder); ok {
			p.reminder = set.Reminder
			p.set++
		}
	}
}

// offers reports whether the newest screen has a button with a label.
func (p *presser) offers(key care.Key) bool {
	return slices.ContainsFunc(buttons(p.screen), func(b flows.Button) bool { return b.Label.Key == key })
}

func (p *presser) says(line care.Line) string { return p.printer.Plain(p.lang, line) }

// press presses the only button with a label.
func (p *presser) press(key care.Key) {
	p.Helper()
	var found []flows.Button
	for _, b := range buttons(p.screen) {
		if p.says(b.Label) == p.label(key) {
			found = append(found, b)
		}
	}
	if len(found) != 1 {
		p.Fatalf("%s: there are %d buttons %q", p.lang, len(found), p.says(care.Say(key)))
	}
	p.taps++
	p.step(flows.Input{Kind: flows.Press, Button: found[0].Data})
}

// label is what stands on a button: the text of a key, or the name of a clinic.
func (p *presser) label(key care.Key) string {
	if !strings.Contains(string(key), ".") {
		return string(key)
	}
	return p.says(care.Say(key))
}

func (p *presser) pressText(key string) {
	p.Helper()
	p.press(care.Key(key))
}

// reads is the newest screen.
func (p *presser) reads() string {
	var all []string
	for _, line := range slices.Concat(p.screen.Lines, p.screen.Foot) {
		all = append(all, p.says(line))
	}
	return strings.Join(all, "\n")
}

func (p *presser) summary() string {
	var all []string
	for _, line := range p.sent.Report.Summary() {
		all = append(all, p.says(line))
	}
	return strings.Join(all, "\n")
}
