package logistics_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/logicrm/logistics"
)

func refusal() *logistics.RefusedError {
	return logistics.NewRefusal(
		logistics.MustID("C-1"),
		[]logistics.Reason{
			{Code: "demo.late", Path: "/on", Params: []logistics.Param{logistics.MustDate("2025-03-03").Param("by")}},
			{Code: "demo.unlisted", Params: []logistics.Param{logistics.CountParam("units", 3)}},
		},
		logistics.NewCatalog([]logistics.ReasonText{{Code: "demo.late", Text: "The last day was {by}."}}),
	)
}

// TestARefusalReadsTheSameWhereverItHasBeen: reasons are data, and the sentences go with them.
func TestARefusalReadsTheSameWhereverItHasBeen(t *testing.T) {
	e := refusal()
	const want = "logistics: command refused: The last day was 3 Mar 2025. demo.unlisted units=3"
	if e.Error() != want {
		t.Errorf("%q, want %q", e.Error(), want)
	}
	data, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	var back logistics.RefusedError
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(e, &back); diff != "" || back.Error() != want {
		t.Errorf("%q (-sent +read):\n%s", back.Error(), diff)
	}
	if none := (&logistics.RefusedError{}).Error(); none != "logistics: command refused" {
		t.Errorf("a refusal without reasons reads %q", none)
	}
}

func TestARefusalIsNoFault(t *testing.T) {
	var err error = fmt.Errorf("returns: %w", refusal())
	if !errors.Is(err, logistics.ErrRefused) || errors.Is(err, logistics.ErrInvalid) {
		t.Errorf(
			"%v: refused %v, invalid %v", err, errors.Is(err, logistics.ErrRefused),
			errors.Is(err, logistics.ErrInvalid),
		)
	}
}

// TestTheHeaderStandsBesideTheOtherFields: events of before there were actors and versions still read.
func TestTheHeaderStandsBesideTheOtherFields(t *testing.T) {
	type sent struct {
		Parcel string `json:"parcel"`
		logistics.EventHeader
		Units int `json:"units"`
	}
	at := time.Date(2025, 3, 3, 12, 0, 0, 0, time.UTC)
	full := sent{"P", logistics.EventHeader{At: at, Actor: logistics.ActorCarrier, Version: 4}, 2}
	data, err := json.Marshal(full)
	const want = `{"parcel":"P","at":"2025-03-03T12:00:00Z","actor":"carrier","version":4,"units":2}`
	if err != nil || string(data) != want {
		t.Errorf("%s, %v", data, err)
	}
	if full.Header() != full.EventHeader {
		t.Errorf("%+v", full.Header())
	}
	var old sent
	if err := json.Unmarshal([]byte(`{"parcel":"P","at":"2025-03-03T12:00:00Z","units":2}`), &old); err != nil {
		t.Fatal(err)
	}
	if !old.At.Equal(at) || old.Actor != "" || old.Version != 0 {
		t.Errorf("%+v", old)
	}
}
