package privacy

import (
	"encoding/binary"

	"heard/care"
)

// addressField is the field that an address is bound to.
const addressField = "addr"

// addressSize is the length of a chat id in bytes.
const addressSize = 8

// SealAddress seals a patient's chat under their own data key, so that it is
// gone when the key is.
func (k DataKey) SealAddress(patient care.Pseudonym, chat care.ChatID) ([]byte, error) {
	return k.Seal(addressField, patient.Hex(), encodeChat(chat))
}

// OpenAddress reads what SealAddress made for the same patient. It returns
// ErrDamaged for anything else.
func (k DataKey) OpenAddress(patient care.Pseudonym, sealed []byte) (care.ChatID, error) {
	b, err := k.Open(addressField, patient.Hex(), sealed)
	if err != nil {
		return care.ChatID{}, err
	}
	chat, rest, err := decodeChat(b)
	if err != nil || len(rest) > 0 {
		return care.ChatID{}, ErrDamaged
	}
	return chat, nil
}

func encodeChat(chat care.ChatID) []byte {
	return binary.BigEndian.AppendUint64(nil, uint64(chat.Reveal()))
}

func decodeChat(b []byte) (chat care.ChatID, rest []byte, err error) {
	if len(b) < addressSize {
		return care.ChatID{}, nil, ErrDamaged
	}
	return care.NewChatID(int64(binary.BigEndian.Uint64(b))), b[addressSize:], nil
}
