// Package zone turns what a wall clock shows into instants, and instants back into civil days. It is
// the one place of the library where a local time is resolved, so that a reading inside a gap or an
// overlap gets the same answer in every calendar, quiet hour and delivery window.
//
//	unix, err := zone.Resolve(berlin, day, 9*3600, zone.GapTransition, zone.OverlapFirst)
//
// # Model and units
//
// A civil day is an int64: the number of days since 1970-01-01 in the proleptic Gregorian calendar.
// [DayNumber] and [Civil] convert, exactly for the years 1 to 9999. A reading is a civil day and the
// seconds the wall shows since its 00:00; seconds below 0 or from 86400 up belong to other days and
// are moved there, so 25:30 on Friday is 01:30 on Saturday. An instant is a number of Unix seconds.
//
// A reading is [Unique], [Skipped] (the clock was put forward over it) or [Repeated] (the clock was
// put back over it). What a skipped or repeated reading means is the caller's decision and is named:
// [Gap] and [Overlap]. Both have a zero value that means "not specified" and is refused.
//
// # Time
//
// Nothing here reads a clock or loads a location. The location always comes from the caller and must
// not be nil. Days move by civil date, never by 24 hours: [StartOfDay] of two neighbouring days may be
// 23, 25 or 24.5 hours apart, and 0 apart when the date never happened.
//
// # Errors
//
// [ErrSkipped] and [ErrRepeated] under the policies that reject; [ErrPolicy] for a policy that is
// unspecified, unknown, or misspelled.
//
// # Guarantees
//
// Pure and deterministic for one edition of the time zone data. No verb allocates. The work is bounded:
// a reading far from any change of offset costs one look at the zone, one near a change a walk over
// the changes within 26 hours, at most 32 of them. Zone data with more changes, or with a jump of more
// than 26 hours, is not to be found in the world; for such data the answer is unspecified, but there is
// one. A [Reader] makes many readings of one location cheaper.
//
// # Sources
//
// Civil days: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013), after E. G. Richards,
// "Calendars", in the Explanatory Supplement to the Astronomical Almanac (3rd ed., 2012). Offsets: the
// IANA time zone database through [time.Location]; bounds of an offset from RFC 9636, section 3.2.
package zone
