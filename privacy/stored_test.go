package privacy_test

import (
	"encoding/json"
	"os"
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
