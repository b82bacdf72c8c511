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
		"a report is claimed, answered and read": wholeStory,
		"patients do not see each other":         separatePatients,
		"by the keyboard alone":                  byKeyboard,
		"on a phone":                             onAPhone,
		"in Norwegian":                           inLanguage("nb", "Takk."),
		"in Swedish":                             inLanguage("sv", "Tack."),
		"a dosing concern is hidden":             hiddenConcern,
	} {
		t.Run(name, func(t *testing.T) { test(&visitor{T: t, address: startDemo(t), browser: browser, printer: printer}) })
	}
}

// wholeStory follows the guided story to its end, and beyond.
func wholeStory(v *visitor) {
	v.opens("", wide, high)
	v.isAt("open")
	v.agrees("en")
	v.isAt("tell")
	v.reports("en")
	v.isAt("preview")
	_, promised, _ := strings.Cut(v.newest("phone"), "\n\n")
	v.presses("phone", "en", care.Say("button.send"))
	v.reads("phone", "en", care.Say("sent.next.stigma"))
	code, _ := care.FindCode(v.newest("phone"))
	v.readsText("group-quality", string(code))
	v.isAt("card")
	if card := v.newest("group-quality"); !strings.Contains(card, promised) {
		v.Errorf("staff got %q, and the patient was shown %q", card, promised)
	}

	owner := v.says("en", care.Say("sign.quality", care.With("Number", care.Number(1))))
	v.presses("group-quality", "en", care.Say("button.take"))
	v.reads("toast", "en", care.Say("toast.done.take"))
	v.readsText("group-quality", v.says("en", care.Say("card.taken"))+" "+owner)
	v.isAt("reply")
	v.actsAs("quality", 2)
	v.presses("group-quality", "en", care.Say("button.hand_back"))
	v.reads("toast", "en", care.Say("alert.not_owner", care.With("Owner", care.Name(owner))))

	v.actsAs("quality", 1)
	v.replies("quality", "We will talk with the pharmacy.")
	v.readsText("phone", "We will talk with the pharmacy.")
	v.readsText("phone", string(code)+":") // the answer names the case
	v.isAt("answer")
	v.presses("phone", "en", care.Say("button.write"))
	v.reads("phone", "en", care.Say("reply.words", care.With("Code", code)))
	v.types("phone-input", "Thank you. I would like that.")
	v.presses("phone", "en", care.Say("button.send_now"))
	v.reads("phone", "en", care.Say("reply.sent", care.With("Code", code)))
	v.readsText("group-quality", "Thank you. I would like that.")
}

// separatePatients has one patient write, and looks for it at the next.
func separatePatients(v *visitor) {
	const secret = "what only patient A says"
	v.opens("", wide, high)
	v.agrees("en")
	v.types("phone-input", secret)
	v.readsText("phone", secret)
	v.clicks(`[data-testid="patient-b"]`)
	v.waits(`document.querySelector('[data-testid="phone-start"]').checkVisibility()`)
	v.agrees("nb")
	v.reads("phone", "nb", care.Say("button.report"))
	if v.holds(`document.body.innerText.includes("` + secret + `")`) {
		v.Error("patient B's phone, or staff, show what patient A did not send")
	}
	if v.holds(`fetch("scene").then((r) => r.json()).then((s) => JSON.stringify([s.patients[1], s.groups]).includes("` + secret + `"))`) {
		v.Error("patient A's words are in what belongs to others")
	}
	v.clicks(`[data-testid="patient-a"]`)
	v.readsText("phone", secret)
	v.reads("phone", "en", care.Say("button.leave")) // the phone speaks A's language again
}

// byKeyboard takes the first steps with Tab and Enter.
func byKeyboard(v *visitor) {
	v.opens("", wide, high)
	v.tabsTo("the start", `document.activeElement.matches('[data-testid="phone-start"]')`)
	for _, label := range []care.Key{"button.in.en", "button.next", "button.adult", "button.agree", "button.report", "term.src.pharmacy"} {
		v.reads("phone", "en", care.Say(label))
		words := v.says("en", care.Say(label))
		v.tabsTo(words, fmt.Sprintf(`document.activeElement.textContent === %q`, words))
	}
	v.reads("phone", "en", care.Say("term.set.pharmacy"))
	v.isAt("tell")
}

// onAPhone goes the whole way on a page that shows one chat at a time.
func onAPhone(v *visitor) {
	v.opens("", 390, 844)
	v.agrees("en")
	v.reports("en")
	v.presses("phone", "en", care.Say("button.send"))
	v.isAt("card")
	v.clicks(`[data-testid="story-next"]`) // it leads to the card
	v.presses("group-quality", "en", care.Say("button.take"))
	v.isAt("reply")
	v.replies("quality", "We will talk with the pharmacy.")
	v.isAt("answer")
	v.clicks(`.tabs [data-show="phone"]`)
	v.readsText("phone", "We will talk with the pharmacy.")
}

// inLanguage has a patient write in a language to staff who read English.
func inLanguage(lang, thanks string) func(*visitor) {
	return func(v *visitor) {
		v.opens("?lang="+lang, wide, high)
		for _, label := range []care.Key{care.Key("button.in." + lang), "button.next", "button.adult", "button.agree"} {
			v.readsText("story", v.says(lang, care.Say(label))) // what the story names is what is on the phone
		}
		v.agrees(lang)
		v.reports(lang)
		v.reads("phone", lang, care.Say("review.in_yours"))
		v.reads("story", lang, care.Say("button.send"))
		v.presses("phone", lang, care.Say("button.send"))
		v.isAt("card")
		v.reads("story", "en", care.Say("button.take")) // as is on the card
		v.actsAs("quality", 2)
		second := care.Say("sign.quality", care.With("Number", care.Number(2)))
		v.reads("group-quality", lang, second) // as the page calls them
		v.presses("group-quality", "en", care.Say("button.take"))
		v.readsText("group-quality", v.says("en", care.Say("card.taken"))+" "+v.says("en", second)) // who is not 1 for being first
		v.replies("quality", thanks)
		v.reads("phone", lang, care.Say("button.write"))
	}
}

// hiddenConcern reads a safety card before anything is told, and sends what is
// told later, among others.
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
