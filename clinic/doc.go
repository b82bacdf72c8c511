// Package clinic reads the service's own file, clinic.toml, and holds what it
// says: clinics with their opening windows and closures, teams and what they
// take, the numbers to call, and the limits of privacy. Load is a function of
// its bytes alone and names every problem at once; what it returns is only read
// from then on.
//
// Arrows: clinic imports care and libraries that parse. It opens no file, asks
// no clock and writes no log.
package clinic

// The rules of the time zones travel with the program, so that a machine
// without a zone database opens its clinics at the same time as any other.
import _ "time/tzdata"
