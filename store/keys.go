package store

import (
	"strconv"

	"heard/care"
)

// keys are the names of a service's keys. The part in braces is the hash tag
// that keeps them in one slot of a cluster.
type keys struct {
	prefix string
	// outbox are the keys that its scripts share, in the order of outbox.lua.
	outbox []string
}

func newKeys(service string) keys {
	k := keys{prefix: "{heard:" + service + "}:"}
	k.outbox = []string{k.due(), k.lease(), k.prefix + "seq", k.wake(), k.prefix + "pace:all", k.bulk()}
	return k
}

func (k keys) due() string                     { return k.prefix + "due" }
func (k keys) bulk() string                    { return k.prefix + "bulk" }
func (k keys) lease() string                   { return k.prefix + "lease" }
func (k keys) wake() string                    { return k.prefix + "wake" }
func (k keys) codes() string                   { return k.prefix + "codes" }
func (k keys) pool() string                    { return k.prefix + "pool" }
func (k keys) news() string                    { return k.prefix + "news" }
func (k keys) moved() string                   { return k.prefix + "moved" }
func (k keys) mark(u care.UpdateID) string     { return k.prefix + "u:" + strconv.FormatInt(int64(u), 10) }
func (k keys) patient(p care.Pseudonym) string { return k.prefix + "p:" + p.Hex() }
func (k keys) kase(c care.Code) string         { return k.prefix + "case:" + string(c) }
func (k keys) box(b care.Box) string           { return k.prefix + "box:" + b.Name }
func (k keys) chat(box string) string          { return k.prefix + "chat:" + box }
func (k keys) tallies(block int) string        { return k.prefix + "count:" + strconv.Itoa(block) }
func (k keys) staff(team string) string        { return k.prefix + "staff:" + team }

// none stands in a script's KEYS for a row that this call leaves alone.
func (k keys) none() string { return k.prefix + "none" }
