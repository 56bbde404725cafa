// Package promise gives the dates of a delivery: when an order leaves, and when it arrives, by the
// calendars of three parties. It answers the inverse as well: until when one has to order for it.
//
//	promiser, err := promise.Compile(service, promise.Calendars{Zone: berlin, Ship: ..., Carry: ..., Receive: ...})
//	dates, err := promiser.Promise(order) // or: limit, err := promiser.OrderBy(date)
//
// # Model and units
//
// A [Service] is data: cut-offs by weekday, a grace after them, days of handling, days of transit. Work
// starts on the date of the order when something ships on it and the order came before the cut-off;
// else on the next date on which something ships. The order leaves so many ship days later. The carrier
// takes it over on its first day from there, and needs so many of its own days. It is delivered on the
// first day from there on which the receiver is open. The three calendars are anything that counts
// working days: compiled calendars, compiled hours, or round the clock.
//
// # Rounding
//
// None: all figures are dates and whole days.
//
// # Time
//
// An order at the cut-off is late. Cut-offs are read on the wall of the place that ships; one that the
// clocks skip is at the change, one that they repeat is its last showing. The grace is exact time and
// ends with the date. Dates are those of the place they are said of: no date is moved between zones.
//
// # Errors
//
// [Compile] returns all faults of the service and of the calendars. [Scheduler.Promise], [Scheduler.OrderBy]
// and [Scheduler.ShipBy] return what the calendars say: [logistics.ErrHorizon] beyond their dates, and
// [logistics.ErrNeverOpen] for a party that never works.
//
// # Guarantees
//
// Pure and deterministic. A Scheduler is immutable and, when its calendars are, safe for concurrent use;
// no verb allocates. A later order is never delivered earlier. OrderBy is the exact inverse of Promise:
// an order is delivered by a date when, and only when, it comes before OrderBy of that date. Every
// delay has a reason, and the steps can be redone by hand.
//
// # Sources
//
// Days are moved by the "following" convention of business-day counting (ISDA Definitions 2006, section
// 4.12). The pair of Promise and OrderBy is a Galois connection of two ordered sets (O. Ore, Galois
// Connexions, 1944).
package promise
