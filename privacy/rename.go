package privacy

import (
	"fmt"

	"heard/care"
)

// stateField is the field that a patient's conversation is bound to.
const stateField = "state"

// Renamed gives a patient's row the name that it has under the current lookup key: it
// returns that name, and the row sealed for it. A row that has it already comes back as
// it is. The data key is a new one, not the old one wrapped anew: a row of today must
// not open what an old dump holds under the old name, which has the address in it. It
// returns the errors of OpenKey.
func (v *Vault) Renamed(from care.Pseudonym, row care.PatientRecord) (to care.Pseudonym, moved care.PatientRecord, err error) {
	old, err := v.OpenKey(from.Hex(), row.Key)
	if err != nil {
		return from, row, err
	}
	chat, err := old.OpenAddress(from, row.Address)
	if err != nil {
		return from, row, err
	}
	if to = v.Patient(chat); to == from {
		return from, row, nil
	}
	state, err := old.Open(stateField, from.Hex(), row.State)
	if err != nil {
		return from, row, err
	}
	moved = care.PatientRecord{Version: row.Version}
	var key DataKey
	if key, moved.Key, err = v.NewKey(to.Hex()); err != nil {
		return from, row, fmt.Errorf("privacy: making a patient's key: %w", err)
	}
	if moved.Address, err = key.SealAddress(to, chat); err != nil {
		return from, row, err
	}
	moved.State, err = key.Seal(stateField, to.Hex(), state)
	return to, moved, err
}
