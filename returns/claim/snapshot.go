package claim

import (
	"encoding/json"
	"reflect"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
	"github.com/logicrm/logistics/internal/workflow"
)

// snapshot is a claim on the wire.
type snapshot struct {
	Schema string `json:"schema"`
	facts
	workflow.Kept
}

func claimDocument() wire.Document { return wire.Document{Name: "claim.claim"} }

// MarshalJSON writes the claim as a document from which [DecodeClaim] goes on: whatever is decided and applied
// then is as if the whole history had been replayed. Of the commands that were decided it has the ids and
// digests of their contents, so that none is decided twice.
func (c Claim) MarshalJSON() ([]byte, error) {
	kept, err := room.Keep(&c.log)
	if err != nil {
		return nil, err
	}
	return json.Marshal(snapshot{claimDocument().Schema(), c.facts, kept})
}

// UnmarshalJSON is [DecodeClaim].
func (c *Claim) UnmarshalJSON(data []byte) error {
	read, err := DecodeClaim(data)
	if err == nil {
		*c = read
	}
	return err
}

// DecodeClaim takes a claim up again that was kept as a document. It is read strictly: a claim of which something is
// not understood goes on wrongly. All faults are returned.
func DecodeClaim(data []byte) (Claim, error) {
	s, err := wire.DecodeDocument[snapshot](claimDocument(), data, wire.Strict)
	if err != nil {
		return Claim{}, err
	}
	log := room.Restore(s.Kept, new(logistics.Faults))
	return Claim{facts: s.facts, log: log}, nil
}

// Validate reports every fault.
func (s snapshot) Validate() error {
	var faults logistics.Faults
	s.check(&faults)
	room.Restore(s.Kept, &faults)
	return faults.Err()
}

// check reports what no claim can have kept.
func (f *facts) check(faults *logistics.Faults) {
	if f.ID.IsZero() {
		if !reflect.ValueOf(*f).IsZero() {
			faults.Required("/claim", "must be absent as long as nothing is opened")
		}
		return
	}
	if f.State == 0 {
		faults.Required("/state", "the state of a claim")
	}
	for _, amount := range []struct {
		path  string
		m     logistics.Money
		least logistics.Money // what it cannot be below
	}{
		{"/claimed", f.Claimed, f.Accepted},
		{"/accepted", f.Accepted, f.Paid},
		{"/paid", f.Paid, logistics.Minor(0, f.Claimed.Currency())},
	} {
		order, err := amount.m.Cmp(amount.least)
		switch {
		case amount.m.IsZero():
			faults.Required(amount.path, "an amount with its currency")
		case err != nil || amount.m.Currency() != f.Claimed.Currency():
			faults.Mismatch(amount.path, amount.m, "one currency for a claim")
		case order < 0:
			faults.Conflict(amount.path, amount.m, "paid is at most accepted, and accepted at most claimed")
		}
	}
	if f.Rounds < 0 {
		faults.OutOfRange("/rounds", f.Rounds, "times it was filed or appealed")
	}
	for i, d := range f.Missed {
		if d.Clock == 0 {
			faults.Required("/missed/"+strconv.Itoa(i)+"/clock", "the deadline that passed is required")
		}
	}
}
