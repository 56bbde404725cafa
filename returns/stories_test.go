package returns_test

import (
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns"
	"github.com/logicrm/logistics/returns/refund"
)

// held is a return that waits for a person.
func held() []returns.Command {
	expensive := order()
	expensive.Lines[0].Paid = logistics.MustMoney("1600 EUR")
	return []returns.Command{
		expensive,
		returns.Request{ID: id("ask"), Return: id("R1"), Cause: returns.CauseChangedMind, Items: items("1", 1)},
	}
}

// short is a return of an order that was paid with 50 EUR only, and of which line 2 is not shipped.
func short() []returns.Command {
	commands := acceptedAll()
	o := order()
	o.Tenders, o.Lines[1].Shipped = []returns.Tender{{ID: id("card"), Captured: logistics.MustMoney("50 EUR")}}, 0
	commands[0] = o
	return commands
}

// crowded is a return with as many arrivals that are not part of it as it can have.
func crowded() []returns.Command {
	odd := returns.Receive{ID: id("odd"), Return: id("R1")}
	for i := range 1000 {
		odd.Items = append(odd.Items, returns.Arrival{Product: numbered("P", i), Good: 1})
	}
	return append(approved(), odd)
}

// stories are one command each, after what led to it: what it leads to and what is open then, or every
// reason against it. There is one for each command and for each reason.
func stories() []given {
	return []given{
		{
			name: "open", given: nil,
			when: order(),

			then: "Opened",
		},
		{
			name: "open twice", given: opened(),
			when: func() returns.Open { o := order(); o.ID = id("again"); return o }(),

			then: "refused: the case of order O-1 is open already",
		},
		{
			name: "the same command again", given: opened(),
			when: order(),

			then: "nothing",
		},
		{
			name: "the same id with other content", given: opened(),
			when: returns.Tick{ID: id("open")},

			then: "refused: open was decided before with other content",
		},
		{
			name: "another version", given: opened(),
			when:   returns.Tick{ID: id("tick")},
			expect: 7,
			then:   "refused: the case is at version 1, not at 7: decide again on what is there now",
		},
		{
			name: "an actor the policy does not know", given: asked(),
			when: returns.Decline{ID: id("no"), Return: id("R2")}, actor: "robot",

			then: "refused: robot may not decline; there is no return R2",
		},
		{
			name: "nothing before it is opened", given: nil,
			when: returns.Tick{ID: id("tick")},

			then: "refused: the case has not been opened",
		},
		{
			name: "request", given: opened(),
			when: returns.Request{
				ID: id("ask"), Return: id("R1"), Cause: returns.CauseChangedMind, Items: items("1", 2, "2", 1),
			},

			then: "Requested; R1 awaiting_approval, 2 units of line 1 wait for approval, 1 units of line 2 wait for " +
				"approval",
		},
		{
			name: "request more than was sold, what is final, and what was not sold", given: opened(),
			when: returns.Request{
				ID: id("ask"), Return: id("R1"), Cause: returns.CauseChangedMind, Items: items("1", 4, "3", 1, "9", 1),
			},

			then: "refused: 4 units of line 1 asked for, 3 of 3 are left to return; line 9 was not sold with this " +
				"order; line 3 was sold without the right to return it",
		},
		{
			name: "request on the last day", given: opened(),
			when: returns.Request{
				ID: id("ask"), Return: id("R1"), Cause: returns.CauseChangedMind, Items: items("1", 1),
			},
			on:   30,
			then: "Requested; R1 awaiting_approval, 1 units of line 1 wait for approval",
		},
		{
			name: "request a day too late", given: opened(),
			when: returns.Request{
				ID: id("ask"), Return: id("R1"), Cause: returns.CauseChangedMind, Items: items("1", 1),
			},
			on: 31,
			then: "refused: the P30D of line 1 ended at 2025-04-03T00:00:00Z, and it was asked for at " +
				"2025-04-03T12:00:00Z",
		},
		{
			name: "request a day too late, by staff", given: opened(),
			when: returns.Request{
				ID: id("ask"), Return: id("R1"), Cause: returns.CauseChangedMind, Items: items("1", 1),
			},
			on: 31, actor: logistics.ActorStaff,
			then: "Requested; R1 awaiting_approval, 1 units of line 1 wait for approval",
		},
		{
			name: "request of one who returns much", given: opened(),
			when: returns.Request{
				ID: id("ask"), Return: id("R1"), Cause: returns.CauseChangedMind, Items: items("1", 1),
			},
			before: 6,
			then: "Requested; R1 awaiting_approval, 1 units of line 1 wait for approval, the request waits for a " +
				"person",
		},
		{
			name: "request under an id that is taken", given: asked(),
			when: returns.Request{
				ID: id("ask 2"), Return: id("R1"), Cause: returns.CauseChangedMind, Items: items("1", 1),
			},

			then: "refused: return R1 exists already",
		},
		{
			name: "request of an order that is not complete", given: opened(),
			when: returns.Request{
				ID: id("ask"), Return: id("R1"), Cause: returns.CauseChangedMind, Items: items("1", 1),
				Incomplete: true,
			},

			then: "refused: the order is not complete",
		},
		{
			name: "approve", given: asked(),
			when: returns.Approve{ID: id("yes"), Return: id("R1")},

			then: "Approved; R1 awaiting_goods, 2 units of line 1 have not come",
		},
		{
			name: "approve a part", given: asked(),
			when: returns.Approve{ID: id("yes"), Return: id("R1"), Items: items("1", 1)},

			then: "Approved; R1 awaiting_goods, 1 units of line 1 have not come",
		},
		{
			name: "approve more than was asked", given: asked(),
			when: returns.Approve{ID: id("yes"), Return: id("R1"), Items: items("1", 3)},

			then: "refused: 3 units of line 1, 2 are outstanding",
		},
		{
			name: "approve twice", given: approved(),
			when: returns.Approve{ID: id("yes 2"), Return: id("R1")},

			then: "refused: return R1 is approved: approve is not possible",
		},
		{
			name: "approve what is not there", given: opened(),
			when: returns.Approve{ID: id("yes"), Return: id("R1")},

			then: "refused: there is no return R1",
		},
		{
			name: "approve what waits for a person", given: held(),
			when: returns.Approve{ID: id("yes"), Return: id("R1")},

			then: "refused: return R1 waits for a person",
		},
		{
			name: "approve what waits for a person, by staff", given: held(),
			when:  returns.Approve{ID: id("yes"), Return: id("R1")},
			actor: logistics.ActorStaff,
			then:  "Approved; R1 awaiting_goods, 1 units of line 1 have not come",
		},
		{
			name: "decline", given: asked(),
			when: returns.Decline{ID: id("no"), Return: id("R1")},

			then: "Declined; R1 declined, it was declined",
		},
		{
			name: "decline what was approved", given: approved(),
			when: returns.Decline{ID: id("no"), Return: id("R1")},

			then: "refused: return R1 is approved: decline is not possible",
		},
		{
			name: "cancel", given: approved(),
			when: returns.Cancel{ID: id("off"), Return: id("R1")},

			then: "Cancelled; R1 cancelled, it was cancelled",
		},
		{
			name: "cancel when goods have come", given: received(),
			when: returns.Cancel{ID: id("off"), Return: id("R1")},

			then: "refused: 2 units of return R1 have come, are settled or were replaced",
		},
		{
			name: "cancel when a replacement is out", given: ahead(),
			when: returns.Cancel{ID: id("off"), Return: id("R1")},

			then: "refused: 2 units of return R1 have come, are settled or were replaced",
		},
		{
			name: "expire", given: approved(),
			when: returns.Expire{ID: id("over"), Return: id("R1")},
			on:   16,
			then: "Expired; R1 expired, its deadline passed",
		},
		{
			name: "expire too soon", given: approved(),
			when: returns.Expire{ID: id("over"), Return: id("R1")},
			on:   15,
			then: "refused: no deadline of return R1 has passed before its goods came",
		},
		{
			name: "expire when goods have come", given: received(),
			when: returns.Expire{ID: id("over"), Return: id("R1")},
			on:   16,
			then: "refused: 2 units of return R1 have come, are settled or were replaced",
		},
		{
			name: "extend", given: approved(),
			when: returns.Extend{ID: id("more"), Return: id("R1"), Clock: returns.ClockShip, Until: day(20)},

			then: "Extended; R1 awaiting_goods, 2 units of line 1 have not come",
		},
		{
			name: "extend to an earlier instant", given: approved(),
			when: returns.Extend{ID: id("more"), Return: id("R1"), Clock: returns.ClockShip, Until: day(15)},

			then: "refused: 2025-03-18T12:00:00Z is not later than 2025-03-18T12:00:00Z, where ship_by stands now",
		},
		{
			name: "extend what is not running", given: approved(),
			when: returns.Extend{ID: id("more"), Return: id("R1"), Clock: returns.ClockHold, Until: day(20)},

			then: "refused: return R1 has no deadline hold_until",
		},
		{
			name: "dispatch", given: approved(),
			when: returns.Dispatch{ID: id("sent"), Return: id("R1"), Items: items("1", 1)},

			then: "Dispatched; R1 in_transit, 1 units of line 1 have not come, 1 units of line 1 are on their way",
		},
		{
			name: "dispatch too many", given: approved(),
			when: returns.Dispatch{ID: id("sent"), Return: id("R1"), Items: items("1", 3)},

			then: "refused: 3 units of line 1, 2 are outstanding",
		},
		{
			name: "receive a part", given: approved(),
			when: returns.Receive{ID: id("came"), Return: id("R1"), Items: came("1", 0, 1)},

			then: "Received; R1 partly_received, 1 units of line 1 have not come, 1 units of line 1 wait for a " +
				"decision",
		},
		{
			name: "receive too many", given: approved(),
			when: returns.Receive{ID: id("came"), Return: id("R1"), Items: came("1", 2, 1)},

			then: "refused: 3 units of line 1, 2 are outstanding",
		},
		{
			name: "receive what is not part of it", given: approved(),
			when: returns.Receive{
				ID: id("came"), Return: id("R1"),
				Items: []returns.Arrival{{Line: id("2"), Good: 1}, {Product: id("hat"), Damaged: 1}},
			},

			then: "Received; R1 awaiting_goods, 2 units of line 1 have not come, 2 units came that are not part of it",
		},
		{
			name: "receive more of what is not part of it than a return can have", given: crowded(),
			when: returns.Receive{ID: id("came"), Return: id("R1"), Items: []returns.Arrival{{Line: id("2"), Good: 1}}},

			then: "refused: return R1 would have 1001 arrivals that are not part of it; it can have 1000",
		},
		{
			name: "receive what is part of a crowded return", given: crowded(),
			when: returns.Receive{ID: id("came"), Return: id("R1"), Items: came("1", 2, 0)},

			then: "Received; R1 received, 2 units of line 1 wait for a decision, 1000 units came that are not part " +
				"of it",
		},
		{
			name: "receive what was not sold", given: approved(),
			when: returns.Receive{ID: id("came"), Return: id("R1"), Items: came("9", 1, 0)},

			then: "refused: line 9 was not sold with this order",
		},
		{
			name: "receive the replacement itself", given: ahead(),
			when: returns.Receive{
				ID: id("came"), Return: id("R1"), Items: []returns.Arrival{{Outbound: id("X1"), Good: 2}},
			},

			then: "Received; R1 settled, nothing is open",
		},
		{
			name: "receive a replacement that is not there", given: ahead(),
			when: returns.Receive{
				ID: id("came"), Return: id("R1"), Items: []returns.Arrival{{Outbound: id("X2"), Good: 1}},
			},

			then: "refused: there is no outbound X2",
		},
		{
			name: "receive more replacements than went out", given: ahead(),
			when: returns.Receive{
				ID: id("came"), Return: id("R1"), Items: []returns.Arrival{{Outbound: id("X1"), Good: 3}},
			},

			then: "refused: 3 units of outbound X1, 2 are open",
		},
		{
			name: "report missing", given: approved(),
			when: returns.ReportMissing{ID: id("lost"), Return: id("R1"), Items: items("1", 1)},

			then: "MissingReported; R1 awaiting_goods, 2 units of line 1 have not come, 1 units of line 1 were " +
				"announced and not in the parcel",
		},
		{
			name: "report too many missing", given: approved(),
			when: returns.ReportMissing{ID: id("lost"), Return: id("R1"), Items: items("1", 3)},

			then: "refused: 3 units of line 1, 2 are outstanding",
		},
		{
			name: "settle what is lost", given: approved(),
			when: returns.SettleUnreceived{
				ID: id("gone"), Return: id("R1"), Line: id("1"), Units: 2, As: returns.LostInTransit,
			},

			then: "UnreceivedSettled; R1 received, 2 units of line 1 wait for a decision",
		},
		{
			name: "settle what is kept", given: approved(),
			when: returns.SettleUnreceived{
				ID: id("gone"), Return: id("R1"), Line: id("1"), Units: 1, As: returns.KeptByCustomer,
			},

			then: "UnreceivedSettled; R1 partly_received, 1 units of line 1 have not come, 1 units of line 1 wait " +
				"for a decision",
		},
		{
			name: "settle what is not sent", given: approved(),
			when: returns.SettleUnreceived{
				ID: id("gone"), Return: id("R1"), Line: id("1"), Units: 1, As: returns.NotSent,
			},

			then: "UnreceivedSettled; R1 awaiting_goods, 1 units of line 1 have not come",
		},
		{
			name: "settle too many", given: approved(),
			when: returns.SettleUnreceived{
				ID: id("gone"), Return: id("R1"), Line: id("1"), Units: 3, As: returns.LostInTransit,
			},

			then: "refused: 3 units of line 1, 2 are outstanding",
		},
		{
			name: "inspect", given: received(),
			when: returns.Inspect{ID: id("look"), Return: id("R1"), Line: id("1"), Condition: "opened", Units: 1},

			then: "Inspected; R1 inspecting, 2 units of line 1 wait for a decision",
		},
		{
			name: "inspect more than came", given: received(),
			when: returns.Inspect{ID: id("look"), Return: id("R1"), Line: id("1"), Condition: "opened", Units: 3},

			then: "refused: 3 units of line 1, 2 are here for it",
		},
		{
			name: "inspect a line that is not part of it", given: received(),
			when: returns.Inspect{ID: id("look"), Return: id("R1"), Line: id("2"), Condition: "opened", Units: 1},

			then: "refused: line 2 is not part of return R1",
		},
		{
			name: "accept and reject", given: inspected(),
			when: returns.DecideUnits{
				ID: id("take"), Return: id("R1"), Line: id("1"), Condition: "opened", Accept: 1, Reject: 1,
			},

			then: "UnitsDecided; R1 awaiting_settlement, 1 accepted units of line 1 wait for a refund or a replacement",
		},
		{
			name: "put a unit to a person", given: inspected(),
			when: returns.DecideUnits{
				ID: id("take"), Return: id("R1"), Line: id("1"), Condition: "opened", Accept: 1, Review: 1,
			},

			then: "UnitsDecided; R1 inspecting, 1 units of line 1 wait for a decision, 1 of them wait for a person, " +
				"1 accepted units of line 1 wait for a refund or a replacement",
		},
		{
			name: "accept too many", given: inspected(),
			when: returns.DecideUnits{ID: id("take"), Return: id("R1"), Line: id("1"), Condition: "opened", Accept: 3},

			then: "refused: 3 units of line 1 to decide, 2 are open",
		},
		{
			name: "reject what was accepted", given: acceptedAll(),
			when: returns.DecideUnits{ID: id("turn"), Return: id("R1"), Line: id("1"), Condition: "opened", Reject: 1},

			then: "UnitsDecided; R1 awaiting_settlement, 1 accepted units of line 1 wait for a refund or a replacement",
		},
		{
			name: "reject what was refunded", given: authorised(),
			when: returns.DecideUnits{ID: id("turn"), Return: id("R1"), Line: id("1"), Condition: "opened", Reject: 1},

			then: "refused: 1 units of line 1 to decide, 0 are open",
		},
		{
			name: "accept what was rejected",
			given: append(
				inspected(),
				returns.DecideUnits{ID: id("take"), Return: id("R1"), Line: id("1"), Condition: "opened", Reject: 2},
			),
			when: returns.DecideUnits{ID: id("turn"), Return: id("R1"), Line: id("1"), Condition: "opened", Accept: 1},

			then: "refused: 2 units of line 1 were rejected, which is final; 0 are open",
		},
		{
			name: "authorise a refund", given: acceptedAll(),
			when: returns.AuthoriseRefund{ID: id("pay"), Refund: id("F1"), Return: id("R1")},

			then: "RefundAuthorised 60.00 EUR by original_payment, 60.00 EUR to card; R1 awaiting_settlement, " +
				"refund F1 of 60.00 EUR is not confirmed",
		},
		{
			name: "authorise a part of it", given: acceptedAll(),
			when: returns.AuthoriseRefund{
				ID: id("pay"), Refund: id("F1"), Return: id("R1"), Amount: logistics.MustMoney("20 EUR"),
				Tender: id("voucher"),
			},

			then: "RefundAuthorised 20.00 EUR by original_payment, 20.00 EUR to voucher; R1 awaiting_settlement, " +
				"40.00 EUR are owed of units that were counted, refund F1 of 20.00 EUR is not confirmed",
		},
		{
			name: "authorise the units named, with the way out", given: acceptedAll(),
			when: returns.AuthoriseRefund{
				ID: id("pay"), Refund: id("F1"), Return: id("R1"),
				Items: []returns.Refundable{{Line: id("1"), Condition: "opened", Units: 1}}, Shipping: true,
			},

			then: "RefundAuthorised 36.00 EUR by original_payment, 36.00 EUR to card; R1 awaiting_settlement, 1 " +
				"accepted units of line 1 wait for a refund or a replacement, refund F1 of 36.00 EUR is not confirmed",
		},
		{
			name: "authorise more than is owed", given: acceptedAll(),
			when: returns.AuthoriseRefund{
				ID: id("pay"), Refund: id("F1"), Return: id("R1"), Amount: logistics.MustMoney("60.01 EUR"),
			},

			then: "refused: 60.01 EUR is more than the 60.00 EUR that are owed",
		},
		{
			name: "authorise units that were not accepted", given: acceptedAll(),
			when: returns.AuthoriseRefund{
				ID: id("pay"), Refund: id("F1"), Return: id("R1"),
				Items: []returns.Refundable{{Line: id("1"), Units: 1}},
			},

			then: "refused: 1 units of line 1 to refund, 0 are accepted and neither refunded nor replaced",
		},
		{
			name: "authorise when nothing is owed", given: paid(),
			when: returns.AuthoriseRefund{ID: id("pay 2"), Refund: id("F2"), Return: id("R1")},

			then: "refused: nothing is owed for return R1",
		},
		{
			name: "authorise under an id that is taken", given: authorised(),
			when: returns.AuthoriseRefund{ID: id("pay 2"), Refund: id("F1"), Return: id("R1")},

			then: "refused: refund F1 exists already",
		},
		{
			name: "authorise in another currency", given: acceptedAll(),
			when: returns.AuthoriseRefund{
				ID: id("pay"), Refund: id("F1"), Return: id("R1"), Amount: logistics.MustMoney("1 USD"),
			},

			then: "logistics: mismatch \"1.00 USD\": the order was paid in EUR",
		},
		{
			name: "authorise to a tender the order was not paid with", given: acceptedAll(),
			when: returns.AuthoriseRefund{ID: id("pay"), Refund: id("F1"), Return: id("R1"), Tender: id("cash")},

			then: "refused: the order was not paid with cash",
		},
		{
			name: "authorise money back too late", given: acceptedAll(),
			when: returns.AuthoriseRefund{
				ID: id("pay"), Refund: id("F1"), Return: id("R1"), Method: refund.OriginalPayment,
			},
			on:   59,
			then: "refused: original_payment is not allowed any more, store_credit is",
		},
		{
			name: "authorise store credit when money is too late", given: acceptedAll(),
			when: returns.AuthoriseRefund{ID: id("pay"), Refund: id("F1"), Return: id("R1")},
			on:   59,
			then: "RefundAuthorised 60.00 EUR by store_credit; R1 awaiting_settlement, refund F1 of 60.00 EUR is " +
				"not confirmed",
		},
		{
			name: "give the way out back twice",
			given: append(
				acceptedAll(),
				returns.AuthoriseRefund{ID: id("pay"), Refund: id("F1"), Return: id("R1"), Shipping: true},
			),
			when: returns.AuthoriseRefund{ID: id("pay 2"), Refund: id("F2"), Return: id("R1"), Shipping: true},

			then: "refused: the way out was refunded before, or nothing was paid for it",
		},
		{
			name: "authorise more than was captured", given: short(),
			when: returns.AuthoriseRefund{ID: id("pay"), Refund: id("F1"), Return: id("R1")},

			then: "refused: 60.00 EUR is more than the 50.00 EUR that are left of what was paid",
		},
		{
			name: "request what was not shipped", given: short()[:1],
			when: returns.Request{
				ID: id("ask"), Return: id("R1"), Cause: returns.CauseChangedMind, Items: items("2", 1),
			},

			then: "refused: no unit of line 2 was shipped",
		},
		{
			name: "confirm", given: authorised(),
			when: returns.ConfirmRefund{ID: id("paid"), Refund: id("F1")},

			then: "PaymentConfirmed; R1 settled, nothing is open",
		},
		{
			name: "confirm twice", given: paid(),
			when: returns.ConfirmRefund{ID: id("paid 2"), Refund: id("F1")},

			then: "refused: refund F1 is confirmed: confirm_refund is not possible",
		},
		{
			name: "confirm what is not there", given: acceptedAll(),
			when: returns.ConfirmRefund{ID: id("paid"), Refund: id("F1")},

			then: "refused: there is no refund F1",
		},
		{
			name: "fail", given: authorised(),
			when: returns.FailRefund{ID: id("failed"), Refund: id("F1")},

			then: "PaymentFailed; R1 awaiting_settlement, 60.00 EUR are owed of units that were counted",
		},
		{
			name: "void what was paid", given: paid(),
			when: returns.VoidRefund{ID: id("void"), Refund: id("F1")},

			then: "PaymentVoided; R1 awaiting_settlement, 60.00 EUR are owed of units that were counted",
		},
		{
			name: "replace", given: received(),
			when: returns.PlanOutbound{
				ID: id("plan"), Outbound: id("X1"), Return: id("R1"), Line: id("1"), Kind: returns.Replacement,
				Units: 1, Available: 1,
			},

			then: "OutboundPlanned; R1 received, 1 units of line 1 wait for a decision, 1 units of outbound X1 are " +
				"not delivered",
		},
		{
			name: "replace by something cheaper", given: acceptedAll(),
			when: returns.PlanOutbound{
				ID: id("plan"), Outbound: id("X1"), Return: id("R1"), Line: id("1"), Kind: returns.Replacement,
				Units: 1, Available: 1, Product: id("lamp small"), Value: logistics.MustMoney("20 EUR"),
			},

			then: "OutboundPlanned -13.33 EUR of difference; R1 awaiting_settlement, 1 accepted units of line 1 " +
				"wait for a refund or a replacement, 13.33 EUR are owed of units that were counted, 1 units of " +
				"outbound X1 are not delivered",
		},
		{
			name: "replace by something cheaper before it is accepted", given: received(),
			when: returns.PlanOutbound{
				ID: id("plan"), Outbound: id("X1"), Return: id("R1"), Line: id("1"), Kind: returns.Replacement,
				Units: 1, Available: 1, Value: logistics.MustMoney("20 EUR"),
			},

			then: "refused: 1 units of line 1 to send, 0 are not promised otherwise",
		},
		{
			name: "replace by something dearer", given: acceptedAll(),
			when: returns.PlanOutbound{
				ID: id("plan"), Outbound: id("X1"), Return: id("R1"), Line: id("1"), Kind: returns.Replacement,
				Units: 1, Available: 1, Product: id("lamp big"), Value: logistics.MustMoney("50 EUR"),
			},

			then: "OutboundPlanned 16.67 EUR of difference; R1 awaiting_settlement, 1 accepted units of line 1 wait " +
				"for a refund or a replacement, 1 units of outbound X1 are not delivered",
		},
		{
			name: "replace what is not there", given: received(),
			when: returns.PlanOutbound{
				ID: id("plan"), Outbound: id("X1"), Return: id("R1"), Line: id("1"), Kind: returns.Replacement,
				Units: 1,
			},

			then: "refused: 1 units to replace, 0 are there",
		},
		{
			name: "replace before it came", given: approved(),
			when: returns.PlanOutbound{
				ID: id("plan"), Outbound: id("X1"), Return: id("R1"), Line: id("1"), Kind: returns.Replacement,
				Units: 1, Available: 1,
			},

			then: "refused: 1 units of line 1 to send, 0 are not promised otherwise",
		},
		{
			name: "replace ahead", given: approved(),
			when: returns.PlanOutbound{
				ID: id("plan"), Outbound: id("X1"), Return: id("R1"), Line: id("1"), Kind: returns.Advance, Units: 1,
				Available: 1,
			},

			then: "OutboundPlanned; R1 awaiting_goods, 2 units of line 1 have not come, 1 units of outbound X1 are " +
				"not delivered",
		},
		{
			name: "send back", given: received(),
			when: returns.PlanOutbound{
				ID: id("plan"), Outbound: id("X1"), Return: id("R1"), Line: id("1"), Kind: returns.SendBack, Units: 2,
			},

			then: "OutboundPlanned; R1 awaiting_settlement, 2 units of outbound X1 are not delivered",
		},
		{
			name: "send back what was accepted", given: acceptedAll(),
			when: returns.PlanOutbound{
				ID: id("plan"), Outbound: id("X1"), Return: id("R1"), Line: id("1"), Kind: returns.SendBack, Units: 1,
			},

			then: "refused: 1 units of line 1 to send, 0 are not promised otherwise",
		},
		{
			name: "plan under an id that is taken", given: replaced(),
			when: returns.PlanOutbound{
				ID: id("plan 2"), Outbound: id("X1"), Return: id("R1"), Line: id("1"), Kind: returns.Replacement,
				Units: 1, Available: 1,
			},

			then: "refused: outbound X1 exists already",
		},
		{
			name:  "refund what was replaced",
			given: append(replaced(), returns.DecideUnits{ID: id("take"), Return: id("R1"), Line: id("1"), Accept: 2}),
			when: returns.AuthoriseRefund{
				ID: id("pay"), Refund: id("F1"), Return: id("R1"),
				Items: []returns.Refundable{{Line: id("1"), Units: 2}},
			},

			then: "refused: 2 units of line 1 to refund, 1 are accepted and neither refunded nor replaced",
		},
		{
			name: "deliver", given: replaced(),
			when: returns.DeliverOutbound{ID: id("there"), Outbound: id("X1"), Units: 1},

			then: "OutboundDelivered; R1 received, 1 units of line 1 wait for a decision",
		},
		{
			name: "deliver too many", given: replaced(),
			when: returns.DeliverOutbound{ID: id("there"), Outbound: id("X1"), Units: 2},

			then: "refused: 2 units of outbound X1, 1 are open",
		},
		{
			name: "deliver what is not there", given: received(),
			when: returns.DeliverOutbound{ID: id("there"), Outbound: id("X1"), Units: 1},

			then: "refused: there is no outbound X1",
		},
		{
			name: "dispose", given: inspected(),
			when: returns.Dispose{
				ID: id("shelf"), Return: id("R1"), Line: id("1"), Condition: "opened",
				Dispositions: []returns.Disposed{{Disposition: "restock", Units: 1}, {Disposition: "scrap", Units: 1}},
			},

			then: "UnitsDisposed; R1 inspecting, 2 units of line 1 wait for a decision",
		},
		{
			name: "dispose of more than was inspected", given: inspected(),
			when: returns.Dispose{
				ID: id("shelf"), Return: id("R1"), Line: id("1"), Condition: "opened",
				Dispositions: []returns.Disposed{{Disposition: "restock", Units: 2}, {Disposition: "scrap", Units: 1}},
			},

			then: "refused: 3 units of line 1, 2 are here for it",
		},
		{
			name: "split", given: approved(),
			when: returns.Split{ID: id("split"), Return: id("R1"), Into: id("R2"), Items: items("1", 1)},

			then: "SplitOff; R1 awaiting_goods, 1 units of line 1 have not come; R2 awaiting_goods, 1 units of line " +
				"1 have not come",
		},
		{
			name: "split all of it", given: approved(),
			when: returns.Split{ID: id("split"), Return: id("R1"), Into: id("R2"), Items: items("1", 2)},

			then: "refused: nothing would be left in return R1",
		},
		{
			name: "split what has come", given: received(),
			when: returns.Split{ID: id("split"), Return: id("R1"), Into: id("R2"), Items: items("1", 1)},

			then: "refused: 1 units of line 1, 0 are outstanding",
		},
		{
			name: "close", given: paid(),
			when: returns.Close{ID: id("end"), Return: id("R1")},

			then: "Closed; R1 closed, it is closed",
		},
		{
			name: "close what is open", given: authorised(),
			when: returns.Close{ID: id("end"), Return: id("R1")},

			then: "refused: return R1 is awaiting_settlement",
		},
		{
			name: "reopen", given: append(paid(), returns.Close{ID: id("end"), Return: id("R1")}),
			when: returns.Reopen{ID: id("on"), Return: id("R1")},

			then: "Reopened; R1 settled, nothing is open",
		},
		{
			name: "nothing in what is closed", given: append(paid(), returns.Close{ID: id("end"), Return: id("R1")}),
			when: returns.VoidRefund{ID: id("void"), Refund: id("F1")},

			then: "refused: return R1 is closed: void_refund is not possible",
		},
		{
			name: "tick at a deadline", given: asked(),
			when: returns.Tick{ID: id("tick")},
			on:   3,
			then: "nothing; R1 awaiting_approval, 2 units of line 1 wait for approval",
		},
		{
			name: "tick after the approval was due", given: asked(),
			when: returns.Tick{ID: id("tick")},
			on:   4,
			then: "Overdue approve_by of 2025-03-06; R1 awaiting_approval, 2 units of line 1 wait for approval",
		},
		{
			name: "tick after nothing was sent", given: approved(),
			when: returns.Tick{ID: id("tick")},
			on:   16,
			then: "Expired; R1 expired, its deadline passed",
		},
		{
			name: "tick after the inspection was due", given: received(),
			when: returns.Tick{ID: id("tick")},
			on:   5,
			then: "Overdue inspect_by of 2025-03-07; R1 received, 2 units of line 1 wait for a decision",
		},
		{
			name: "tick after the refund was due", given: acceptedAll(),
			when: returns.Tick{ID: id("tick")},
			on:   16,
			then: "Overdue refund_by of 2025-03-18; R1 awaiting_settlement, 2 accepted units of line 1 wait for a " +
				"refund or a replacement",
		},
		{
			name: "tick after nothing came for a replacement", given: ahead(),
			when: returns.Tick{ID: id("tick")},
			on:   32,
			then: "Overdue ship_by of 2025-03-18; Overdue hold_until of 2025-04-03; R1 awaiting_goods, 2 units of " +
				"line 1 have not come, 2 units of outbound X1 are not delivered",
		},
		{
			name: "extend what waits for a person", given: held(),
			when: returns.Extend{ID: id("more"), Return: id("R1"), Clock: returns.ClockApprove, Until: day(9)},

			then: "Extended; R1 awaiting_approval, 1 units of line 1 wait for approval, the request waits for a person",
		},
	}
}
