package claim_test

import (
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns/claim"
)

func id(text string) logistics.ID { return logistics.MustID(text) }

func date(text string) logistics.Date {
	if text == "" {
		return logistics.Date{}
	}
	return logistics.MustDate(text)
}

// freight are the terms of a motor carrier.
func freight() claim.Policy {
	return claim.Policy{
		Schema: "logistics/claim.policy/1", ID: id("motor-freight"), Version: 1,
		Terms: []claim.Term{
			{
				Kind: claim.Damage, File: claim.Limit{Months: 9, From: claim.FromDelivery},
				Evidence: []claim.Evidence{claim.Photo, claim.Invoice, claim.DeliveryReceipt},
			},
			{
				Kind: claim.ConcealedDamage, Notice: claim.Limit{Days: 5, From: claim.FromDelivery},
				File:     claim.Limit{Months: 9, From: claim.FromDelivery},
				Evidence: []claim.Evidence{claim.Photo, claim.Packing, claim.Invoice, claim.InspectionReport},
			},
			{
				Kind: claim.Loss, File: claim.Limit{Months: 9, From: claim.FromExpected},
				Evidence: []claim.Evidence{claim.Invoice},
			},
			{
				Kind: claim.Overcharge, File: claim.Limit{Days: 180, From: claim.FromShipment},
				Evidence: []claim.Evidence{claim.FreightBill},
			},
			{Kind: claim.Delay},
		},
		Acknowledge: claim.Limit{Days: 30}, Decide: claim.Limit{Days: 120}, Pay: claim.Limit{Days: 30},
		Appeal: claim.Limit{Months: 2},
	}
}

func compiled(t fatal) *claim.Rules {
	c, err := claim.Compile(freight(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// open is a pallet that was found crushed inside its wrapping.
func open() claim.Open {
	return claim.Open{
		ID: id("c1"), Claim: id("CL-7"), Against: claim.Carrier, Party: id("SPEDITION-ALB"),
		Kind:   claim.ConcealedDamage,
		Amount: logistics.MustMoney("480 EUR"), Reference: id("WB-1001"), Return: id("R-1"),
		Shipped: date("2025-02-24"), Delivered: date("2025-02-26"),
	}
}

// step is a command and the day it is given on.
type step struct {
	day     string
	command claim.Command
}

// steps of a claim that is settled in part, paid, appealed, and settled again.
func journey() []step {
	evidence := func(command string, e claim.Evidence) claim.Command {
		return claim.AddEvidence{ID: id(command), Evidence: e, Document: id("DOC-" + command)}
	}
	return []step{
		{"2025-02-28", open()},
		{"2025-02-28", claim.GiveNotice{ID: id("c2"), Document: id("MAIL-1")}},
		{"2025-03-01", evidence("c3", claim.Photo)},
		{"2025-03-01", evidence("c4", claim.Packing)},
		{"2025-03-01", evidence("c5", claim.Invoice)},
		{"2025-03-04", evidence("c6", claim.InspectionReport)},
		{"2025-03-05", claim.File{
			ID: id("c7"), On: date("2025-03-01"),
			Override: claim.Override{By: id("MEIER"), Detail: "sent before it was booked"},
		}},
		{"2025-04-10", claim.Tick{ID: id("c8")}},
		{"2025-04-12", claim.Acknowledge{ID: id("c9"), Number: id("ALB-55")}},
		{"2025-05-10", claim.Settle{ID: id("c10"), Amount: logistics.MustMoney("300 EUR"), Detail: "depreciated"}},
		{"2025-05-20", claim.Pay{ID: id("c11"), Amount: logistics.MustMoney("100 EUR")}},
		{"2025-05-28", claim.Appeal{ID: id("c12"), Detail: "new goods"}},
		{"2025-06-01", claim.Pay{ID: id("c13"), Amount: logistics.MustMoney("200 EUR")}},
		{"2025-06-20", claim.Settle{ID: id("c14"), Amount: logistics.MustMoney("450 EUR")}},
		{"2025-07-01", claim.Pay{ID: id("c15"), Amount: logistics.MustMoney("150 EUR")}},
	}
}

// others are steps of claims that end otherwise, from the draft of the first on.
func declined() []step {
	return append(
		journey()[:9:9],
		step{"2025-05-10", claim.Decline{ID: id("d1"), Ground: claim.PoorPacking, Detail: "no edge protection"}},
	)
}

func withdrawn() []step {
	return append(journey()[:1:1], step{"2025-03-02", claim.Withdraw{ID: id("w1"), Detail: "settled by phone"}})
}

func reopened() []step {
	return append(withdrawn(), step{"2025-03-03", claim.Reopen{ID: id("w2")}})
}

// after gives commands that must all be allowed, and returns the state and the events.
func after(t fatal, steps ...step) (claim.Claim, []claim.Event) {
	policy := compiled(t)
	var state claim.Claim
	var history []claim.Event
	for _, s := range steps {
		events, err := claim.Decide(state, s.command, claim.Env{Policy: policy, AsOf: noon(date(s.day))})
		if err != nil || len(events) == 0 {
			t.Fatal(s.day, s.command, events, err)
		}
		for _, event := range events {
			state = claim.Evolve(state, event)
		}
		history = append(history, events...)
	}
	return state, history
}

// noon is an instant of a day.
func noon(d logistics.Date) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return d.Start(time.UTC).Add(12 * time.Hour)
}

// fatal is what all tests have.
type fatal interface {
	Helper()
	Fatal(args ...any)
}

// fold replays a history that is whole.
func fold(t fatal, events []claim.Event) claim.Claim {
	t.Helper()
	state, err := claim.Fold(events)
	if err != nil {
		t.Fatal(err)
	}
	return state
}

// document is a claim as it is kept: two claims are the same when their documents are.
func document(t fatal, state claim.Claim) string {
	t.Helper()
	data, err := json.Marshal(state)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// says renders the reasons of a refusal; "" when there was none.
func says(err error) string {
	var rejected *logistics.RefusedError
	if !errors.As(err, &rejected) {
		return ""
	}
	var texts []string
	for _, reason := range rejected.Reasons {
		texts = append(texts, claim.Reasons().English(reason))
	}
	return strings.Join(texts, " ")
}

func paths(err error) string {
	var faults logistics.Faults
	if !errors.As(err, &faults) {
		return ""
	}
	var out []string
	for _, f := range faults {
		out = append(out, f.Path)
	}
	return strings.Join(out, " ")
}

// dues renders deadlines.
func dues(due []claim.Deadline) string {
	var texts []string
	for _, d := range due {
		texts = append(texts, d.Clock.String()+" "+d.By.String())
	}
	return strings.Join(texts, ", ")
}
