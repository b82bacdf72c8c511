package privacy_test

import (
	"testing"

	"heard/care"
	"heard/privacy"

	"pgregory.net/rapid"
)

// oldVault has a ring of the first version, where names came from the root key alone.
func oldVault(t *testing.T, first byte, service string) *privacy.Vault {
	t.Helper()
	f := oneEpoch(t, 0)
	f.Version, f.Names = 1, nil
	return must(privacy.NewVault(newRoot(t, first), must(privacy.ReadRing(writeFile(t, f)))(t), service))(t)
}

// The vectors were computed by a program in another language from the
// definition. If one changes, no patient is found again.
func TestPatientNeverChanges(t *testing.T) {
	for _, tc := range []struct {
		service string
		chat    int64
		want    string
	}{
		{service, 7000000001, "f2149c9463aa2341667e9ed2bc97e9fb"},
		{service, 1, "7de74b2e5a4f6e038104f8c6616f4aee"},
		{"LAR Bodø", 7000000001, "039557dd0934bc7bcb8e11336b5538c0"},
		{service, -1001000000001, "70599644f84e8a329c62d36340407cfd"},
	} {
		names := oldVault(t, 0, tc.service)
		if got := names.Patient(care.NewChatID(tc.chat)).Hex(); got != tc.want {
			t.Errorf("%s, %d: got %s, want %s", tc.service, tc.chat, got, tc.want)
		}
	}
}

func TestStaffNeverChanges(t *testing.T) {
	names := oldVault(t, 0, service)
	for team, want := range map[string]string{
		"keywork":  "987e3edacfa8c4506f5229f604034162",
		"clinical": "5bbb32ecd060f062b827e4d18aef3f38",
	} {
		if got := names.Staff(team, care.NewStaffID(7000000001)).Hex(); got != want {
			t.Errorf("%s: got %s, want %s", team, got, want)
		}
	}
}

// twoRings are one of before there were lookup keys, and one with such a key.
func twoRings(t *testing.T) []*privacy.Ring {
	t.Helper()
	return []*privacy.Ring{oldVault(t, 0, service).Ring(), newVault(t).Ring()}
}

// TestNamesDiffer: whatever differs, the pseudonym does, also where one string
// could be taken for the end of another.
func TestNamesDiffer(t *testing.T) {
	rings := twoRings(t)
	type who struct {
		first   byte
		ring    int
		service string
		staff   bool
		team    string
		id      int64
	}
	name := func(t *rapid.T, w who) care.Pseudonym {
		names := must(privacy.NewVault(newRoot(t, w.first), rings[w.ring], w.service))(t)
		if w.staff {
			return names.Staff(w.team, care.NewStaffID(w.id))
		}
		return names.Patient(care.NewChatID(w.id))
	}
	text := rapid.StringOfN(rapid.SampledFrom([]rune("a1\x00")), 0, 4, -1)
	one := rapid.Custom(func(t *rapid.T) who {
		w := who{
			first:   rapid.SampledFrom([]byte{0, 1}).Draw(t, "root"),
			ring:    rapid.IntRange(0, 1).Draw(t, "ring"),
			service: text.Draw(t, "service"),
			staff:   rapid.Bool().Draw(t, "staff"),
			id:      rapid.Int64Range(-30, 30).Draw(t, "id"),
		}
		if w.staff {
			w.team = text.Draw(t, "team")
		}
		return w
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := one.Draw(t, "a"), one.Draw(t, "b")
		if same := name(t, a) == name(t, b); same != (a == b) {
			t.Fatalf("%+v and %+v: same name is %v", a, b, same)
		}
	})
}

// TestPatientAndStaff is the case that TestNamesDiffer may not draw: a colleague
// who is also a patient.
func TestPatientAndStaff(t *testing.T) {
	rings := twoRings(t)
	rapid.Check(t, func(t *rapid.T) {
		names := must(privacy.NewVault(newRoot(t, 0), rings[rapid.IntRange(0, 1).Draw(t, "ring")], service))(t)
		id, team := rapid.Int64().Draw(t, "id"), rapid.String().Draw(t, "team")
		if names.Patient(care.NewChatID(id)) == names.Staff(team, care.NewStaffID(id)) {
			t.Fatal("a patient and a staff member have one name")
		}
	})
}
