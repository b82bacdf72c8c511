// Package care holds the words of the domain, and nothing that talks to the
// outside: topics and lanes, reports and the summaries written from them, cases
// and their life, typed ids that refuse to print themselves, and the shape of
// the durable commit.
//
// Arrows: care imports the standard library only, and of it nothing that does
// I/O or reads a clock. Everything else may import care.
package care
