package privacy

import (
	"crypto/hmac"
	"crypto/sha256"
	"strconv"

	"heard/care"
)

// The versions of the keys that name people: of the root key alone, as it was
// before there were lookup keys, and of the root key and a lookup key together.
const (
	rootAlone = 1
	withRing  = 2
)

// lookup names people under one lookup key, with keyed hashes. Telegram ids are so
// few that a plain hash of them is undone in minutes; this one is not without both
// the root key and the lookup key.
type lookup struct {
	mute
	patient secret
	staff   secret
	remind  secret
}

func newLookup(root Root, key secret) (l lookup, err error) {
	version, secrets := byte(rootAlone), []secret{root.key}
	if key != nil {
		version, secrets = withRing, append(secrets, key)
	}
	for p, to := range map[purpose]*secret{forLookup: &l.patient, forStaff: &l.staff, forRemind: &l.remind} {
		if *to, err = derive(p, version, secrets...); err != nil {
			return lookup{}, err
		}
	}
	return l, nil
}

// lookups are the keys that may have named somebody, the current one first. There
// is always one.
func (v *Vault) lookups() []lookup { return v.inUse.now.Load().lookups }

// Patient names a patient by their private chat, under the current lookup key.
func (v *Vault) Patient(chat care.ChatID) care.Pseudonym { return v.Patients(chat)[0] }

// Patients are all the names that a patient may have: that of Patient first, and
// then those under the other lookup keys of the ring.
func (v *Vault) Patients(chat care.ChatID) []care.Pseudonym {
	return under(v.lookups(), v.private(chat), func(l lookup) secret { return l.patient })
}

// Reminded are all the names that a patient may have for their reminders, the current
// one first. Whoever has one of them and that of Patient cannot tell that they are one
// person's.
func (v *Vault) Reminded(chat care.ChatID) []care.Pseudonym {
	return under(v.lookups(), v.private(chat), func(l lookup) secret { return l.remind })
}

// Staff names a staff member within one team. The key has nothing to do with
// that of Patient, so that a colleague who is also a patient has two names that
// nobody can tie together; and each team has its own name for a person.
func (v *Vault) Staff(team string, id care.StaffID) care.Pseudonym {
	now, _ := v.StaffNames(team, id)
	return now
}

// StaffNames is the name of Staff, and those under the other lookup keys.
func (v *Vault) StaffNames(team string, id care.StaffID) (now care.Pseudonym, others []care.Pseudonym) {
	message := strconv.AppendInt(bind(nil, "tg", v.inUse.service, team), id.Reveal(), 10)
	all := under(v.lookups(), message, func(l lookup) secret { return l.staff })
	return all[0], all[1:]
}

// private is what is hashed of a private chat. The service is part of it: under
// another name the same people are strangers, and their rows are not found.
func (v *Vault) private(chat care.ChatID) []byte {
	message := make([]byte, 0, 64)
	message = append(message, "tg\x00"...)
	message = append(message, v.inUse.service...)
	message = append(message, 0)
	return strconv.AppendInt(message, chat.Reveal(), 10)
}

func under(all []lookup, message []byte, key func(lookup) secret) []care.Pseudonym {
	names := make([]care.Pseudonym, len(all))
	for i, l := range all {
		names[i] = pseudonym(key(l), message)
	}
	return names
}

func pseudonym(key secret, message []byte) care.Pseudonym {
	h := hmac.New(sha256.New, key())
	h.Write(message)
	var sum [sha256.Size]byte
	return care.NewPseudonym([16]byte(h.Sum(sum[:0])))
}
