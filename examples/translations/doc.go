// Package translations is an example of how a host tells reasons in other languages: a JSON document a room, read
// with the program, checked in a test against the catalogue of its room, and put together into one language.
//
// German has the rooms of service levels (sla, sevenr, promise, credit) and of returns (returns, refund), and the
// formats of dates, durations and amounts. What it lacks is told in English.
package translations
