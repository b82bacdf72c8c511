package web_test

import (
	"context"
	_ "embed"
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"heard/web"
)

// The page in a real browser, one browser for all of them.
func TestPage(t *testing.T) {
	browser := startBrowser(t)
	for name, test := range map[string]func(*testing.T, chrome){
		"the story by clicking":    clickThroughTheStory,
		"the story is in no way":   leaveTheStory,
		"text":                     writeText,
		"other than text":          sendAPhoto,
		"several patients":         switchPatient,
		"the keyboard alone":       keyboardAlone,
		"a phone's width":          phoneWidth,
		"Bokmål":                   inBokmal,
		"Swedish":                  inSwedish,
		"the languages":            changeLanguage,
		"nothing sticks out":       nothingSticksOut,
		"contrast":                 contrast,
		"a hostile message":        hostileMessage,
		"an act that fails":        failedAct,
		"focus outlives an edit":   focusOutlivesAnEdit,
		"a long question":          longQuestion,
		"the story once more":      storyAgain,
		"what is gone stays gone":  deletedMessage,
		"a line that is lost":      lostLine,
		"an alert waits for a yes": alert,
		"the clock":                moveClock,
		"a clock that stands":      clockThatStands,
		"a report that waits":      reportThatWaits,
		"the story fits":           storyFits,
	} {
		t.Run(name, func(t *testing.T) { test(t, browser) })
	}
}

const wide, high = 1400, 900

// report takes a report from the first press to the team.
func report(p *tab) {
	p.Helper()
	p.do(
		click(part("phone-start")), see("phone-log", "Welcome"),
		click(button("phone-log", "=report")), see("phone-log", "Who was it"),
		click(button("phone-log", "2:pharmacy")), see("phone-log", "exactly what staff will see"),
		click(button("phone-log", "3:send")), see("phone-log", "Sent."),
	)
}

func step(name string) string {
	return `document.querySelector('[data-step="` + name + `"]').getAttribute("aria-current") === "step"`
}

func clickThroughTheStory(t *testing.T, browser chrome) {
	p := browser.open(t, wide, high, "")
	p.expect(step("open"))
	p.do(click(part("phone-start")))
	p.expect(step("tell"))
	p.do(click(button("phone-log", "=report")), see("phone-log", "Who was it"))
	p.expect(step("tell"))
	p.do(click(button("phone-log", "2:pharmacy")))
	p.expect(step("preview"))
	p.do(click(button("phone-log", "3:send")), see("group-quality", "KRT-482"))
	p.expect(step("card")) // though the card has been edited already
	p.do(click(button("group-quality", "take.KRT-482")), see("group-quality", "staff member 1"))
	p.expect(step("reply"))
	if p.is(`document.querySelector(".edited")`) {
		t.Error("the bot's edits are pointed out, and it edits all the time")
	}
	p.do(
		chromedp.SetValue(part("acting-as-quality"), "k2"),
		click(button("group-quality", "back.KRT-482")), see("toast", "Staff member 1 has this case"),
		chromedp.Click(part("group-quality")+` .reply`),
		write("reply-input-quality", "We will talk to them."),
		click(part("reply-send-quality")),
		see("group-quality", "We will talk to them."), see("phone-log", "We will talk to them."),
	)
	p.expect(step("answer"))
	p.do(chromedp.WaitNotVisible(part("group-quality") + ` .quoting`))
	acts := p.stage.done()
	last := acts[len(acts)-1]
	if last.Verb != web.Reply || last.Actor != "k2" || last.Message == 0 {
		t.Errorf("the reply: %+v", last)
	}
}

func leaveTheStory(t *testing.T, browser chrome) {
	p := browser.open(t, wide, high, "")
	p.do(click(part("story-next")))
	p.expect(step("tell"))
	p.do(click(part("story-close")), chromedp.WaitNotVisible(part("story")))
	report(p)
	p.do(click(part("story-open")), chromedp.WaitVisible(part("story")))
	p.expect(step("card"))
	p.do(chromedp.Reload(), chromedp.WaitReady(chromedp.CSS("body[data-ready]")))
	p.expect(step("open")) // nothing is kept, and what was there before does not move it
}

func writeText(t *testing.T, browser chrome) {
	p := browser.open(t, wide, high, "")
	p.do(write("phone-input", "  where is\tmy <b>list</b>?"+kb.Enter), see("phone-log", "where is"))
	p.expect(`document.querySelector('[data-testid="phone-input"]').value === ""`)
	p.do(write("phone-input", "again"), click(part("phone-send")), see("phone-log", "again"))
	if p.is(`document.querySelector('[data-testid="phone-log"] .from-patient b')`) {
		t.Error("typed text became markup")
	}
	if got := p.stage.done()[0].Text; !strings.HasPrefix(got, "where is") || len(p.stage.done()) != 2 {
		t.Errorf("acts: %+v", p.stage.done())
	}
}

func sendAPhoto(t *testing.T, browser chrome) {
	p := browser.open(t, wide, high, "")
	p.do(click(part("phone-input-attach")), click(`#phone [data-kind="photo"]`), see("phone-log", "Photo"),
		see("phone-log", "only read text"))
	p.do(click(part("phone-input-commands")), click(`#phone [data-command="/ask"]`), see("phone-log", "/ask"))
	if a := p.stage.done()[0]; a.Verb != web.Send || a.Kind != web.Photo {
		t.Errorf("act: %+v", a)
	}
}

func switchPatient(t *testing.T, browser chrome) {
	p := browser.open(t, wide, high, "")
	p.do(write("phone-input", "from the first"+kb.Enter), see("phone-log", "from the first"), write("phone-input", "half a thou"),
		click(part("patient-b")), chromedp.WaitNotPresent(part("phone-log")+` .message`), chromedp.WaitVisible(part("phone-start")))
	if !p.is(`document.querySelector('[data-testid="phone-input"]').value === ""`) {
		t.Error("what one patient had begun to write is in the hands of another")
	}
	p.do(write("phone-input", "from the second"+kb.Enter), see("phone-log", "from the second"))
	p.do(click(part("patient-a")), see("phone-log", "from the first"))
	if p.is(`document.querySelector('[data-testid="phone-log"]').textContent.includes("from the second")`) {
		t.Error("one patient sees the other's chat")
	}
	if a := p.stage.done()[1]; a.Actor != "b" || a.Chat != "b" {
		t.Errorf("act: %+v", a)
	}
}

// tabTo presses Tab until a part of the page has the focus.
func (p *tab) tabTo(sel chromedp.CSS) {
	p.Helper()
	const more = 80 // than there are stops on the page
	for range more {
		p.do(chromedp.KeyEvent(kb.Tab))
		if p.is("document.activeElement.matches(`" + string(sel) + "`)") {
			return
		}
	}
	p.Fatalf("no way to %s by Tab", sel)
}

func keyboardAlone(t *testing.T, browser chrome) {
	p := browser.open(t, wide, high, "")
	enter := chromedp.KeyEvent(kb.Enter)
	p.tabTo(part("phone-start"))
	p.do(enter, see("phone-log", "Welcome"))
	for _, choice := range []struct{ data, then string }{
		{"=report", "Who was it"}, {"2:pharmacy", "exactly"}, {"3:send", "Sent."},
	} {
		p.tabTo(button("phone-log", choice.data))
		p.do(enter, see("phone-log", choice.then))
	}
	p.do(see("group-quality", "KRT-482"))
	p.tabTo(button("group-quality", "take.KRT-482"))
	p.do(enter, see("group-quality", "staff member 1"))
	reply := part("group-quality") + ` .reply`
	p.tabTo(reply)
	quoting := part("group-quality") + ` .quoting`
	p.do(enter, chromedp.WaitVisible(quoting), chromedp.KeyEvent("not this"), chromedp.KeyEvent(kb.Escape), chromedp.WaitNotVisible(quoting))
	if !p.is(`document.activeElement.matches('[data-testid="reply-input-quality"]')`) {
		t.Error("Escape lost the place")
	}
	if len(p.stage.done()) != 5 {
		t.Errorf("acts: %+v", p.stage.done())
	}
}

func phoneWidth(t *testing.T, browser chrome) {
	p := browser.open(t, 390, 844, "")
	p.do(chromedp.WaitVisible(part("phone")), chromedp.WaitNotVisible(part("group-quality")))
	report(p)
	tab := chromedp.CSS(`.tabs [data-show="quality"]`)
	p.do(chromedp.WaitVisible(tab+` .dot`), click(tab), see("group-quality", "KRT-482"),
		chromedp.WaitNotVisible(part("phone")), chromedp.WaitNotVisible(tab+` .dot`),
		click(button("group-quality", "take.KRT-482")), see("group-quality", "staff member 1"),
		chromedp.Click(part("group-quality")+` .reply`), write("reply-input-quality", "Thank you."+kb.Enter), see("group-quality", "Thank you."),
		click(`.tabs [data-show="phone"]`), see("phone-log", "Thank you."))
}

func inBokmal(t *testing.T, browser chrome) {
	p := browser.open(t, wide, high, "?lang=nb")
	p.do(see("banner", "Demonstrasjon"), see("story", "En pasient åpner Heard"))
	report(p)
	p.do(chromedp.SetValue(part("acting-as-quality"), "k2"), write("reply-input-quality", "hei"+kb.Enter), see("group-quality", "hei"))
	p.expect(`document.querySelector('[data-testid="group-quality"] .from-staff .author').textContent === "Primærkontakt 2"`)
}

func inSwedish(t *testing.T, browser chrome) {
	p := browser.open(t, wide, high, "?lang=sv")
	p.do(see("banner", "demo"), see("story", "En patient öppnar Heard"), see("group-clinical", "Sjuksköterskor"))
	report(p)
	p.do(chromedp.SetValue(part("acting-as-quality"), "k2"), write("reply-input-quality", "hej"+kb.Enter), see("group-quality", "hej"))
	p.expect(`document.querySelector('[data-testid="group-quality"] .from-staff .author').textContent === "Kontaktperson 2"`)
}

// The languages are a click apart, on a phone too and whether the story is there or not.
func changeLanguage(t *testing.T, browser chrome) {
	p := browser.open(t, 390, 844, "")
	for _, lang := range []string{"sv", "nb", "en"} {
		p.do(click(part("story-close")), click(chromedp.CSS(`.langs [hreflang="`+lang+`"]`)), chromedp.WaitReady(chromedp.CSS(`[lang="`+lang+`"] body[data-ready]`)))
		p.expect(`document.querySelector('.langs [aria-current]').lang === "` + lang + `"`)
	}
}

// Nothing is wider than the page, from a small phone to a large screen.
func nothingSticksOut(t *testing.T, browser chrome) {
	for _, lang := range []string{"en", "nb", "sv"} {
		nothingSticksOutIn(browser.open(t, wide, high, "?lang="+lang))
	}
}

// topParts are what stands beside each other at the top of the page.
const topParts = `[...document.querySelectorAll(".top > *, .langs a")].filter((e) => e.checkVisibility())`

func nothingSticksOutIn(p *tab) {
	report(p)
	p.do(write("phone-input", strings.Repeat("abcdefghij", 30)+kb.Enter), see("phone-log", "abcdefghij"))
	for _, width := range []int64{320, 390, 700, 701, 1024, 1180, 1920} {
		p.do(chromedp.EmulateViewport(width, 800))
		p.expect(`document.documentElement.scrollWidth <= innerWidth && innerWidth === ` + strconv.FormatInt(width, 10))
		p.expect(`[...document.querySelectorAll(".log")].every((log) => log.scrollWidth <= log.clientWidth)`)
		p.expect(topParts + `.every((e) => e.scrollWidth <= e.clientWidth + 1 && e.getBoundingClientRect().right <= innerWidth)`)
	}
}

//go:embed testdata/contrast.js
var contrastScript string

// Ink on its ground has the contrast that WCAG asks of text, in both schemes.
func contrast(t *testing.T, browser chrome) {
	p := browser.open(t, wide, high, "")
	report(p)
	p.do(click(button("group-quality", "take.KRT-482")), see("group-quality", "staff member 1"),
		chromedp.Click(part("group-quality")+` .reply`), click(part("phone-input-attach")))
	for _, scheme := range []string{"light", "dark"} {
		p.do(inScheme(scheme))
		weak, err := chromedp.Run(p.ctx, chromedp.Evaluate[[]string](contrastScript))
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range weak {
			t.Errorf("%s: %s", scheme, w)
		}
	}
}

func inScheme(scheme string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{
				{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"},
			},
		})
		return err
	})
}

func hostileMessage(t *testing.T, browser chrome) {
	p := browser.open(t, wide, high, "")
	p.stage.put("a", web.Message{
		From: web.FromBot,
		HTML: `<b onclick="window.hurt=1">safe</b><script>window.hurt=1</script><img src="x" onerror="window.hurt=1"/>` +
			`<a href="javascript:window.hurt=1">link</a>`,
		Buttons: [][]web.Button{{{Text: `<img src=x onerror="window.hurt=1">`, Data: `"><script>window.hurt=1</script>`}}},
	})
	p.do(see("phone-log", "safe"), chromedp.Click(part("phone-log")+` strong`))
	if p.is(`window.hurt || document.querySelector(".message :is(script, img, a, [onclick])")`) {
		t.Error("a message did something")
	}
}

func failedAct(t *testing.T, browser chrome) {
	p := browser.open(t, wide, high, "")
	p.forgive = true // the console tells of the 404, as it should
	p.is(`document.querySelector('[data-testid="acting-as-leads"]').replaceChildren(new Option("gone", ""))`)
	p.do(write("reply-input-leads", "my words"+kb.Enter), see("toast", "did not go through"))
	if !p.is(`document.querySelector('[data-testid="reply-input-leads"]').value === "my words"`) {
		t.Error("the words are lost")
	}
}

func focusOutlivesAnEdit(t *testing.T, browser chrome) {
	p := browser.open(t, wide, high, "")
	report(p)
	p.do(see("group-quality", "KRT-482"), chromedp.Focus(button("group-quality", "take.KRT-482")), chromedp.KeyEvent(kb.Enter), see("group-quality", "staff member 1"))
	if !p.is(`document.activeElement.matches('[data-testid="group-quality"] .message')`) {
		t.Error("the button is gone, and the focus with it")
	}
	p.do(chromedp.Focus(button("group-quality", "close.KRT-482")))
	p.stage.edit("quality", "another line")
	p.do(see("group-quality", "another line"))
	if !p.is(`document.activeElement.dataset.data === "close.KRT-482"`) {
		t.Error("the button is still there, and the focus is not")
	}
}

func deletedMessage(t *testing.T, browser chrome) {
	p := browser.open(t, wide, high, "")
	p.do(write("phone-input", "a secret"+kb.Enter), see("phone-log", "a secret"))
	p.stage.clear("a")
	p.do(chromedp.WaitNotPresent(part("phone-log")+` .message`), chromedp.WaitVisible(part("phone-start")))
}

func alert(t *testing.T, browser chrome) {
	p := browser.open(t, wide, high, "")
	p.stage.tell(web.Toast{ID: 1, Chat: "keywork", Actor: "k1", Text: "Closed by the clinic.", Alert: true})
	p.do(see("toast", "Closed by the clinic."), see("toast", "Key worker 1"))
	p.stage.tell(web.Toast{ID: 2, Chat: "keywork", Actor: "k1", Text: "Closed by a colleague.", Alert: true})
	p.do(see("toast", "Closed by a colleague."))
	if p.is(`document.querySelectorAll('[data-testid="toast"]').length > 1`) {
		t.Error("answers pile up")
	}
	p.do(click(part("toast")+` button`), chromedp.WaitNotPresent(part("toast")))
}

// A question with more buttons than fit is read from its beginning, and ticking
// an answer at its end does not move it.
func longQuestion(t *testing.T, browser chrome) {
	p := browser.open(t, wide, high, "")
	keys := make([][]web.Button, 30)
	for i := range keys {
		keys[i] = []web.Button{{Text: "answer " + strconv.Itoa(i), Data: "5:" + strconv.Itoa(i)}}
	}
	p.stage.put("a", web.Message{From: web.FromBot, Text: "which one?", Buttons: keys})
	down := chromedp.CSS(`#phone [data-down]`)
	p.do(see("phone-log", "which one?"), chromedp.WaitVisible(down))
	const (
		log   = `document.querySelector('[data-testid="phone-log"]')`
		atTop = log + `.querySelector(".body").getBoundingClientRect().top >= ` + log + `.getBoundingClientRect().top`
		atEnd = log + `.scrollHeight - ` + log + `.scrollTop - ` + log + `.clientHeight < 2`
	)
	p.expect(atTop)
	p.do(click(down), chromedp.WaitNotVisible(down))
	p.expect(atEnd)
	p.stage.tick("a", "✓ the last")
	p.do(see("phone-log", "✓ the last"))
	if !p.is(atEnd) {
		t.Error("a tick moved the buttons")
	}
	p.stage.edit("a", "and which of these?")
	p.do(see("phone-log", "and which of these?"))
	p.expect(atTop)
}

// Whoever has come to the end can follow the story again with another patient.
func storyAgain(t *testing.T, browser chrome) {
	p := browser.open(t, 390, 844, "")
	report(p)
	p.expect(step("card"))
	next := part("story-next")
	p.expect(`document.querySelector('[data-testid="story-next"]').textContent === "Show me"`)
	p.do(click(next), chromedp.WaitVisible(part("group-quality")))
	p.expect(step("card")) // it only led there
	p.do(click(next), click(next), chromedp.WaitVisible(part("phone")), click(next), click(next))
	p.expect(step("report"))
	p.do(click(next))
	p.expect(step("digest"))
	p.do(click(next), chromedp.WaitNotVisible(part("story")))
	p.do(click(part("patient-b")), click(part("story-open")))
	p.expect(step("open"))
	p.do(click(part("phone-start")))
	p.expect(step("tell"))
}

func lostLine(t *testing.T, browser chrome) {
	p := browser.open(t, wide, high, "")
	p.forgive = true // the console tells of the line, as it should
	p.is(`new MutationObserver(() => { window.told ||= document.getElementById("lost").textContent })
		.observe(document.getElementById("lost"), { childList: true })`)
	p.server.CloseClientConnections()
	p.expect(`window.told && document.getElementById("lost").textContent === ""`)
	p.stage.put("a", web.Message{From: web.FromBot, Text: "after all"})
	p.do(see("phone-log", "after all"))
}

const shownTime = `document.querySelector('[data-testid="clock-time"]').textContent`

// The clock shows the time at the clinic, in the page's language, and goes on by clicks
// and by the keyboard; where it has come to is said aloud, once. What is written later
// stands under its own day.
func moveClock(t *testing.T, browser chrome) {
	p := browser.open(t, wide, high, "?lang=nb")
	p.expect(shownTime + ` === "09:20"`)
	p.expect(`document.querySelector(".clock [data-day]").textContent === "man. 7. sep."`)
	p.do(write("phone-input", "one"+kb.Enter), see("phone-log", "one"))
	p.expect(`document.querySelector('[data-testid="phone-log"] .message time').textContent === "09:20"`)
	p.tabTo(part("clock-half-hour"))
	p.do(chromedp.KeyEvent(kb.Enter))
	p.expect(shownTime + ` === "09:50"`)
	p.expect(`document.getElementById("clock-said").textContent === "Nå er det mandag 7. september 09:50"`)
	if !p.is(`document.activeElement.matches('[data-testid="clock-half-hour"]')`) {
		t.Error("the button lost the focus")
	}
	p.do(click(part("clock-day")))
	p.expect(`document.getElementById("clock-said").textContent === "Nå er det tirsdag 8. september 09:50"`)
	p.do(write("phone-input", "two"+kb.Enter), see("phone-log", "two"))
	p.expect(`[...document.querySelectorAll("#phone .log .day")].map((d) => d.textContent + "/" + d.nextElementSibling.querySelector(".body").textContent).join() === "tirsdag 8. september/two"`)
	p.stage.clear("a")
	p.do(chromedp.WaitNotPresent(chromedp.CSS(`#phone .log > *`)))
}

func clockThatStands(t *testing.T, browser chrome) {
	p := browser.open(t, wide, high, "")
	p.forgive = true // the console tells of the 500, as it should
	p.stage.change(func() { p.stage.fail = errors.New("broken") })
	p.do(click(part("clock-day")))
	p.expect(`document.getElementById("lost").textContent === "That did not go through. Please try again."`)
	p.expect(shownTime + ` === "09:20"`)
	p.stage.change(func() { p.stage.fail = nil })
	p.do(click(part("clock-half-hour")))
	p.expect(shownTime + ` === "09:50" && document.getElementById("lost").textContent === ""`)
}

// The end of the story: a preview of a report leads to its last step for whoever has
// come so far, and the clock is what it points at.
func reportThatWaits(t *testing.T, browser chrome) {
	p := browser.open(t, wide, high, "")
	const clockLit = `document.getElementById("clock").matches(".lit")`
	p.do(click(part("story-next")), click(part("story-next")), click(part("story-next")), click(part("story-next")), click(part("story-next")))
	p.expect(step("answer") + ` && !` + clockLit)
	p.do(click(part("story-next")))
	p.expect(step("remind") + ` && ` + clockLit)
	p.do(click(part("story-next")))
	p.expect(step("report") + ` && !` + clockLit)
	p.do(click(part("phone-start")), see("phone-log", "Welcome"), click(button("phone-log", "=report")), see("phone-log", "Who was it"))
	p.expect(step("report"))
	p.do(click(button("phone-log", "2:pharmacy")))
	p.expect(step("digest") + ` && ` + clockLit)
	p.do(click(part("clock-release")), see("group-quality", "Reports, week 38"))
	p.expect(step("digest"))
}

// No step of the story is so long that its buttons are out of view.
func storyFits(t *testing.T, browser chrome) {
	for _, lang := range []string{"en", "nb", "sv"} {
		p := browser.open(t, 1440, 900, "?lang="+lang)
		for _, height := range []int64{900, 899, 768} {
			p.do(chromedp.EmulateViewport(1440, height), click(part("story-close")), click(part("story-open")))
			fits := `document.getElementById("story").scrollHeight <= document.getElementById("story").clientHeight`
			p.expect(fits)
			for range 8 {
				p.do(click(part("story-next")))
				p.expect(fits)
			}
			for range 8 {
				p.do(click(part("story-back")))
			}
		}
	}
}
