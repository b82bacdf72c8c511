package privacy

import (
	"crypto/hmac"
	"crypto/sha256"
	"strconv"

	"heard/care"
)

// lookupVersion is the version of the lookup keys. A later version must be
// tried first and this one after it, until every row has been renamed.
const lookupVersion = 1

// Names turns Telegram ids into pseudonyms with keyed hashes. Telegram ids are
// so few that a plain hash of them is undone in minutes; this one is not without
// the root key.
type Names struct {
	mute
	service string
	patient secret
	staff   secret
	pool    secret
	remind  secret
}

// NewNames makes the pseudonyms of one service. service is part of every one of
// them: under another name, the same people are strangers, and their rows are
// not found. It returns an error for the zero Root.
func NewNames(root Root, service string) (*Names, error) {
	patient, err := derive(forLookup, lookupVersion, root.key)
	if err != nil {
		return nil, err
	}
	staff, err := derive(forStaff, lookupVersion, root.key)
	if err != nil {
		return nil, err
	}
	pool, err := derive(forPool, lookupVersion, root.key)
	if err != nil {
		return nil, err
	}
	remind, err := derive(forRemind, lookupVersion, root.key)
	if err != nil {
		return nil, err
	}
	return &Names{service: service, patient: patient, staff: staff, pool: pool, remind: remind}, nil
}

// Patient names a patient by their private chat.
func (n *Names) Patient(chat care.ChatID) care.Pseudonym { return n.private(n.patient, chat) }

// InPool names a patient for the pool, which counts how many people wrote. The name
// has nothing to do with that of Patient: a report in the pool does not hold the
// name of its writer's row.
func (n *Names) InPool(chat care.ChatID) care.Pseudonym { return n.private(n.pool, chat) }

// Reminded names a patient for their reminders. Whoever has this name and that of
// Patient cannot tell that they are one person's.
func (n *Names) Reminded(chat care.ChatID) care.Pseudonym { return n.private(n.remind, chat) }

func (n *Names) private(key secret, chat care.ChatID) care.Pseudonym {
	message := make([]byte, 0, 64)
	message = append(message, "tg\x00"...)
	message = append(message, n.service...)
	message = append(message, 0)
	return pseudonym(key, strconv.AppendInt(message, chat.Reveal(), 10))
}

// Staff names a staff member within one team. The key has nothing to do with
// that of Patient, so that a colleague who is also a patient has two names that
// nobody can tie together; and each team has its own name for a person.
func (n *Names) Staff(team string, id care.StaffID) care.Pseudonym {
	message := bind(nil, "tg", n.service, team)
	return pseudonym(n.staff, strconv.AppendInt(message, id.Reveal(), 10))
}

func pseudonym(key secret, message []byte) care.Pseudonym {
	h := hmac.New(sha256.New, key())
	h.Write(message)
	var sum [sha256.Size]byte
	return care.NewPseudonym([16]byte(h.Sum(sum[:0])))
}
