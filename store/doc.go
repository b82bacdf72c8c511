// Package store is Redis, all of it: the patients' and cases' rows, the marks of
// updates already handled, the pool of cases that wait, and the outbox whose boxes
// go out one message at a time. What one update changes is committed by a single Lua script, whole or
// not at all. The scripts lie in .lua files beside the Go file that calls them.
//
// All keys of a service carry one hash tag, so that they live in one slot of a
// Redis Cluster and a script may touch them together. Everything that says
// anything about a person is sealed before it gets here; keys hold pseudonyms.
//
// Time is an argument throughout. The clocks of the copies of the service
// should agree within a second; Check says when they do not.
//
// Arrows: store imports care and go-redis, and no type of go-redis leaves it.
package store
