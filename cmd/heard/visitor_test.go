package main

import (
	"context"
	"fmt"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"heard/care"
	"heard/locales"
)

// startChromium starts the one browser of these tests; it ends, with all its
// processes, before the tests do. A machine without one fails: a page that
// nobody looked at does not pass.
func startChromium(t *testing.T) context.Context {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Fatal("chromium is missing, and the demonstration is tested in a real browser: apt-get install chromium")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU)
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	browser, quit := chromedp.NewContext(allocator)
	t.Cleanup(quit)
	if err := chromedp.Do(browser); err != nil {
		t.Fatalf("chromium does not start: %v", err)
	}
	return browser
}

// visitor is somebody who looks at the demonstration and tries it out.
type visitor struct {
	*testing.T
	address string
	browser context.Context
	printer *locales.Printer
	page    context.Context
}

// opens opens the page and waits until it is live. The test fails in the end for
// everything that the page complained of.
func (v *visitor) opens(query string, width, height int64) {
	v.Helper()
	page, leave := chromedp.NewContext(v.browser)
	v.Cleanup(leave)
	page, stop := context.WithTimeout(page, time.Minute)
	v.Cleanup(stop)
	v.page = page
	v.do("the size", chromedp.EmulateViewport(width, height))
	complaints, heard := chromedp.Console(page), make(chan struct{})
	go func() {
		defer close(heard)
		for c, err := range complaints {
			if err != nil {
				return
			}
			v.Errorf("the page complained: %s", c)
		}
	}()
	v.Cleanup(func() { stop(); <-heard })
	v.do("the page", chromedp.Navigate(v.address+"demo/"+query), chromedp.WaitReady(chromedp.CSS("body[data-ready]")))
}

func (v *visitor) do(what string, actions ...chromedp.Action[chromedp.Void]) {
	v.Helper()
	for _, a := range actions {
		if err := chromedp.Do(v.page, a); err != nil {
			v.Fatalf("%s: %v", what, err)
		}
	}
}

// says prints a line of the catalogue as plain text.
func (v *visitor) says(lang string, line care.Line) string { return v.printer.Plain(lang, line) }

// agrees goes through first contact.
func (v *visitor) agrees(lang string) {
	v.Helper()
	v.clicks(`[data-testid="phone-start"]`)
	for _, label := range []care.Key{care.Key("button.in." + lang), "button.next", "button.adult", "button.agree"} {
		v.presses("phone", lang, care.Say(label))
	}
	v.reads("phone", lang, care.Say("button.report"))
}

// asks asks for help, as far as to the preview.
func (v *visitor) asks(lang string) {
	v.Helper()
	for _, label := range []care.Key{"button.ask", "term.need.housing", "button.no_words"} {
		v.presses("phone", lang, care.Say(label))
	}
	v.reads("phone", lang, care.Say("button.send_now"))
	v.waits(`document.documentElement.scrollWidth <= innerWidth`)
}

// reports answers every question of a report, tells of it in own words, and comes to
// the preview.
func (v *visitor) reports(words string) {
	v.Helper()
	v.types("/report")
	for _, label := range []care.Key{"term.src.pharmacy", "term.set.pharmacy", "term.mech.othering", "term.con.hid_things"} {
		v.presses("phone", "en", care.Say(label))
	}
	v.reads("phone", "en", care.Say("button.no_words"))
	v.types(words)
	v.reads("phone", "en", care.Say("button.send"))
	v.waits(`document.documentElement.scrollWidth <= innerWidth`)
}

// moves moves the clock with one of its buttons, and waits until it says where it has
// come to, as in "Monday 7 September 11:00".
func (v *visitor) moves(leap, to string) {
	v.Helper()
	v.clicks(chromedp.CSS(`[data-testid="clock-` + leap + `"]`))
	v.comesTo(to)
}

func (v *visitor) comesTo(to string) {
	v.Helper()
	v.waits(fmt.Sprintf(`document.getElementById("clock-said").textContent.includes(%q)`, to))
}

// came is when the newest message of a chat came that has some words, as the page says.
func (v *visitor) came(where, words string) string {
	v.Helper()
	at, err := chromedp.Run(v.page, chromedp.Evaluate[string](fmt.Sprintf(
		`[...document.querySelectorAll('[data-testid=%q] .message')].findLast((m) => m.innerText.includes(%q))?.querySelector("time").textContent ?? ""`, where, words)))
	if err != nil {
		v.Fatal(err)
	}
	return at
}

// presses clicks the newest button with a label.
func (v *visitor) presses(where, lang string, label care.Line) {
	v.Helper()
	words := v.says(lang, label)
	xpath := fmt.Sprintf(`(//*[@data-testid="%s"]//button[@data-data][normalize-space()="%s"])[last()]`, where, words)
	v.do("pressing "+words, chromedp.Click(chromedp.Search(xpath), chromedp.NodeVisible))
}

// tabsTo goes on with Tab until a condition holds of what has the focus, and
// presses Enter there.
func (v *visitor) tabsTo(what, there string) {
	v.Helper()
	const more = 80 // than there are stops on the page
	for range more {
		v.do("Tab", chromedp.KeyEvent(kb.Tab))
		if v.holds(there) {
			v.do("Enter", chromedp.KeyEvent(kb.Enter))
			return
		}
	}
	v.Fatalf("no way to %s by Tab", what)
}

func (v *visitor) clicks(selector chromedp.CSS) {
	v.Helper()
	v.do("clicking "+string(selector), chromedp.Click(selector, chromedp.NodeVisible))
}

// types writes on the phone.
func (v *visitor) types(words string) {
	v.Helper()
	v.do("writing", chromedp.SendKeys(chromedp.CSS(`[data-testid="phone-input"]`), words+kb.Enter, chromedp.NodeVisible))
}

// replies answers the first card of a group in its own way.
func (v *visitor) replies(group, words string) {
	v.Helper()
	v.clicks(chromedp.CSS(`[data-testid="group-` + group + `"] .reply`))
	v.do("writing", chromedp.SendKeys(chromedp.CSS(`[data-testid="reply-input-`+group+`"]`), words, chromedp.NodeVisible))
	v.clicks(chromedp.CSS(`[data-testid="reply-send-` + group + `"]`))
}

func (v *visitor) actsAs(group string, number int) {
	v.Helper()
	v.do("acting as another", chromedp.SetValue(chromedp.CSS(`[data-testid="acting-as-`+group+`"]`), fmt.Sprint(group, number)))
}

// reads waits until a line of the catalogue can be seen in a part of the page.
func (v *visitor) reads(where, lang string, line care.Line) {
	v.Helper()
	v.readsText(where, v.says(lang, line))
}

func (v *visitor) readsText(where, words string) {
	v.Helper()
	v.waits(fmt.Sprintf(`document.querySelector('[data-testid=%q]')?.innerText.includes(%q)`, where, words))
}

// isAt waits until the guided story is at a step.
func (v *visitor) isAt(step string) {
	v.Helper()
	v.waits(fmt.Sprintf(`document.querySelector('[data-step=%q]').getAttribute("aria-current") === "step"`, step))
}

// newest is what the last message of a chat says.
func (v *visitor) newest(where string) string {
	v.Helper()
	words, err := chromedp.Run(v.page, chromedp.Evaluate[string](
		fmt.Sprintf(`[...document.querySelectorAll('[data-testid=%q] .message .body')].at(-1).innerText`, where)))
	if err != nil {
		v.Fatal(err)
	}
	return words
}

func (v *visitor) waits(condition string) {
	v.Helper()
	if err := chromedp.Do(v.page, chromedp.Poll[chromedp.Void](condition)); err != nil {
		left, _, compared := strings.Cut(condition, " === ")
		if is, err := chromedp.Run(context.WithoutCancel(v.page), chromedp.Evaluate[any](left)); compared && err == nil {
			v.Logf("it is %v", is)
		}
		v.Fatalf("never true: %s: %v", condition, err)
	}
}

// holds evaluates a condition once.
func (v *visitor) holds(condition string) bool {
	v.Helper()
	yes, err := chromedp.Run(v.page, chromedp.Evaluate[bool](condition, chromedp.EvalAwaitPromise))
	if err != nil {
		v.Fatalf("%s: %v", condition, err)
	}
	return yes
}
