// Package calendar compiles working time: shifts of any number a day, seasons and rotations, dates
// that differ, holidays by rule or by list, in the zone whose wall clock they are read on.
//
//	clock, err := calendar.Compile(policy, zones, first, end)
//	due, err := clock.Add(received, 8*time.Hour)
//
// # Model and units
//
// A [Calendar] is data. A date takes its shifts from Dates; else from the first season it lies in;
// else from the rotation; else from the week. Part days leave a part of those that are not from Dates,
// and a holiday takes them away. Extra shifts are added to what is left, and closures are cut out of
// everything. Shifts belong to the date they start on and may run into the next one ("22:00-30:00");
// overlaps count once.
//
// A holiday that is observed on another day closes both, unless its [Rule] says that it is moved, or
// moved only where its own day was closed anyway: see [Observance]. Seasons hold for dates or for a
// part of each year; see [YearPart] for February 29.
//
// A [Clock] is compiled for a range of dates. It measures open time, finds openings and closings,
// counts working days (dates on which a shift starts that closures leave something of, [Uncounted] ones
// left out, like a Saturday until noon), and combines with clocks of other zones: [And], [Or], [Minus],
// [Clock.Not]. A [FreeTime] policy turns a stay into days or hours beyond the free ones, and what they
// cost.
//
// # Rounding
//
// None: open time is exact to the nanosecond.
//
// # Time
//
// A span is half-open: at its close it is closed. Results depend on instants, not on the zone an
// instant is written in. Where clocks skip or repeat an edge, the calendar's [Changes] say what it
// means. [Clock.Add] lands on the close, as a deadline does; [Clock.AddToOpen] on the next opening, as
// the start of work does.
//
// # Errors
//
// [Compile] returns all faults of the calendar, each with its path; an entry that would do nothing is
// one. Beyond the compiled dates everything is a [HorizonError], never a wrong number: it is a
// [logistics.ErrHorizon], and names the calendar, what was asked about and the limits. A calendar
// without any shift is [logistics.ErrNeverOpen] where an opening or an end was asked for. No loop runs
// longer than the horizon, which is 400 years at most.
//
// # Guarantees
//
// A Clock is immutable and safe for concurrent use. Between is of constant cost for any span and,
// like Add, does not allocate. Between(s, Add(s, d)) is d for every d within the horizon.
//
// # Sources
//
// Easter: the anonymous Gregorian computus (J. Meeus, Astronomical Algorithms, ch. 8); for Orthodox
// Easter Meeus's Julian rule. Business-day rolls: ISDA Definitions 2006, section 4.12.
package calendar
