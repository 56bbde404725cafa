package claim_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns/claim"
)

func TestEveryFaultOfAPolicyIsReported(t *testing.T) {
	bad := claim.Policy{
		Schema: "logistics/claim.policy/9",
		Terms: []claim.Term{
			{
				Kind: "a", Notice: claim.Limit{Days: -1, From: "birth"}, File: claim.Limit{Months: 1201, Days: 36526},
				Evidence: []claim.Evidence{"x", "", "x"},
			},
			{Kind: "a", Notice: claim.Limit{From: claim.FromShipment}, Evidence: make([]claim.Evidence, 101)},
			{},
		},
		Acknowledge: claim.Limit{Days: 1, From: claim.FromDelivery}, Decide: claim.Limit{Months: -1},
		Pay: claim.Limit{Days: -1}, Appeal: claim.Limit{Months: 1201},
	}
	_, err := claim.Compile(bad, nil)
	want := "/acknowledge/from /appeal/months /decide/months /id /pay/days /schema /terms/0/evidence/1 " +
		"/terms/0/evidence/2 " +
		"/terms/0/file/days /terms/0/file/from /terms/0/file/months /terms/0/notice/days /terms/0/notice/from " +
		"/terms/1/evidence"
	if got := paths(err); !strings.HasPrefix(got, want) ||
		!strings.HasSuffix(got, "/terms/1/kind /terms/1/notice /terms/2/kind /version") {
		t.Errorf("faults at %s", got)
	}
	for n, want := range map[int]string{0: "/terms", 100: "", 101: "/terms"} {
		p := freight()
		p.Terms = nil
		for i := range n {
			p.Terms = append(p.Terms, claim.Term{Kind: claim.Kind(strings.Repeat("k", i+1))})
		}
		if got := paths(p.Validate()); got != want {
			t.Errorf("%d terms: faults at %s", n, got)
		}
	}
	p := freight()
	p.Appeal, p.Pay = claim.Limit{Months: 1200, Days: 36525}, claim.Limit{}
	p.Terms[0].Evidence = nil
	for i := range 100 {
		p.Terms[0].Evidence = append(p.Terms[0].Evidence, claim.Evidence(strings.Repeat("e", i+1)))
	}
	if err := p.Validate(); err != nil {
		t.Error(err)
	}
}

func TestEveryFaultOfACommandIsReported(t *testing.T) {
	state, _ := after(t, journey()[0])
	for _, c := range []struct {
		command claim.Command
		want    string
	}{
		{nil, ""},
		{&claim.Tick{ID: id("x")}, ""},
		{claim.Open{}, "/against /amount /claim /id /kind /party /reference"},
		{
			claim.Open{
				ID: id("x"), Claim: id("x"), Against: claim.Vendor, Party: id("x"), Kind: "x", Reference: id("x"),
				Amount: logistics.MustMoney("1.001 EUR"), Shipped: date("2025-03-02"), Delivered: date("2025-03-01"),
			},
			"/amount /delivered",
		},
		{claim.AddEvidence{}, "/document /evidence /id"},
		{claim.GiveNotice{}, "/id"},
		{claim.File{Override: claim.Override{By: id("x")}}, "/id /override/detail"},
		{claim.Acknowledge{}, "/id"},
		{claim.Settle{Amount: logistics.MustMoney("0 EUR")}, "/amount /id"},
		{claim.Decline{}, "/ground /id"},
		{claim.Appeal{Override: claim.Override{Detail: "x"}}, "/id /override/by"},
		{claim.Pay{Amount: logistics.MustMoney("-1 EUR")}, "/amount /id"},
		{claim.Pay{ID: id("x"), Amount: logistics.MustMoney("10000000000000.01 EUR")}, "/amount"},
		{claim.Withdraw{}, "/id"},
		{claim.Reopen{}, "/id"},
		{claim.Tick{}, "/id"},
	} {
		events, err := claim.Decide(state, c.command, claim.Env{Policy: compiled(t), AsOf: noon(date("2025-03-01"))})
		if paths(err) != c.want || events != nil || !errors.Is(err, logistics.ErrInvalid) {
			t.Errorf("%#v: %v, faults at %q", c.command, events, paths(err))
		}
	}
	if _, err := claim.Decide(state, claim.Tick{ID: id("x")}, claim.Env{}); paths(err) != "/as_of /policy" {
		t.Errorf("faults at %s", paths(err))
	}
	most := open()
	most.Shipped = most.Delivered // on one day
	most.Amount = logistics.MustMoney("10000000000000 EUR")
	if _, err := claim.Decide(
		claim.Claim{}, most, claim.Env{Policy: compiled(t), AsOf: noon(date("2025-03-01"))},
	); err != nil {
		t.Error(err)
	}
}

func TestInputsAreNotKept(t *testing.T) {
	p := freight()
	c, err := claim.Compile(p, nil)
	if err != nil {
		t.Fatal(err)
	}
	p.Terms[1].Evidence[0], p.Terms[1].File = "gone", claim.Limit{}
	events, err := claim.Decide(claim.Claim{}, open(), claim.Env{Policy: c, AsOf: noon(date("2025-03-01"))})
	if err != nil {
		t.Fatal(err)
	}
	opened := events[0].(claim.Opened)
	if opened.Evidence[0] != claim.Photo || opened.FileBy.IsZero() {
		t.Errorf("%+v after a change of the policy that was given", opened)
	}
	state := claim.Evolve(claim.Claim{}, opened)
	opened.Evidence[0] = "gone"
	if state.Required()[0] != claim.Photo {
		t.Error("a state shares the list of its event")
	}
	// Two claims that go on from one state do not see each other's documents.
	one := claim.Evolve(
		state, claim.EvidenceAdded{Command: claim.AddEvidence{ID: id("a"), Evidence: claim.Photo, Document: id("A")}},
	)
	two := claim.Evolve(
		state, claim.EvidenceAdded{Command: claim.AddEvidence{ID: id("b"), Evidence: claim.Photo, Document: id("B")}},
	)
	three := claim.Evolve(
		one, claim.EvidenceAdded{Command: claim.AddEvidence{ID: id("c"), Evidence: claim.Photo, Document: id("C")}},
	)
	if one.Documents()[0].Document != id("A") || two.Documents()[0].Document != id("B") || len(one.Documents()) != 1 ||
		len(three.Documents()) != 2 {
		t.Errorf("%v %v %v", one.Documents(), two.Documents(), three.Documents())
	}
}
