// Package clock is compiled working time: it turns the opening hours of a place, with its zone, its
// holidays and its exceptions, into a table of instants, and answers how much of it lies between two
// instants and where a given amount of it ends.
//
//	clock, err := clock.Compile(plan, fromDay, toDay)
//	open, err := clock.Between(received, answered)
//	due, err := clock.Add(received, 8*time.Hour, clock.LandEarliest)
//
// # Model and units
//
// A [Plan] has shifts: seconds from the local 00:00 of the day they belong to, [Open, Close), where
// Close may run into the following dates. [Compile] resolves the shifts of a range of civil days (see
// package zone), drops those that a gap swallows, and joins those that overlap or touch. What is left
// is a [Clock]: disjoint spans of Unix seconds, [Open, Close), and the open seconds before each.
//
// A clock knows its spans between two instants, its horizon. A shift that crosses the horizon is cut
// there. The counting function F(t) is the open time from the start of the horizon to t; Between(a, b)
// is F(b) - F(a), and Add inverts F.
//
// # Time
//
// Spans lie on whole seconds; queries are exact to the nanosecond. An answer depends on the instants
// given and on nothing else: not on their locations, not on a monotonic reading. An instant that comes
// back carries the location of the argument. No wall clock is read here.
//
// A date whose midnight is skipped starts at the change. The shifts of a date that never happened mean
// what the gap policy makes of them: under [zone.GapTransition] nothing, but for the part that runs
// into the next date; under [zone.GapForward] they are worked on the date after.
//
// # Errors
//
// Compile returns all faults joined: [ErrNoZone], [ErrRange], [ErrPolicy], and one [ShiftError] for
// each faulty shift, together in a [ShiftErrors]; [ErrTooMany] bounds the table. Queries return
// [ErrHorizon] instead of a number that ignores what lies beyond the horizon, [ErrNeverOpen] when
// there is no open second to look for, [ErrDuration] when the answer exceeds a [time.Duration].
//
// # Guarantees
//
// A Clock is immutable and safe for concurrent use. Plans are neither kept nor changed. Between, Add,
// IsOpen and the four edges take constant time on evenly spread spans and logarithmic time at worst,
// whatever the distance; none of them allocates. The table takes 24 bytes for each span and the two
// indexes at most 16 more. Compiling is linear in days and shifts, set algebra in spans.
//
// # Sources
//
// Holidays by the start of a shift or by the clock are the two readings found in service contracts;
// half-open intervals and cumulative sums are textbook: D. E. Knuth, The Art of Computer Programming,
// vol. 3, section 6.2.1, for the search within a bucket.
package clock
