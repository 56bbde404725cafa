// Package period cuts civil days, numbered from 1970-01-01 as internal/zone numbers them, into weeks, months, fiscal
// quarters and years, and the periods of retail calendars. A cut is the number of the first day of the period and of
// the first day after it.
package period
