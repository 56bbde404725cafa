// Package promise gives the dates of a delivery: when an order leaves, and when it arrives, by the
// calendars of three parties. It answers the inverse as well: until when one has to order for it.
//
//	promiser, err := promise.Compile(service, promise.Calendars{Zone: berlin, Ship: ..., Carry: ..., Receive: ...})
//	dates, err := promiser.Promise(order) // or: limit, err := promiser.OrderBy(date)
//
// # Model and units
//
// A [Service] is data: cut-offs by weekday, a grace after them, days of handling, days of transit, a
// price. Work starts on the date of the order when something ships on it and the order came before the
// cut-off; else on the next date on which something ships. The order leaves so many ship days later.
//
// Where orders do not leave on every ship day, the service has [Departures] instead of cut-offs by
// weekday: every Monday, the first Friday of the month, the dates of a list, each with a cut-off so many
// days before it. An order leaves on the first departure that it is in time for, and that is not before
// its work is done.
//
// The carrier takes it over on its first day of collection from there, and needs so many of its own days
// after it; with none it arrives on the first day from there on which the carrier runs. It is delivered on
// the first day from there on which the receiver is open. The calendars are anything that counts working
// days: compiled calendars, compiled hours, or round the clock.
//
// [Compare] asks several services for one order: which is the cheapest that keeps a date, which is the
// first to deliver, which can be ordered last. [Dates.Promise] makes the promise of a line.
//
// # Rounding
//
// None: all figures are dates and whole days.
//
// # Time
//
// An order at the cut-off is late. Cut-offs are read on the wall of the place that ships, or where those
// of departures name a zone, on the wall of that; one that the clocks skip is at the change, one that they
// repeat is its last showing. The grace is exact time and ends with the date. Dates are those of the place
// they are said of: no date is moved between zones.
//
// # Errors
//
// [Compile] returns all faults of the service and of the calendars. A cut-off on a weekday on which nothing
// ever ships closes nothing, and is one, as is a departure that never takes place; the clocks of
// sla/calendar and compiled hours can tell. [Scheduler.Promise], [Scheduler.OrderBy] and [Scheduler.ShipBy]
// return what the calendars say: [logistics.ErrHorizon] beyond their dates, and [logistics.ErrNeverOpen]
// for a party that never works; and [ErrNoDeparture] where none is left.
//
// # Guarantees
//
// Pure and deterministic. A Scheduler is immutable and, when its calendars are, safe for concurrent use;
// Promise, OrderBy and ShipBy do not allocate. A later order is never delivered earlier. OrderBy is the
// exact inverse of Promise: an order is delivered by a date when, and only when, it comes before OrderBy
// of that date. Every delay has a reason, [Scheduler.Explain] names every closed day that is a part of
// one, and the steps can be redone by hand.
//
// # Sources
//
// Days are moved by the "following" convention of business-day counting (ISDA Definitions 2006, section
// 4.12). The pair of Promise and OrderBy is a Galois connection of two ordered sets (O. Ore, Galois
// Connexions, 1944).
package promise
