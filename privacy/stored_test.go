package privacy_test

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"heard/privacy"
)

// stored is what an earlier version of the program left behind: a ring of two
// epochs, and one of everything sealed under the older.
type stored struct {
	Ring    file   `json:"ring"`
	Wrapped []byte `json:"wrapped"`
	State   []byte `json:"state"`
	Address []byte `json:"address"`
	Return  []byte `json:"return"`
	Job     []byte `json:"job"`
}

// TestStoredFormsStillOpen: what is in the store today opens tomorrow. The file
// is never made anew; a new version of a form gets a file of its own.
func TestStoredFormsStillOpen(t *testing.T) {
	var s stored
	if err := json.Unmarshal(must(os.ReadFile("testdata/stored.v1.json"))(t), &s); err != nil {
		t.Fatal(err)
	}
	v := vaultOf(t, writeFile(t, s.Ring))
	mine := v.Patient(person)
	key := must(v.OpenKey(mine.Hex(), s.Wrapped))(t)
	if got := string(must(key.Open("state", mine.Hex(), s.State))(t)); got != "a state" {
		t.Errorf("state: %q", got)
	}
	if must(key.OpenAddress(mine, s.Address))(t) != person {
		t.Error("address: another chat")
	}
	if got := must(v.OpenReturn("KRT-482", s.Return))(t); got != (privacy.Return{Chat: person, Language: "nb"}) {
		t.Error("return: another chat or language")
	}
	if got := string(must(v.OpenJob(s.Job))(t)); got != "a job" {
		t.Errorf("job: %q", got)
	}
}

// TestStoredRingStillNames: a ring of the second version names people as it did, under
// the lookup key in use, the root key alone of before, and the one that is announced. The
// file and the names were made by a program in another language.
func TestStoredRingStillNames(t *testing.T) {
	path := ringPath(t)
	if err := os.WriteFile(path, must(os.ReadFile("testdata/ring.v2.json"))(t), 0o600); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, name := range vaultOf(t, path).Patients(person) {
		got = append(got, name.Hex())
	}
	want := []string{"6e3cc5a7f788b50e3bf75fa40cdb0717", "f2149c9463aa2341667e9ed2bc97e9fb", "166ca583c1c7aeb005af11a6f6e72240"}
	if !slices.Equal(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
}
