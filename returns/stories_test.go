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

			then: "refused: The case of order O-1 has already been opened.",
		},
		{
			name: "the same command again", given: opened(),
			when: order(),

			then: "nothing",
		},
		{
			name: "the same id with other content", given: opened(),
			when: returns.Tick{ID: id("open")},

			then: "refused: Command open was already used with different content.",
		},
		{
			name: "another version", given: opened(),
			when:   returns.Tick{ID: id("tick")},
			expect: 7,
			then: "refused: The case has changed in the meantime: it is at version 1, and this was decided for " +
				"version 7.",
		},
		{
			name: "an actor the policy does not know", given: asked(),
			when: returns.Decline{ID: id("no"), Return: id("R2")}, actor: "robot",

			then: "refused: Robot is not allowed to decline the return. Return R2 does not exist.",
		},
		{
			name: "nothing before it is opened", given: nil,
			when: returns.Tick{ID: id("tick")},

			then: "refused: The case has not been opened yet.",
		},
		{
			name: "request", given: opened(),
			when: returns.Request{
				ID: id("ask"), Return: id("R1"), Cause: returns.CauseChangedMind, Items: items("1", 2, "2", 1),
			},

			then: "Requested; R1 awaiting_approval 2 units of line 1 are waiting for approval. 1 unit of line 2 is " +
				"waiting for approval.",
		},
		{
			name: "request more than was sold, what is final, and what was not sold", given: opened(),
			when: returns.Request{
				ID: id("ask"), Return: id("R1"), Cause: returns.CauseChangedMind, Items: items("1", 4, "3", 1, "9", 1),
			},

			then: "refused: 4 units requested; only 3 units of line 1 can still be returned. Order line 9 does not " +
				"exist. Line 3 was sold without a right of return.",
		},
		{
			name: "request on the last day", given: opened(),
			when: returns.Request{
				ID: id("ask"), Return: id("R1"), Cause: returns.CauseChangedMind, Items: items("1", 1),
			},
			on:   30,
			then: "Requested; R1 awaiting_approval 1 unit of line 1 is waiting for approval.",
		},
		{
			name: "request a day too late", given: opened(),
			when: returns.Request{
				ID: id("ask"), Return: id("R1"), Cause: returns.CauseChangedMind, Items: items("1", 1),
			},
			on: 31,
			then: "refused: Line 1 could be returned until 2 Apr 2025; the return was requested on 3 Apr 2025, " +
				"12:00 UTC.",
		},
		{
			name: "request a day too late, by staff", given: opened(),
			when: returns.Request{
				ID: id("ask"), Return: id("R1"), Cause: returns.CauseChangedMind, Items: items("1", 1),
			},
			on: 31, actor: logistics.ActorStaff,
			then: "Requested; R1 awaiting_approval 1 unit of line 1 is waiting for approval.",
		},
		{
			name: "request of one who returns much", given: opened(),
			when: returns.Request{
				ID: id("ask"), Return: id("R1"), Cause: returns.CauseChangedMind, Items: items("1", 1),
			},
			before: 6,
			then: "Requested; R1 awaiting_approval 1 unit of line 1 is waiting for approval. The request is " +
				"waiting for review by a member of staff.",
		},
		{
			name: "request under an id that is taken", given: asked(),
			when: returns.Request{
				ID: id("ask 2"), Return: id("R1"), Cause: returns.CauseChangedMind, Items: items("1", 1),
			},

			then: "refused: Return R1 already exists.",
		},
		{
			name: "request of an order that is not complete", given: opened(),
			when: returns.Request{
				ID: id("ask"), Return: id("R1"), Cause: returns.CauseChangedMind, Items: items("1", 1),
				Incomplete: true,
			},

			then: "refused: The order is not complete yet.",
		},
		{
			name: "approve", given: asked(),
			when: returns.Approve{ID: id("yes"), Return: id("R1")},

			then: "Approved; R1 awaiting_goods 2 units of line 1 have not arrived yet.",
		},
		{
			name: "approve a part", given: asked(),
			when: returns.Approve{ID: id("yes"), Return: id("R1"), Items: items("1", 1)},

			then: "Approved; R1 awaiting_goods 1 unit of line 1 has not arrived yet.",
		},
		{
			name: "approve more than was asked", given: asked(),
			when: returns.Approve{ID: id("yes"), Return: id("R1"), Items: items("1", 3)},

			then: "refused: 3 units requested; only 2 units of line 1 can still be returned.",
		},
		{
			name: "approve twice", given: approved(),
			when: returns.Approve{ID: id("yes 2"), Return: id("R1")},

			then: "refused: Return R1 is already approved.",
		},
		{
			name: "approve what is not there", given: opened(),
			when: returns.Approve{ID: id("yes"), Return: id("R1")},

			then: "refused: Return R1 does not exist.",
		},
		{
			name: "approve what waits for a person", given: held(),
			when: returns.Approve{ID: id("yes"), Return: id("R1")},

			then: "refused: Return R1 needs to be reviewed by a member of staff first.",
		},
		{
			name: "approve what waits for a person, by staff", given: held(),
			when:  returns.Approve{ID: id("yes"), Return: id("R1")},
			actor: logistics.ActorStaff,
			then:  "Approved; R1 awaiting_goods 1 unit of line 1 has not arrived yet.",
		},
		{
			name: "decline", given: asked(),
			when: returns.Decline{ID: id("no"), Return: id("R1")},

			then: "Declined; R1 declined The return was declined.",
		},
		{
			name: "decline what was approved", given: approved(),
			when: returns.Decline{ID: id("no"), Return: id("R1")},

			then: "refused: Return R1 is approved, so you cannot decline the return.",
		},
		{
			name: "cancel", given: approved(),
			when: returns.Cancel{ID: id("off"), Return: id("R1")},

			then: "Cancelled; R1 cancelled The return was cancelled.",
		},
		{
			name: "cancel when goods have come", given: received(),
			when: returns.Cancel{ID: id("off"), Return: id("R1")},

			then: "refused: 2 units of return R1 have already been received, settled or replaced.",
		},
		{
			name: "cancel when a replacement is out", given: ahead(),
			when: returns.Cancel{ID: id("off"), Return: id("R1")},

			then: "refused: 2 units of return R1 have already been received, settled or replaced.",
		},
		{
			name: "expire", given: approved(),
			when: returns.Expire{ID: id("over"), Return: id("R1")},
			on:   16,
			then: "Expired; R1 expired The return has expired: its deadline passed.",
		},
		{
			name: "expire too soon", given: approved(),
			when: returns.Expire{ID: id("over"), Return: id("R1")},
			on:   15,
			then: "refused: No deadline of return R1 has passed yet.",
		},
		{
			name: "expire when goods have come", given: received(),
			when: returns.Expire{ID: id("over"), Return: id("R1")},
			on:   16,
			then: "refused: 2 units of return R1 have already been received, settled or replaced.",
		},
		{
			name: "extend", given: approved(),
			when: returns.Extend{ID: id("more"), Return: id("R1"), Clock: returns.ClockShip, Until: day(20)},

			then: "Extended; R1 awaiting_goods 2 units of line 1 have not arrived yet.",
		},
		{
			name: "extend to an earlier instant", given: approved(),
			when: returns.Extend{ID: id("more"), Return: id("R1"), Clock: returns.ClockShip, Until: day(15)},

			then: "refused: 18 Mar 2025, 12:00 UTC is not later than the current deadline for sending the goods, 18 " +
				"Mar 2025, 12:00 UTC.",
		},
		{
			name: "extend what is not running", given: approved(),
			when: returns.Extend{ID: id("more"), Return: id("R1"), Clock: returns.ClockHold, Until: day(20)},

			then: "refused: Return R1 currently has no deadline for goods replaced in advance.",
		},
		{
			name: "dispatch", given: approved(),
			when: returns.Dispatch{ID: id("sent"), Return: id("R1"), Items: items("1", 1)},

			then: "Dispatched; R1 in_transit 1 unit of line 1 has not arrived yet. 1 unit of line 1 is on the way " +
				"back.",
		},
		{
			name: "dispatch too many", given: approved(),
			when: returns.Dispatch{ID: id("sent"), Return: id("R1"), Items: items("1", 3)},

			then: "refused: 3 units requested; only 2 units of line 1 can still be returned.",
		},
		{
			name: "receive a part", given: approved(),
			when: returns.Receive{ID: id("came"), Return: id("R1"), Items: came("1", 0, 1)},

			then: "Received; R1 partly_received 1 unit of line 1 has not arrived yet. 1 unit of line 1 is waiting " +
				"for a decision.",
		},
		{
			name: "receive too many", given: approved(),
			when: returns.Receive{ID: id("came"), Return: id("R1"), Items: came("1", 2, 1)},

			then: "refused: 3 units requested; only 2 units of line 1 can still be returned.",
		},
		{
			name: "receive what is not part of it", given: approved(),
			when: returns.Receive{
				ID: id("came"), Return: id("R1"),
				Items: []returns.Arrival{{Line: id("2"), Good: 1}, {Product: id("hat"), Damaged: 1}},
			},

			then: "Received; R1 awaiting_goods 2 units of line 1 have not arrived yet. 2 units arrived that are not " +
				"part of this return.",
		},
		{
			name: "receive more of what is not part of it than a return can have", given: crowded(),
			when: returns.Receive{ID: id("came"), Return: id("R1"), Items: []returns.Arrival{{Line: id("2"), Good: 1}}},

			then: "refused: Return R1 would have 1,001 arrivals that are not part of it; the limit is 1,000.",
		},
		{
			name: "receive what is part of a crowded return", given: crowded(),
			when: returns.Receive{ID: id("came"), Return: id("R1"), Items: came("1", 2, 0)},

			then: "Received; R1 received 2 units of line 1 are waiting for a decision. 1,000 units arrived that are " +
				"not part of this return.",
		},
		{
			name: "receive what was not sold", given: approved(),
			when: returns.Receive{ID: id("came"), Return: id("R1"), Items: came("9", 1, 0)},

			then: "refused: Order line 9 does not exist.",
		},
		{
			name: "receive the replacement itself", given: ahead(),
			when: returns.Receive{
				ID: id("came"), Return: id("R1"), Items: []returns.Arrival{{Outbound: id("X1"), Good: 2}},
			},

			then: "Received; R1 settled Nothing is open: the return can be closed.",
		},
		{
			name: "receive a replacement that is not there", given: ahead(),
			when: returns.Receive{
				ID: id("came"), Return: id("R1"), Items: []returns.Arrival{{Outbound: id("X2"), Good: 1}},
			},

			then: "refused: Delivery X2 to the customer does not exist.",
		},
		{
			name: "receive more replacements than went out", given: ahead(),
			when: returns.Receive{
				ID: id("came"), Return: id("R1"), Items: []returns.Arrival{{Outbound: id("X1"), Good: 3}},
			},

			then: "refused: 3 units requested; only 2 are still to be delivered with delivery X1.",
		},
		{
			name: "report missing", given: approved(),
			when: returns.ReportMissing{ID: id("lost"), Return: id("R1"), Items: items("1", 1)},

			then: "MissingReported; R1 awaiting_goods 2 units of line 1 have not arrived yet. 1 unit of line 1 was " +
				"announced but was not in the parcel.",
		},
		{
			name: "report too many missing", given: approved(),
			when: returns.ReportMissing{ID: id("lost"), Return: id("R1"), Items: items("1", 3)},

			then: "refused: 3 units requested; only 2 units of line 1 can still be returned.",
		},
		{
			name: "settle what is lost", given: approved(),
			when: returns.SettleUnreceived{
				ID: id("gone"), Return: id("R1"), Line: id("1"), Units: 2, As: returns.LostInTransit,
			},

			then: "UnreceivedSettled; R1 received 2 units of line 1 are waiting for a decision.",
		},
		{
			name: "settle what is kept", given: approved(),
			when: returns.SettleUnreceived{
				ID: id("gone"), Return: id("R1"), Line: id("1"), Units: 1, As: returns.KeptByCustomer,
			},

			then: "UnreceivedSettled; R1 partly_received 1 unit of line 1 has not arrived yet. 1 unit of line 1 is " +
				"waiting for a decision.",
		},
		{
			name: "settle what is not sent", given: approved(),
			when: returns.SettleUnreceived{
				ID: id("gone"), Return: id("R1"), Line: id("1"), Units: 1, As: returns.NotSent,
			},

			then: "UnreceivedSettled; R1 awaiting_goods 1 unit of line 1 has not arrived yet.",
		},
		{
			name: "settle too many", given: approved(),
			when: returns.SettleUnreceived{
				ID: id("gone"), Return: id("R1"), Line: id("1"), Units: 3, As: returns.LostInTransit,
			},

			then: "refused: 3 units requested; only 2 units of line 1 can still be returned.",
		},
		{
			name: "inspect", given: received(),
			when: returns.Inspect{ID: id("look"), Return: id("R1"), Line: id("1"), Condition: "opened", Units: 1},

			then: "Inspected; R1 inspecting 2 units of line 1 are waiting for a decision.",
		},
		{
			name: "inspect more than came", given: received(),
			when: returns.Inspect{ID: id("look"), Return: id("R1"), Line: id("1"), Condition: "opened", Units: 3},

			then: "refused: 3 units requested; only 2 units of line 1 have arrived and are available.",
		},
		{
			name: "inspect a line that is not part of it", given: received(),
			when: returns.Inspect{ID: id("look"), Return: id("R1"), Line: id("2"), Condition: "opened", Units: 1},

			then: "refused: Line 2 is not part of return R1.",
		},
		{
			name: "accept and reject", given: inspected(),
			when: returns.DecideUnits{
				ID: id("take"), Return: id("R1"), Line: id("1"), Condition: "opened", Accept: 1, Reject: 1,
			},

			then: "UnitsDecided; R1 awaiting_settlement 1 accepted unit of line 1 is waiting for a refund or a " +
				"replacement.",
		},
		{
			name: "put a unit to a person", given: inspected(),
			when: returns.DecideUnits{
				ID: id("take"), Return: id("R1"), Line: id("1"), Condition: "opened", Accept: 1, Review: 1,
			},

			then: "UnitsDecided; R1 inspecting 1 unit of line 1 is waiting for a decision. 1 unit of line 1 is " +
				"waiting for review by a member of staff. 1 accepted unit of line 1 is waiting for a refund or a " +
				"replacement.",
		},
		{
			name: "accept too many", given: inspected(),
			when: returns.DecideUnits{ID: id("take"), Return: id("R1"), Line: id("1"), Condition: "opened", Accept: 3},

			then: "refused: 3 units requested; only 2 units of line 1 still await a decision.",
		},
		{
			name: "reject what was accepted", given: acceptedAll(),
			when: returns.DecideUnits{ID: id("turn"), Return: id("R1"), Line: id("1"), Condition: "opened", Reject: 1},

			then: "UnitsDecided; R1 awaiting_settlement 1 accepted unit of line 1 is waiting for a refund or a " +
				"replacement.",
		},
		{
			name: "reject what was refunded", given: authorised(),
			when: returns.DecideUnits{ID: id("turn"), Return: id("R1"), Line: id("1"), Condition: "opened", Reject: 1},

			then: "refused: 1 unit requested; no unit of line 1 still awaits a decision.",
		},
		{
			name: "accept what was rejected",
			given: append(
				inspected(),
				returns.DecideUnits{ID: id("take"), Return: id("R1"), Line: id("1"), Condition: "opened", Reject: 2},
			),
			when: returns.DecideUnits{ID: id("turn"), Return: id("R1"), Line: id("1"), Condition: "opened", Accept: 1},

			then: "refused: 2 units of line 1 were rejected, which is final; none still await a decision.",
		},
		{
			name: "authorise a refund", given: acceptedAll(),
			when: returns.AuthoriseRefund{ID: id("pay"), Refund: id("F1"), Return: id("R1")},

			then: "RefundAuthorised 60.00 EUR by original_payment, 60.00 EUR to card; R1 awaiting_settlement Refund " +
				"F1 of €60.00 has not been confirmed yet.",
		},
		{
			name: "authorise a part of it", given: acceptedAll(),
			when: returns.AuthoriseRefund{
				ID: id("pay"), Refund: id("F1"), Return: id("R1"), Amount: logistics.MustMoney("20 EUR"),
				Tender: id("voucher"),
			},

			then: "RefundAuthorised 20.00 EUR by original_payment, 20.00 EUR to voucher; R1 awaiting_settlement " +
				"€40.00 is still owed for accepted units. Refund F1 of €20.00 has not been confirmed yet.",
		},
		{
			name: "authorise the units named, with the way out", given: acceptedAll(),
			when: returns.AuthoriseRefund{
				ID: id("pay"), Refund: id("F1"), Return: id("R1"),
				Items: []returns.Refundable{{Line: id("1"), Condition: "opened", Units: 1}}, Shipping: true,
			},

			then: "RefundAuthorised 36.00 EUR by original_payment, 36.00 EUR to card; R1 awaiting_settlement 1 " +
				"accepted unit of line 1 is waiting for a refund or a replacement. Refund F1 of €36.00 has not " +
				"been confirmed yet.",
		},
		{
			name: "authorise more than is owed", given: acceptedAll(),
			when: returns.AuthoriseRefund{
				ID: id("pay"), Refund: id("F1"), Return: id("R1"), Amount: logistics.MustMoney("60.01 EUR"),
			},

			then: "refused: €60.01 is more than the €60.00 that is still owed.",
		},
		{
			name: "authorise units that were not accepted", given: acceptedAll(),
			when: returns.AuthoriseRefund{
				ID: id("pay"), Refund: id("F1"), Return: id("R1"),
				Items: []returns.Refundable{{Line: id("1"), Units: 1}},
			},

			then: "refused: 1 unit requested; line 1 has no accepted unit still to be refunded or replaced.",
		},
		{
			name: "authorise when nothing is owed", given: paid(),
			when: returns.AuthoriseRefund{ID: id("pay 2"), Refund: id("F2"), Return: id("R1")},

			then: "refused: No refund is due for return R1.",
		},
		{
			name: "authorise under an id that is taken", given: authorised(),
			when: returns.AuthoriseRefund{ID: id("pay 2"), Refund: id("F1"), Return: id("R1")},

			then: "refused: Refund F1 already exists.",
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

			then: "refused: The order was not paid with cash.",
		},
		{
			name: "authorise money back too late", given: acceptedAll(),
			when: returns.AuthoriseRefund{
				ID: id("pay"), Refund: id("F1"), Return: id("R1"), Method: refund.OriginalPayment,
			},
			on:   59,
			then: "refused: A refund to the original payment method is not possible; only store credit is.",
		},
		{
			name: "authorise store credit when money is too late", given: acceptedAll(),
			when: returns.AuthoriseRefund{ID: id("pay"), Refund: id("F1"), Return: id("R1")},
			on:   59,
			then: "RefundAuthorised 60.00 EUR by store_credit; R1 awaiting_settlement Refund F1 of €60.00 has not " +
				"been confirmed yet.",
		},
		{
			name: "give the way out back twice",
			given: append(
				acceptedAll(),
				returns.AuthoriseRefund{ID: id("pay"), Refund: id("F1"), Return: id("R1"), Shipping: true},
			),
			when: returns.AuthoriseRefund{ID: id("pay 2"), Refund: id("F2"), Return: id("R1"), Shipping: true},

			then: "refused: Outbound shipping has already been refunded, or nothing was paid for it.",
		},
		{
			name: "authorise more than was captured", given: short(),
			when: returns.AuthoriseRefund{ID: id("pay"), Refund: id("F1"), Return: id("R1")},

			then: "refused: €60.00 is more than the €50.00 of the payment not yet refunded.",
		},
		{
			name: "request what was not shipped", given: short()[:1],
			when: returns.Request{
				ID: id("ask"), Return: id("R1"), Cause: returns.CauseChangedMind, Items: items("2", 1),
			},

			then: "refused: No units of line 2 have been shipped.",
		},
		{
			name: "confirm", given: authorised(),
			when: returns.ConfirmRefund{ID: id("paid"), Refund: id("F1")},

			then: "PaymentConfirmed; R1 settled Nothing is open: the return can be closed.",
		},
		{
			name: "confirm twice", given: paid(),
			when: returns.ConfirmRefund{ID: id("paid 2"), Refund: id("F1")},

			then: "refused: Refund F1 is already confirmed.",
		},
		{
			name: "confirm what is not there", given: acceptedAll(),
			when: returns.ConfirmRefund{ID: id("paid"), Refund: id("F1")},

			then: "refused: Refund F1 does not exist.",
		},
		{
			name: "fail", given: authorised(),
			when: returns.FailRefund{ID: id("failed"), Refund: id("F1")},

			then: "PaymentFailed; R1 awaiting_settlement €60.00 is still owed for accepted units.",
		},
		{
			name: "void what was paid", given: paid(),
			when: returns.VoidRefund{ID: id("void"), Refund: id("F1")},

			then: "PaymentVoided; R1 awaiting_settlement €60.00 is still owed for accepted units.",
		},
		{
			name: "replace", given: received(),
			when: returns.PlanOutbound{
				ID: id("plan"), Outbound: id("X1"), Return: id("R1"), Line: id("1"), Kind: returns.Replacement,
				Units: 1, Available: 1,
			},

			then: "OutboundPlanned; R1 received 1 unit of line 1 is waiting for a decision. 1 unit of delivery X1 " +
				"to the customer has not been delivered yet.",
		},
		{
			name: "replace by something cheaper", given: acceptedAll(),
			when: returns.PlanOutbound{
				ID: id("plan"), Outbound: id("X1"), Return: id("R1"), Line: id("1"), Kind: returns.Replacement,
				Units: 1, Available: 1, Product: id("lamp small"), Value: logistics.MustMoney("20 EUR"),
			},

			then: "OutboundPlanned -13.33 EUR of difference; R1 awaiting_settlement 1 accepted unit of line 1 is " +
				"waiting for a refund or a replacement. €13.33 is still owed for accepted units. 1 unit of " +
				"delivery X1 to the customer has not been delivered yet.",
		},
		{
			name: "replace by something cheaper before it is accepted", given: received(),
			when: returns.PlanOutbound{
				ID: id("plan"), Outbound: id("X1"), Return: id("R1"), Line: id("1"), Kind: returns.Replacement,
				Units: 1, Available: 1, Value: logistics.MustMoney("20 EUR"),
			},

			then: "refused: 1 unit requested; no unit of line 1 can still be sent.",
		},
		{
			name: "replace by something dearer", given: acceptedAll(),
			when: returns.PlanOutbound{
				ID: id("plan"), Outbound: id("X1"), Return: id("R1"), Line: id("1"), Kind: returns.Replacement,
				Units: 1, Available: 1, Product: id("lamp big"), Value: logistics.MustMoney("50 EUR"),
			},

			then: "OutboundPlanned 16.67 EUR of difference; R1 awaiting_settlement 1 accepted unit of line 1 is " +
				"waiting for a refund or a replacement. 1 unit of delivery X1 to the customer has not been " +
				"delivered yet.",
		},
		{
			name: "replace what is not there", given: received(),
			when: returns.PlanOutbound{
				ID: id("plan"), Outbound: id("X1"), Return: id("R1"), Line: id("1"), Kind: returns.Replacement,
				Units: 1,
			},

			then: "refused: 1 unit requested; no replacement is in stock.",
		},
		{
			name: "replace before it came", given: approved(),
			when: returns.PlanOutbound{
				ID: id("plan"), Outbound: id("X1"), Return: id("R1"), Line: id("1"), Kind: returns.Replacement,
				Units: 1, Available: 1,
			},

			then: "refused: 1 unit requested; no unit of line 1 can still be sent.",
		},
		{
			name: "replace ahead", given: approved(),
			when: returns.PlanOutbound{
				ID: id("plan"), Outbound: id("X1"), Return: id("R1"), Line: id("1"), Kind: returns.Advance, Units: 1,
				Available: 1,
			},

			then: "OutboundPlanned; R1 awaiting_goods 2 units of line 1 have not arrived yet. 1 unit of delivery X1 " +
				"to the customer has not been delivered yet.",
		},
		{
			name: "send back", given: received(),
			when: returns.PlanOutbound{
				ID: id("plan"), Outbound: id("X1"), Return: id("R1"), Line: id("1"), Kind: returns.SendBack, Units: 2,
			},

			then: "OutboundPlanned; R1 awaiting_settlement 2 units of delivery X1 to the customer have not been " +
				"delivered yet.",
		},
		{
			name: "send back what was accepted", given: acceptedAll(),
			when: returns.PlanOutbound{
				ID: id("plan"), Outbound: id("X1"), Return: id("R1"), Line: id("1"), Kind: returns.SendBack, Units: 1,
			},

			then: "refused: 1 unit requested; no unit of line 1 can still be sent.",
		},
		{
			name: "plan under an id that is taken", given: replaced(),
			when: returns.PlanOutbound{
				ID: id("plan 2"), Outbound: id("X1"), Return: id("R1"), Line: id("1"), Kind: returns.Replacement,
				Units: 1, Available: 1,
			},

			then: "refused: Delivery X1 to the customer already exists.",
		},
		{
			name:  "refund what was replaced",
			given: append(replaced(), returns.DecideUnits{ID: id("take"), Return: id("R1"), Line: id("1"), Accept: 2}),
			when: returns.AuthoriseRefund{
				ID: id("pay"), Refund: id("F1"), Return: id("R1"),
				Items: []returns.Refundable{{Line: id("1"), Units: 2}},
			},

			then: "refused: 2 units requested; line 1 has only 1 accepted unit still to be refunded or replaced.",
		},
		{
			name: "deliver", given: replaced(),
			when: returns.DeliverOutbound{ID: id("there"), Outbound: id("X1"), Units: 1},

			then: "OutboundDelivered; R1 received 1 unit of line 1 is waiting for a decision.",
		},
		{
			name: "deliver too many", given: replaced(),
			when: returns.DeliverOutbound{ID: id("there"), Outbound: id("X1"), Units: 2},

			then: "refused: 2 units requested; only 1 is still to be delivered with delivery X1.",
		},
		{
			name: "deliver what is not there", given: received(),
			when: returns.DeliverOutbound{ID: id("there"), Outbound: id("X1"), Units: 1},

			then: "refused: Delivery X1 to the customer does not exist.",
		},
		{
			name: "dispose", given: inspected(),
			when: returns.Dispose{
				ID: id("shelf"), Return: id("R1"), Line: id("1"), Condition: "opened",
				Dispositions: []returns.Disposed{{Disposition: "restock", Units: 1}, {Disposition: "scrap", Units: 1}},
			},

			then: "UnitsDisposed; R1 inspecting 2 units of line 1 are waiting for a decision.",
		},
		{
			name: "dispose of more than was inspected", given: inspected(),
			when: returns.Dispose{
				ID: id("shelf"), Return: id("R1"), Line: id("1"), Condition: "opened",
				Dispositions: []returns.Disposed{{Disposition: "restock", Units: 2}, {Disposition: "scrap", Units: 1}},
			},

			then: "refused: 3 units requested; only 2 units of line 1 have arrived and are available.",
		},
		{
			name: "split", given: approved(),
			when: returns.Split{ID: id("split"), Return: id("R1"), Into: id("R2"), Items: items("1", 1)},

			then: "SplitOff; R1 awaiting_goods 1 unit of line 1 has not arrived yet.; R2 awaiting_goods 1 unit of " +
				"line 1 has not arrived yet.",
		},
		{
			name: "split all of it", given: approved(),
			when: returns.Split{ID: id("split"), Return: id("R1"), Into: id("R2"), Items: items("1", 2)},

			then: "refused: Nothing would be left in return R1.",
		},
		{
			name: "split what has come", given: received(),
			when: returns.Split{ID: id("split"), Return: id("R1"), Into: id("R2"), Items: items("1", 1)},

			then: "refused: 1 unit requested; no unit of line 1 can still be returned.",
		},
		{
			name: "close", given: paid(),
			when: returns.Close{ID: id("end"), Return: id("R1")},

			then: "Closed; R1 closed The return is closed.",
		},
		{
			name: "close what is open", given: authorised(),
			when: returns.Close{ID: id("end"), Return: id("R1")},

			then: "refused: Return R1 cannot be closed yet: it is waiting for a refund or a replacement.",
		},
		{
			name: "reopen", given: append(paid(), returns.Close{ID: id("end"), Return: id("R1")}),
			when: returns.Reopen{ID: id("on"), Return: id("R1")},

			then: "Reopened; R1 settled Nothing is open: the return can be closed.",
		},
		{
			name: "nothing in what is closed", given: append(paid(), returns.Close{ID: id("end"), Return: id("R1")}),
			when: returns.VoidRefund{ID: id("void"), Refund: id("F1")},

			then: "refused: Return R1 is closed, so you cannot void the refund.",
		},
		{
			name: "tick at a deadline", given: asked(),
			when: returns.Tick{ID: id("tick")},
			on:   3,
			then: "nothing; R1 awaiting_approval 2 units of line 1 are waiting for approval.",
		},
		{
			name: "tick after the approval was due", given: asked(),
			when: returns.Tick{ID: id("tick")},
			on:   4,
			then: "Overdue approve_by of 2025-03-06; R1 awaiting_approval 2 units of line 1 are waiting for approval.",
		},
		{
			name: "tick after nothing was sent", given: approved(),
			when: returns.Tick{ID: id("tick")},
			on:   16,
			then: "Expired; R1 expired The return has expired: its deadline passed.",
		},
		{
			name: "tick after the inspection was due", given: received(),
			when: returns.Tick{ID: id("tick")},
			on:   5,
			then: "Overdue inspect_by of 2025-03-07; R1 received 2 units of line 1 are waiting for a decision.",
		},
		{
			name: "tick after the refund was due", given: acceptedAll(),
			when: returns.Tick{ID: id("tick")},
			on:   16,
			then: "Overdue refund_by of 2025-03-18; R1 awaiting_settlement 2 accepted units of line 1 are waiting " +
				"for a refund or a replacement.",
		},
		{
			name: "tick after nothing came for a replacement", given: ahead(),
			when: returns.Tick{ID: id("tick")},
			on:   32,
			then: "Overdue ship_by of 2025-03-18; Overdue hold_until of 2025-04-03; R1 awaiting_goods 2 units of " +
				"line 1 have not arrived yet. 2 units of delivery X1 to the customer have not been delivered yet.",
		},
		{
			name: "extend what waits for a person", given: held(),
			when: returns.Extend{ID: id("more"), Return: id("R1"), Clock: returns.ClockApprove, Until: day(9)},

			then: "Extended; R1 awaiting_approval 1 unit of line 1 is waiting for approval. The request is waiting " +
				"for review by a member of staff.",
		},
	}
}
