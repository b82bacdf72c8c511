// Package clinic reads the service's own file, clinic.toml, and holds what it
// says: clinics with their opening windows, holidays, closures and changed days,
// teams and what they take, the numbers to call, and the limits of privacy. Load
// is a function of its bytes alone and names every problem at once; what it
// returns is only read from then on, and what staff change later is laid over it
// with With.
//
// Reminders are worked out from the same openings: a Subscription holds what a
// patient wants and how far that is done, and Fire what is to be done now.
//
// Hours are kept as civil time, on the clinic's own clock, and only become
// moments when asked for; Opening tells what that means when clocks change.
//
// Arrows: clinic imports care and libraries that parse. It opens no file, asks
// no clock and writes no log.
package clinic

// The rules of the time zones travel with the program, so that a machine
// without a zone database opens its clinics at the same time as any other.
import _ "time/tzdata"
