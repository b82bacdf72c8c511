package care_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"heard/care"
)

var (
	mine   = care.Owner{ID: care.NewStaffID(11), Sign: 1}
	theirs = care.Owner{ID: care.NewStaffID(12), Sign: 2}
	report = care.Report{Lane: care.Help, Topic: "need.housing", Words: "words of a report"}
)

// inState makes a case by what it is called.
func inState(name string) care.Case {
	c := care.Open("KRT-482", "keywork", report, "as shown")
	switch name {
	case "mine", "mine, closed":
		c.Status, c.Owner = care.Taken, &mine
	case "theirs", "theirs, closed":
		c.Status, c.Owner = care.Taken, &theirs
	}
	if strings.HasSuffix(name, "closed") {
		c.Status = care.Closed
	}
	return c
}

// The whole life of a case: what I may do with it, and what it is then.
func TestCaseLife(t *testing.T) {
	acts := map[string]func(care.Case) (care.Case, error){
		"take":   func(c care.Case) (care.Case, error) { return c.Take(mine) },
		"back":   func(c care.Case) (care.Case, error) { return c.HandBack(mine.ID) },
		"close":  func(c care.Case) (care.Case, error) { return c.Close(mine.ID) },
		"answer": func(c care.Case) (care.Case, error) { return c.Answer(mine, "an answer") },
		"reply":  func(c care.Case) (care.Case, error) { return c.Reply("a reply", "") },
	}
	for _, row := range []struct {
		from, act string
		to        string // empty: it stays as it was
		err       error
	}{
		{"new", "take", "mine", nil},
		{"new", "back", "", care.ErrNotTaken},
		{"new", "close", "closed", nil},
		{"new", "answer", "mine", nil},
		{"new", "reply", "new", nil},
		{"mine", "take", "mine", nil},
		{"mine", "back", "new", nil},
		{"mine", "close", "mine, closed", nil},
		{"mine", "answer", "mine", nil},
		{"mine", "reply", "mine", nil},
		{"theirs", "take", "", care.ErrOwned},
		{"theirs", "back", "", care.ErrNotOwner},
		{"theirs", "close", "", care.ErrNotOwner},
		{"theirs", "answer", "theirs", nil},
		{"theirs", "reply", "theirs", nil},
		{"closed", "take", "", care.ErrClosed},
		{"closed", "back", "", care.ErrClosed},
		{"closed", "close", "", care.ErrClosed},
		{"closed", "answer", "", care.ErrClosed},
		{"closed", "reply", "", care.ErrClosed},
		{"mine, closed", "take", "", care.ErrClosed},
		{"mine, closed", "back", "", care.ErrClosed},
		{"mine, closed", "close", "", care.ErrClosed},
		{"mine, closed", "answer", "", care.ErrClosed},
		{"mine, closed", "reply", "", care.ErrClosed},
		{"theirs, closed", "close", "", care.ErrClosed},
	} {
		t.Run(row.from+": "+row.act, func(t *testing.T) {
			before := inState(row.from)
			got, err := acts[row.act](before)
			if !errors.Is(err, row.err) {
				t.Errorf("error %v, not %v", err, row.err)
			}
			want := inState(row.from)
			if row.to != "" {
				want = inState(row.to)
			}
			if err == nil && row.act == "answer" {
				want.Thread = []care.Message{{From: care.FromStaff, Words: "an answer"}}
			}
			if err == nil && row.act == "reply" {
				want.Thread = []care.Message{{From: care.FromPatient, Words: "a reply"}}
			}
			same(t, want, got)
			same(t, inState(row.from), before) // what came in stays as it was
		})
	}
}

// same compares cases, owners by value.
func same(t *testing.T, want, got care.Case) {
	t.Helper()
	ids := cmp.Comparer(func(a, b care.StaffID) bool { return a == b })
	if diff := cmp.Diff(want, got, ids); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// Owner and case keep nothing of each other: changing one leaves the other.
func TestTakeCopiesTheOwner(t *testing.T) {
	by := mine
	c, err := care.Open("KRT-482", "keywork", report, "as shown").Take(by)
	if err != nil {
		t.Fatal(err)
	}
	by.Sign = 99
	if c.Owner.Sign != 1 {
		t.Error("the case changed with what it was given")
	}
}

// An answer is a new try: what was said of the last one is taken back.
func TestAnswerIsHeardAgain(t *testing.T) {
	c := inState("mine")
	c.Unheard = true
	if got, err := c.Answer(mine, "another"); err != nil || got.Unheard || !got.Answered() {
		t.Errorf("%+v, %v", got, err)
	}
	if got, _ := c.Reply("a reply", ""); !got.Unheard || got.Answered() {
		t.Errorf("a reply of the patient: %+v", got)
	}
}

// A thread keeps its newest messages, in order, and two cases never share one.
func TestThread(t *testing.T) {
	const most = 60
	rapid.Check(t, func(t *rapid.T) {
		c := inState("mine")
		var all []care.Message
		for i := range rapid.IntRange(0, 2*most+5).Draw(t, "messages") {
			words := fmt.Sprintf("message %d", i)
			was := len(c.Thread)
			first, err1 := c.Answer(mine, words)
			other, err2 := c.Reply("other "+words, "")
			if err1 != nil || err2 != nil {
				t.Fatal(err1, err2)
			}
			if first.Thread[len(first.Thread)-1] == other.Thread[len(other.Thread)-1] || len(c.Thread) != was {
				t.Fatal("two cases share a thread")
			}
			c = first
			all = append(all, care.Message{From: care.FromStaff, Words: words})
		}
		if diff := cmp.Diff(all[max(0, len(all)-most):], c.Thread); diff != "" && len(all) > 0 {
			t.Fatalf("-want +got:\n%s", diff)
		}
	})
}

// Any case comes back from its stored form as it was.
func TestCodecRoundTrip(t *testing.T) {
	words := rapid.StringN(0, 60, -1)
	terms := rapid.SliceOfN(rapid.SampledFrom(append(care.Sources(), care.Settings()...)), 0, 4)
	rapid.Check(t, func(t *rapid.T) {
		c := care.Open(care.Code("KRT-482"), words.Draw(t, "team"), care.Report{
			Lane:  rapid.SampledFrom(care.Lanes()).Draw(t, "lane"),
			Topic: rapid.SampledFrom(care.Needs()).Draw(t, "topic"),
			Words: words.Draw(t, "words"),
		}, words.Draw(t, "shown"))
		for _, q := range rapid.SliceOfN(rapid.SampledFrom([]care.Question{care.Who, care.Where, care.What, care.Led}), 0, 4).Draw(t, "answers") {
			c.Report.Answers = append(c.Report.Answers, care.Answer{Question: q, Picked: terms.Draw(t, "picked")})
		}
		if id := rapid.Int64Range(0, 1<<52).Draw(t, "owner"); id != 0 {
			c.Status, c.Owner = care.Taken, &care.Owner{ID: care.NewStaffID(id), Sign: rapid.IntRange(1, 400).Draw(t, "sign")}
		}
		for range rapid.IntRange(0, 5).Draw(t, "thread") {
			c.Thread = append(c.Thread, care.Message{From: rapid.SampledFrom([]care.Side{care.FromStaff, care.FromPatient}).Draw(t, "from"), Words: words.Draw(t, "message")})
		}
		c.Unheard = rapid.Bool().Draw(t, "unheard")
		b, err := care.EncodeCase(c)
		if err != nil {
			t.Fatal(err)
		}
		got, err := care.DecodeCase(b)
		if err != nil {
			t.Fatal(err)
		}
		ids := cmp.Comparer(func(a, b care.StaffID) bool { return a == b })
		if diff := cmp.Diff(c, got, ids); diff != "" {
			t.Fatalf("-went in +came out:\n%s", diff)
		}
	})
}

// TestDecodePerson: what earlier versions kept of who wrote a waiting report is not
// read, and not written again.
func TestDecodePerson(t *testing.T) {
	c := inState("new").Wait(care.NewPooled(monday))
	b, err := care.EncodeCase(c)
	if err != nil {
		t.Fatal(err)
	}
	old := strings.Replace(string(b), `"pool":{`, `"pool":{"person":"0123456789abcdef",`, 1)
	got, err := care.DecodeCase([]byte(old))
	if diff := cmp.Diff(c, got); err != nil || diff != "" || len(old) == len(b) {
		t.Errorf("%v\n%s", err, diff)
	}
}

// Other bytes are an error that does not quote them.
func TestDecodeOther(t *testing.T) {
	for name, b := range map[string]string{
		"nothing": "", "no JSON": "secretly", "a list": "[]", "another kind": `{"v":"secretly"}`,
		"no version": `{"code":"KRT-482"}`, "an older version": `{"v":1}`, "a newer version": `{"v":3,"code":"secretly"}`,
	} {
		t.Run(name, func(t *testing.T) {
			if c, err := care.DecodeCase([]byte(b)); err == nil || strings.Contains(err.Error(), "secretly") || c.Code != "" {
				t.Errorf("%+v, %v", c, err)
			}
		})
	}
}

// The stored form is read by other versions of the program for months: a change
// here needs a new version.
func TestStoredForm(t *testing.T) {
	c := inState("mine")
	c.Thread = []care.Message{{From: care.FromStaff, Words: "an answer"}}
	c.Report.Answers = []care.Answer{{Question: care.Where, Picked: []care.Term{"set.home"}}}
	c.Unheard = true
	got, err := care.EncodeCase(c)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"v":2,"code":"KRT-482","team":"keywork",` +
		`"report":{"lane":"help","topic":"need.housing","answers":[{"q":"where","picked":["set.home"]}],"words":"words of a report"},"shown":"as shown",` +
		`"status":"taken","owner":11,"sign":1,"thread":[{"from":"staff","words":"an answer"}],"unheard":true}`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if !json.Valid(got) {
		t.Error("no JSON")
	}
}
