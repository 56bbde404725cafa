// Package iso reads and writes lengths of time in the forms of ISO 8601 that have one meaning: days, and hours,
// minutes and seconds. Years, months and weeks are refused, because their length depends on when they begin.
package iso
