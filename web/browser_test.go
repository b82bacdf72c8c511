package web_test

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"os/exec"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"heard/web"
)

// patience bounds a test that waits for something that never comes.
const patience = 60 * time.Second

// chrome is a running browser.
type chrome struct{ ctx context.Context }

// startBrowser starts the one browser of these tests. A machine without one
// fails: a page that nobody looked at does not pass.
func startBrowser(t *testing.T) chrome {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Fatal("chromium is missing, and the page is tested in a real browser: apt-get install chromium")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.Flag("disable-dev-shm-usage", true),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true),
	)
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	browser, quit := chromedp.NewContext(allocator)
	t.Cleanup(quit)
	if err := chromedp.Do(browser); err != nil {
		t.Fatalf("chromium does not start: %v", err)
	}
	return chrome{browser}
}

// tab is a page of its own in the browser, on a theatre of its own.
type tab struct {
	*testing.T
	ctx    context.Context
	server *httptest.Server
	stage  *theatre
	// forgive allows complaints of the page: it is about to be given cause.
	forgive bool
}

// open loads the page and waits until it is live. In the end the test fails for
// anything that the page complained of: exceptions, and what the policy refused.
func (c chrome) open(t *testing.T, width, height int64, query string) *tab {
	t.Helper()
	stage := newTheatre()
	handler, err := web.Demo(stage, stage, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	whole, leave := chromedp.NewContext(c.ctx)
	t.Cleanup(leave)
	ctx, stop := context.WithTimeout(whole, patience)
	t.Cleanup(stop)
	p := &tab{T: t, ctx: ctx, server: server, stage: stage}
	p.do(chromedp.EmulateViewport(width, height))
	p.hearComplaints(ctx)
	p.do(chromedp.Navigate(server.URL+"/demo/"+query), chromedp.WaitReady(chromedp.CSS("body[data-ready]")))
	return p
}

func (p *tab) hearComplaints(ctx context.Context) {
	heard := make(chan struct{})
	var complaints []string
	ctx, stop := context.WithCancel(ctx)
	messages := chromedp.Console(ctx)
	go func() {
		defer close(heard)
		for m, err := range messages {
			if err != nil {
				return
			}
			complaints = append(complaints, m.String())
		}
	}()
	p.Cleanup(func() {
		stop()
		<-heard
		for _, c := range complaints {
			if !p.forgive {
				p.Errorf("the page complained: %s", c)
			}
		}
	})
}

func (p *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	p.Helper()
	for i, a := range actions {
		if err := chromedp.Do(p.ctx, a); err != nil {
			p.Fatalf("action %d: %v", i+1, err)
		}
	}
}

// is evaluates a condition in the page once.
func (p *tab) is(condition string) bool {
	p.Helper()
	yes, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool]("!!("+condition+")"))
	if err != nil {
		p.Fatalf("%s: %v", condition, err)
	}
	return yes
}

// expect waits until a condition holds in the page.
func (p *tab) expect(condition string) {
	p.Helper()
	if err := chromedp.Do(p.ctx, chromedp.Poll[chromedp.Void](condition)); err != nil {
		p.Fatalf("never true: %s: %v", condition, err)
	}
}

// part selects by the stable names that tests use.
func part(name string) chromedp.CSS { return chromedp.CSS(`[data-testid="` + name + `"]`) }

// button selects an inline button by what it carries.
func button(in, data string) chromedp.CSS {
	return part(in) + chromedp.CSS(` [data-data="`+data+`"]`)
}

// see waits for a text inside a part of the page.
func see(in, text string) chromedp.Action[chromedp.Void] {
	return chromedp.WaitVisible(chromedp.Search(`//*[@data-testid="` + in + `"]//*[contains(text(), "` + text + `")]`))
}

func click(sel chromedp.CSS) chromedp.Action[chromedp.Void] {
	return chromedp.Click(sel, chromedp.NodeVisible)
}

func write(in, text string) chromedp.Action[chromedp.Void] {
	return chromedp.SendKeys(part(in), text, chromedp.NodeVisible)
}
