package care_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"heard/care"
)

const number = 7123456789

var spellings = []string{
	"7123456789", "1a8978715", "1A8978715", "65113543425", "7.123456789e+09", "7123456.789",
	// of the pseudonym
	"171 205", "abcdef", "ABCDEF", "0xab, 0xcd", "ab cd", "253 315", "10101011 11001101", "U+00AB", "q83v",
}

// pseudonymous are bytes that are easily found in what is printed.
var pseudonymous = [16]byte{0xab, 0xcd, 0xef, 0xab, 0xcd, 0xef, 0xab, 0xcd, 0xef, 0xab, 0xcd, 0xef, 0xab, 0xcd, 0xef, 0xab}

// inside holds something where printing by reflection does not ask it how.
type inside struct{ it any }

// within holds ids in fields of their own types, and deeper.
type within struct {
	chat  care.ChatID
	staff care.StaffID
	owner *care.Owner
	list  []care.ChatID
	byID  map[care.ChatID]care.StaffID
	deep  struct{ chat care.ChatID }
	who   care.Pseudonym
	rows  map[care.Pseudonym]care.Pseudonym
}

// Whatever prints an id, and from wherever, gets no number.
func TestIDsNeverPrint(t *testing.T) {
	chat, staff := care.NewChatID(number), care.NewStaffID(number)
	nested := within{chat: chat, staff: staff, owner: &care.Owner{ID: staff}, list: []care.ChatID{chat}, byID: map[care.ChatID]care.StaffID{chat: staff}}
	nested.deep.chat = chat
	who := care.NewPseudonym(pseudonymous)
	nested.who, nested.rows = who, map[care.Pseudonym]care.Pseudonym{who: who}
	for _, v := range []any{
		chat, &chat, staff, &staff,
		[]care.ChatID{chat},
		map[string]care.StaffID{"a": staff},
		care.Owner{ID: staff},
		&care.Owner{ID: staff},
		care.Case{Owner: &care.Owner{ID: staff}},
		who, &who,
		[]care.Pseudonym{who},
		inside{who},
		care.PatientWrite{ID: who},
		inside{&care.PatientWrite{ID: who}},
		nested, &nested,
		[]within{nested},
		inside{chat},
		inside{&nested},
		inside{[]any{staff}},
	} {
		for _, out := range printed(t, v) {
			for _, s := range spellings {
				if strings.Contains(out, s) {
					t.Fatalf("an id is printed in %T: %.120s", v, out)
				}
			}
		}
	}
}

// The plain ways print what they should.
func TestIDsPrintRedacted(t *testing.T) {
	for _, v := range []any{care.NewChatID(number), care.NewStaffID(number), care.NewPseudonym([16]byte{1, 2, 3}), care.ChatID{}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%o", "%b", "%c", "%U", "%e", "%5d", "%z"} {
			if got := fmt.Sprintf(verb, v); got != "[redacted]" {
				t.Errorf("%s of %T: %s", verb, v, got)
			}
		}
		b, err := json.Marshal(map[string]any{"id": v})
		if string(b) != `{"id":"[redacted]"}` || err != nil {
			t.Errorf("JSON of %T: %s, %v", v, b, err)
		}
	}
}

// The search of the tests above finds what is printed.
func TestPrintedIsFound(t *testing.T) {
	for name, v := range map[string]any{
		"a number": struct{ n int64 }{number}, "a pseudonym": struct{ b [16]byte }{pseudonymous},
	} {
		found := 0
		for _, out := range printed(t, inside{v}) {
			if slices.ContainsFunc(spellings, func(s string) bool { return strings.Contains(out, s) }) {
				found++
			}
		}
		if found < 5 {
			t.Errorf("%s laid bare is found in only %d forms", name, found)
		}
	}
}

func printed(t *testing.T, v any) []string {
	t.Helper()
	var out []string
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%o", "%b", "%c", "%U", "%e", "%p", "%z"} {
		out = append(out, fmt.Sprintf(verb, v), fmt.Sprintf(verb, []any{v}), fmt.Sprintf(verb, inside{v}))
	}
	var logs bytes.Buffer
	slog.New(slog.NewTextHandler(&logs, nil)).Info("x", "field", v, slog.Group("kind", "field", v))
	slog.New(slog.NewJSONHandler(&logs, nil)).Info("x", "field", v, slog.Group("kind", "field", v))
	if b, err := json.Marshal([]any{v}); err == nil {
		out = append(out, string(b))
	}
	return append(out, logs.String(), fmt.Errorf("%w, %v", fmt.Errorf("%v", v), v).Error())
}

// Two ids are equal when their numbers are, wherever they were made; and what
// went in comes out.
func TestIDsCompare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.Int64().Draw(t, "a"), rapid.Int64().Draw(t, "b")
		again := a
		chats := map[care.ChatID]int{care.NewChatID(a): 1}
		switch {
		case care.NewChatID(a) != care.NewChatID(again), care.NewStaffID(a) != care.NewStaffID(again), chats[care.NewChatID(again)] != 1:
			t.Fatal("not equal to itself")
		case (care.NewChatID(a) == care.NewChatID(b)) != (a == b), (care.NewStaffID(a) == care.NewStaffID(b)) != (a == b):
			t.Fatal("equal to another")
		case care.NewChatID(a).Reveal() != a, care.NewStaffID(a).Reveal() != a, care.NewChatID(a).IsGroup() != (a < 0):
			t.Fatal("another number comes out")
		}
	})
}

func TestNoID(t *testing.T) {
	if care.NewChatID(0) != (care.ChatID{}) || care.NewStaffID(0) != (care.StaffID{}) {
		t.Error("0 is not the zero value")
	}
	if (care.ChatID{}).Reveal() != 0 || (care.StaffID{}).Reveal() != 0 || (care.ChatID{}).IsGroup() {
		t.Error("the zero value is not 0")
	}
}

func TestPseudonymHex(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := care.NewPseudonym([16]byte(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "p")))
		if got, err := care.ParsePseudonym(p.Hex()); got != p || err != nil {
			t.Fatalf("comes back as another: %v", err)
		}
	})
	for _, s := range []string{"", "00", strings.Repeat("0", 31), strings.Repeat("0", 34), strings.Repeat("g", 32), "secretly"} {
		if _, err := care.ParsePseudonym(s); err == nil || s != "" && strings.Contains(err.Error(), s) {
			t.Errorf("%q: %v", s, err)
		}
	}
}
