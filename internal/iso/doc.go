// Package iso reads and writes forms of ISO 8601 that have one meaning: lengths of time in days, hours, minutes and
// seconds, and the clock and offset of a stamp. Years, months and weeks as lengths are refused, because how long they
// are depends on when they begin.
package iso
