package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"heard/care"
)

// The demonstration as a clinic manager meets it: the command itself, in a real
// browser, by clicking.
func TestDemo(t *testing.T) {
	browser := startChromium(t)
	printer := printerFor(t)
	for name, test := range map[string]func(*visitor){
		"the guided story":               wholeStory,
		"patients do not see each other": separatePatients,
		"by the keyboard alone":          byKeyboard,
		"on a phone":                     onAPhone,
		"in Norwegian":                   inLanguage("nb", "Takk."),
		"in Swedish":                     inLanguage("sv", "Tack."),
		"a dosing concern is hidden":     hiddenConcern,
		"a reminder":                     ownReminder,
		"a report alone waits":           reportAlone,
	} {
		t.Run(name, func(t *testing.T) { test(&visitor{T: t, address: startDemo(t), browser: browser, printer: printer}) })
	}
}

// wholeStory follows the guided story to its end.
func wholeStory(v *visitor) {
	v.opens("", wide, high)
	askedAndAnswered(v)
	remindedAndTold(v)
	reportedAndReleased(v)
}

// askedAndAnswered asks for help, and is answered.
func askedAndAnswered(v *visitor) {
	v.Helper()
	v.isAt("open")
	v.agrees("en")
	v.isAt("tell")
	v.asks("en")
	v.isAt("preview")
	_, promised, _ := strings.Cut(v.newest("phone"), "\n\n")
	promised, _, _ = strings.Cut(promised, "\n\n")
	v.presses("phone", "en", care.Say("button.send_now"))
	v.reads("phone", "en", care.Say("sent.next.help"))
	code, _ := care.FindCode(v.newest("phone"))
	v.readsText("group-keywork", string(code))
	v.isAt("card")
	if card := v.newest("group-keywork"); promised == "" || !strings.Contains(card, promised) {
		v.Errorf("staff got %q, and the patient was shown %q", card, promised)
	}

	owner := v.says("en", care.Say("sign.key_worker", care.With("Number", care.Number(1))))
	v.presses("group-keywork", "en", care.Say("button.take"))
	v.reads("toast", "en", care.Say("toast.done.take"))
	v.readsText("group-keywork", v.says("en", care.Say("card.taken"))+" "+owner)
	v.isAt("reply")
	v.actsAs("keywork", 2)
	v.presses("group-keywork", "en", care.Say("button.hand_back"))
	v.reads("toast", "en", care.Say("alert.not_owner", care.With("Owner", care.Name(owner))))

	v.actsAs("keywork", 1)
	v.replies("keywork", "We will call the housing office.")
	v.readsText("phone", "We will call the housing office.")
	v.readsText("phone", string(code)+":") // the answer names the case
	v.isAt("answer")
	v.presses("phone", "en", care.Say("button.write"))
	v.reads("phone", "en", care.Say("reply.words", care.With("Code", code)))
	v.types("Thank you. I would like that.")
	v.presses("phone", "en", care.Say("button.send_now"))
	v.reads("phone", "en", care.Say("reply.sent", care.With("Code", code)))
	v.readsText("group-keywork", "Thank you. I would like that.")
	v.isAt("answer")
}

// remindedAndTold goes on to the reminder of another patient, and to a closure.
func remindedAndTold(v *visitor) {
	v.Helper()
	v.clicks(`[data-testid="story-next"]`)
	v.isAt("remind")
	v.moves("next", "Monday 7 September 11:00")
	v.clicks(`[data-testid="patient-b"]`)
	v.reads("phone", "en", care.Say("remind.line.out"))
	if at := v.came("phone", v.says("en", care.Say("remind.line.out"))); at != "11:00" {
		v.Errorf("the reminder came at %q", at)
	}

	v.clicks(`[data-testid="story-next"]`)
	v.isAt("closure")
	v.closes("Monday 7 September", "14:00–17:00")
	v.isAt("report")
	v.reads("phone", "en", care.Say("notice.first"))
	v.presses("phone", "en", care.Say("button.news_read"))
	v.reads("phone", "en", care.Say("closure.weather"))
}

// reportedAndReleased reports, and moves the clock to the release.
func reportedAndReleased(v *visitor) {
	v.Helper()
	v.clicks(`[data-testid="patient-a"]`)
	const words = "I had to wait until all others were served."
	v.reports(words)
	v.isAt("digest")
	v.presses("phone", "en", care.Say("button.send"))
	v.reads("phone", "en", care.Say("sent.pool"))
	report, _ := care.FindCode(v.newest("phone"))
	v.moves("day", "Tuesday 8 September")
	if v.holds(`!!document.querySelector('[data-testid="group-quality"] .message')`) {
		v.Error("the quality team has something before the release")
	}
	v.moves("release", "Monday 14 September 07:00")
	v.readsText("group-quality", words)
	digest := v.newest("group-quality")
	if strings.Contains(digest, string(report)) {
		v.Error("the patient's own code is in the digest")
	}
	for _, one := range others() {
		if told := one.tells[0].words; !strings.Contains(digest, told) {
			v.Errorf("nobody else wrote %q in %q", told, digest)
		}
	}
	if at := v.came("group-quality", words); at != "07:00" {
		v.Errorf("the digest came at %q", at)
	}
}

// ownReminder sets up a reminder on the phone, and moves the clock over it: it has come
// at its time, though the clock stopped after closing.
func ownReminder(v *visitor) {
	v.opens("", wide, high)
	v.agrees("en")
	for _, label := range []care.Key{"button.reminders", "button.remind_setup", "button.all_windows", "button.every_day", "button.lead.m30", "remind.line.hello", "button.remind_yes"} {
		v.presses("phone", "en", care.Say(label))
	}
	v.reads("phone", "en", care.Say("remind.done"))
	hello := v.says("en", care.Say("remind.line.hello"))
	const due = `[...document.querySelectorAll('[data-testid="phone"] .message')].filter((m) => m.querySelector('[data-data^="~remind_been"]')).map((m) => m.querySelector("time").textContent).join()`
	v.moves("half-hour", "Monday 7 September")
	v.moves("day", "Tuesday 8 September") // over 11:30, 16:30 and the night
	v.readsText("phone", hello)
	v.waits(due + ` === "11:30,16:30"`)
	v.moves("next", "Tuesday 8 September 11:00") // patient B's
	v.moves("next", "Tuesday 8 September 11:30")
	v.waits(due + ` === "11:30,16:30,11:30"`)
	v.moves("release", "Monday 14 September 07:00")
	v.waits(due + ` === "` + strings.Repeat("11:30,16:30,", 5) + `10:30,10:30"`) // the weekend has other hours
}

// reportAlone moves the clock over a release that finds too little, and then writes: the
// report goes out with the next one, when the others have written again.
func reportAlone(v *visitor) {
	v.opens("", wide, high)
	v.agrees("en")
	v.moves("release", "Monday 14 September 07:00")
	if v.holds(`!!document.querySelector('[data-testid="group-quality"] .message')`) {
		v.Error("four reports went out, and five are wanted")
	}
	v.reports("They served me last.")
	v.presses("phone", "en", care.Say("button.send"))
	v.reads("phone", "en", care.Say("sent.pool"))
	v.moves("release", "Monday 21 September 07:00")
	v.readsText("group-quality", "They served me last.")
	v.reports("I was served last again.")
	v.presses("phone", "en", care.Say("button.send"))
	v.reads("phone", "en", care.Say("sent.pool"))
	v.moves("release", "Monday 28 September 07:00")
	v.readsText("group-quality", "I was served last again.")
}

// separatePatients has one patient write, and looks for it at another.
func separatePatients(v *visitor) {
	const secret = "what only patient A says"
	v.opens("", wide, high)
	v.agrees("en")
	v.types(secret)
	v.readsText("phone", secret)
	v.clicks(`[data-testid="patient-c"]`)
	v.waits(`document.querySelector('[data-testid="phone-start"]').checkVisibility()`)
	v.agrees("nb")
	v.reads("phone", "nb", care.Say("button.report"))
	if v.holds(`document.body.innerText.includes("` + secret + `")`) {
		v.Error("patient C's phone, or staff, show what patient A did not send")
	}
	if v.holds(`fetch("scene").then((r) => r.json()).then((s) => JSON.stringify([s.patients[1], s.patients[2], s.groups]).includes("` + secret + `"))`) {
		v.Error("patient A's words are in what belongs to others")
	}
	v.clicks(`[data-testid="patient-a"]`)
	v.readsText("phone", secret)
	v.reads("phone", "en", care.Say("button.leave")) // the phone speaks A's language again
}

// byKeyboard takes the first steps, and moves the clock, with Tab and Enter.
func byKeyboard(v *visitor) {
	v.opens("", wide, high)
	v.tabsTo("the clock", `document.activeElement.matches('[data-testid="clock-next"]')`)
	v.comesTo("Monday 7 September 11:00")
	v.waits(`!document.querySelector('[data-patient="b"] .dot').hidden`) // a reminder came there
	v.tabsTo("the start", `document.activeElement.matches('[data-testid="phone-start"]')`)
	for _, label := range []care.Key{"button.in.en", "button.next", "button.adult", "button.agree", "button.ask", "term.need.housing"} {
		v.reads("phone", "en", care.Say(label))
		words := v.says("en", care.Say(label))
		v.tabsTo(words, fmt.Sprintf(`document.activeElement.textContent === %q`, words))
	}
	v.reads("phone", "en", care.Say("button.no_words"))
	v.isAt("tell")
}

// onAPhone goes the whole way on a page that shows one chat at a time.
func onAPhone(v *visitor) {
	v.opens("", 390, 844)
	v.agrees("en")
	v.asks("en")
	v.presses("phone", "en", care.Say("button.send_now"))
	v.isAt("card")
	v.clicks(`[data-testid="story-next"]`) // it leads to the card
	v.presses("group-keywork", "en", care.Say("button.take"))
	v.isAt("reply")
	v.replies("keywork", "We will call the housing office.")
	v.isAt("answer")
	v.clicks(`[data-testid="story-next"]`) // and to the answer
	v.readsText("phone", "We will call the housing office.")
	v.clicks(`[data-testid="story-next"]`)
	v.isAt("remind")
	v.clicks(`[data-testid="story-next"]`)
	v.isAt("closure")
	v.closes("Monday 7 September", "08:00–12:00")
	v.isAt("report")
	v.clicks(`[data-testid="story-next"]`) // it leads to the phone
	v.reports("They spoke over my head.")
	v.isAt("digest")
	v.presses("phone", "en", care.Say("button.send"))
	v.reads("phone", "en", care.Say("sent.pool"))
	v.moves("release", "Monday 14 September 07:00")
	v.clicks(`.tabs [data-show="quality"]:has(.dot:not([hidden]))`)
	v.readsText("group-quality", "They spoke over my head.")
	v.waits(`document.documentElement.scrollWidth <= innerWidth`)
}

// inLanguage has a patient write in a language to staff who read English.
func inLanguage(lang, thanks string) func(*visitor) {
	return func(v *visitor) {
		v.opens("?lang="+lang, wide, high)
		for _, label := range []care.Key{care.Key("button.in." + lang), "button.next", "button.adult", "button.agree"} {
			v.readsText("story", v.says(lang, care.Say(label))) // what the story names is what is on the phone
		}
		v.agrees(lang)
		v.reads("story", lang, care.Say("button.ask"))
		v.reads("story", lang, care.Say("term.need.housing"))
		v.asks(lang)
		v.reads("phone", lang, care.Say("review.in_yours"))
		v.reads("story", lang, care.Say("button.send_now"))
		v.presses("phone", lang, care.Say("button.send_now"))
		v.isAt("card")
		v.reads("story", "en", care.Say("button.take")) // as is on the card
		v.actsAs("keywork", 2)
		second := care.Say("sign.key_worker", care.With("Number", care.Number(2)))
		v.reads("group-keywork", lang, second) // as the page calls them
		v.presses("group-keywork", "en", care.Say("button.take"))
		v.readsText("group-keywork", v.says("en", care.Say("card.taken"))+" "+v.says("en", second)) // who is not 1 for being first
		v.replies("keywork", thanks)
		v.reads("phone", lang, care.Say("button.write"))
		v.clicks(`[data-testid="clock-release"]`)
		v.waits(`document.querySelector('[data-testid="clock-time"]').textContent === "07:00"`) // as is on the button
		v.waits(`document.querySelector('[data-testid="clock-release"]').textContent.endsWith("07:00")`)
	}
}

// hiddenConcern reads a safety card before anything is told, and sends what is
// told later, among others. It comes when the clock has been moved.
func hiddenConcern(v *visitor) {
	v.opens("", wide, high)
	v.agrees("en")
	v.presses("phone", "en", care.Say("button.dose"))
	v.presses("phone", "en", care.Say("term.dose.missed"))
	v.reads("phone", "en", care.Say("msg.missed_1_2"))
	for _, label := range []care.Key{"button.tell", "term.day.two", "button.no_words"} {
		v.presses("phone", "en", care.Say(label))
	}
	v.reads("phone", "en", care.Say("review.speed"))
	v.clicks(`[data-testid="phone"] button[data-data$=":later"]`)
	v.reads("phone", "en", care.Say("sent.later"))
	code, _ := care.FindCode(v.newest("phone"))
	if v.holds(`document.querySelector('[data-testid="group-clinical"]').innerText.includes("` + string(code) + `")`) {
		v.Error("staff have it already")
	}
	v.moves("day", "Tuesday 8 September")
	v.readsText("group-clinical", string(code))
	if at := v.came("group-clinical", string(code)); at < "08:00" || at > "17:00" {
		v.Errorf("it came at %s", at)
	}
}

const wide, high = 1400, 900

// startDemo runs the command until the test ends, and returns the address of
// its page, which it has seen served.
func startDemo(t *testing.T) string {
	t.Helper()
	began := time.Now()
	out, in := io.Pipe()
	complaints := &logged{}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() {
		err := demoCommand{Listen: "127.0.0.1:0"}.Run(ctx, world{strings.NewReader(""), in, complaints, os.LookupEnv})
		_ = in.Close()
		ended <- err
	}()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error("the demonstration:", err)
		}
		if said := complaints.String(); said != "" {
			t.Error("the demonstration complained:", said)
		}
	})
	address := addressIn(t, out)
	served(t, address, began)
	return address
}

var pageAddress = regexp.MustCompile(`http://\S+`)

// addressIn reads the address of the page off what the command writes.
func addressIn(t *testing.T, out io.Reader) string {
	t.Helper()
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if address := pageAddress.FindString(lines.Text()); address != "" {
			go func() { _, _ = io.Copy(io.Discard, out) }() // until the command ends
			return address
		}
	}
	t.Fatal("the demonstration ended without an address")
	return ""
}

// served fails unless the page is there within five seconds of the start.
func served(t *testing.T, address string, began time.Time) {
	t.Helper()
	ctx, cancel := context.WithDeadline(t.Context(), began.Add(5*time.Second))
	defer cancel()
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	for {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := client.Do(r)
		if err == nil {
			_ = answer.Body.Close()
			if answer.StatusCode == http.StatusOK {
				t.Logf("the page was served after %v", time.Since(began).Round(time.Millisecond))
				return
			}
		}
		if ctx.Err() != nil {
			t.Fatalf("no page within five seconds: %v", err)
		}
	}
}
