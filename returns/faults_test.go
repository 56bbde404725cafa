package returns_test

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns"
	"github.com/logicrm/logistics/returns/disposition"
	"github.com/logicrm/logistics/returns/refund"
)

func TestEveryFaultOfACommand(t *testing.T) {
	far := []returns.Item{{Line: id("1"), Units: 0}, {Units: math.MaxInt64}, {Line: id("1"), Units: 1}}
	for _, c := range []struct {
		command returns.Command
		want    string
	}{
		{nil, ""},
		{&returns.Tick{ID: id("t")}, ""},
		{returns.Tick{}, "/id"},
		{returns.Open{}, "/customer /id /lines /order"},
		{
			returns.Open{
				ID: id("o"), Order: id("O"), Customer: id("C"), Shipping: logistics.MustMoney("1 USD"),
				Lines: []returns.Sold{
					{ID: id("1"), Product: id("p"), Units: 1, Shipped: 2, Paid: logistics.MustMoney("1.005 EUR")},
					{
						ID: id("1"), Units: 0, Shipped: -1, Paid: logistics.MustMoney("-1 EUR"),
						List: logistics.MustMoney("1 USD"),
					},
					{ID: id("2"), Product: id("p"), Units: 1, Tax: logistics.MustMoney("1 EUR")},
					{
						ID: id("3"), Product: id("p"), Units: 1, Paid: logistics.MustMoney("1 EUR"),
						Tax: logistics.MustMoney("2 EUR"),
					},
				}, Tenders: []returns.Tender{
					{},
					{ID: id("t"), Captured: logistics.MustMoney("1 USD")},
					{ID: id("t"), Captured: logistics.MustMoney("1 EUR")},
				},
			},
			"/lines/0/paid /lines/0/shipped /lines/1/id /lines/1/list /lines/1/paid /lines/1/product " +
				"/lines/1/shipped /lines/1/units /lines/2/paid " +
				"/lines/3/tax /shipping /tenders/0/captured /tenders/0/id /tenders/1/captured /tenders/2/id",
		},
		{returns.Request{ID: id("r")}, "/cause /items /return"},
		{
			returns.Request{ID: id("r"), Return: id("R"), Cause: "x", Items: far},
			"/items/0/units /items/1/line /items/1/units /items/2/line",
		},
		{returns.Approve{ID: id("a"), Items: far[:1]}, "/items/0/units /return"},
		{returns.Decline{}, "/id /return"},
		{returns.Cancel{}, "/id /return"},
		{returns.Expire{}, "/id /return"},
		{returns.Extend{}, "/clock /id /return /until"},
		{returns.Dispatch{}, "/id /items /return"},
		{returns.Receive{}, "/id /items /return"},
		{returns.Receive{ID: id("r"), Return: id("R"), Items: []returns.Arrival{
			{},
			{Line: id("1"), Product: id("p"), Good: 1},
			{Line: id("1"), Good: -1, Damaged: 2_000_000_000},
			{Line: id("1"), Good: 1},
		}}, "/items/0 /items/0 /items/1 /items/2/damaged /items/2/good /items/3"},
		{returns.ReportMissing{}, "/id /items /return"},
		{returns.SettleUnreceived{As: "lost"}, "/as /id /line /return /units"},
		{returns.Inspect{Evidence: make([]string, 1001)}, "/condition /evidence /id /line /return /units"},
		{
			returns.DecideUnits{ID: id("d"), Accept: -1, Reject: -1, Review: 2_000_000_000},
			"/accept /line /reject /return /review",
		},
		{returns.DecideUnits{ID: id("d"), Return: id("R"), Line: id("1")}, ""},
		{
			returns.AuthoriseRefund{
				Amount: logistics.MustMoney("0 EUR"), Method: "cheque", Items: []returns.Refundable{{}, {}},
			},
			"/amount /id /items/0/line /items/0/units /items/1 /items/1/line /items/1/units /method /refund /return",
		},
		{returns.AuthoriseRefund{
			ID: id("a"), Refund: id("F"), Return: id("R"), Items: make([]returns.Refundable, 1001),
		}, "/items"},
		{returns.ConfirmRefund{}, "/id /refund"},
		{returns.FailRefund{}, "/id /refund"},
		{returns.VoidRefund{}, "/id /refund"},
		{
			returns.PlanOutbound{Available: -1, Value: logistics.MustMoney("-1 EUR")},
			"/available /id /kind /line /outbound /return /units /value",
		},
		{returns.PlanOutbound{
			ID: id("p"), Outbound: id("X"), Return: id("R"), Line: id("1"), Units: 1, Kind: returns.SendBack,
			Product: id("p"),
		}, "/kind"},
		{returns.PlanOutbound{
			ID: id("p"), Outbound: id("X"), Return: id("R"), Line: id("1"), Units: 1, Kind: returns.Advance,
			Value: logistics.MustMoney("1 EUR"),
		}, "/value"},
		{returns.DeliverOutbound{}, "/id /outbound /units"},
		{
			returns.Dispose{Dispositions: []returns.Disposed{
				{}, {Disposition: disposition.Restock, Units: 1, Recovered: logistics.MustMoney("-1 EUR")},
			}},
			"/id /line /return /ways/0/units /ways/0/way /ways/1/recovered",
		},
		{returns.Split{}, "/id /into /items /return"},
		{returns.Close{}, "/id /return"},
		{returns.Reopen{}, "/id /return"},
	} {
		events, err := returns.Decide(returns.Case{}, c.command, by(compiled(t, shop()), day(1)))
		if got := listOf(err); got != c.want || err == nil || events != nil {
			t.Errorf("%T: %q, want %q: %v", c.command, got, c.want, err)
		}
	}
	if _, err := returns.Decide(
		returns.Case{}, returns.Tick{}, returns.Env{Actor: "a\tb"},
	); listOf(err) != "/actor /as_of /id /policy" {
		t.Errorf("%q: %v", listOf(err), err)
	}
}

// listOf are the paths of all faults.
func listOf(err error) string {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return paths(err)
	}
	var list []string
	for _, one := range joined.Unwrap() {
		list = append(list, paths(one))
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

func TestEveryFaultOfAPolicy(t *testing.T) {
	for _, c := range []struct {
		name string
		how  func(*returns.Policy)
		want string
	}{
		{"nothing", func(p *returns.Policy) { *p = returns.Policy{} }, "/id /refund/rounding /version /zone"},
		{"window", func(p *returns.Policy) { p.Window = logistics.MustDuration("P1DT1H") }, "/window"},
		{"window below zero", func(p *returns.Policy) { p.Window = logistics.Days(-1) }, "/window"},
		{"transit", func(p *returns.Policy) { p.Transit = 367 }, "/transit"},
		{"review", func(p *returns.Policy) {
			p.Review = returns.Review{Returns: -1, Value: logistics.MustMoney("-1 EUR")}
		}, "/review/returns /review/value"},
		{"limits", func(p *returns.Policy) {
			p.Limits = returns.Limits{
				Approve: returns.Limit{OnHours: true}, Ship: returns.Limit{Within: logistics.AnyTime()},
				Inspect: returns.Limit{Within: logistics.Days(1), OnHours: true},
				Hold:    returns.Limit{Within: logistics.Days(-1)},
			}
		}, "/limits/approve/within /limits/hold/within /limits/inspect/within /limits/ship/within /refund_from"},
		{"no start", func(p *returns.Policy) { p.RefundFrom = "" }, "/refund_from"},
		{"another start", func(p *returns.Policy) { p.RefundFrom = "delivery" }, "/refund_from"},
		{"fees", func(p *returns.Policy) { p.Refund.Restocking = logistics.MustRatio("2") }, "/refund/restocking"},
		{"money back", func(p *returns.Policy) { p.MoneyBack = refund.MoneyBack{Days: -1} }, "/money_back/days"},
	} {
		p := shop()
		c.how(&p)
		if got := listOf(p.Validate()); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if _, err := returns.Compile(p, logistics.ZoneMap{}, nil); err == nil {
			t.Errorf("%s: compiled", c.name)
		}
	}
	p := shop()
	p.Zone, p.Limits.Inspect = "Atlantis/Harbour", returns.Limit{Within: logistics.Exactly(time.Hour), OnHours: true}
	if _, err := returns.Compile(p, logistics.ZoneMap{}, nil); listOf(err) != "/limits /zone" {
		t.Errorf("%q: %v", listOf(err), err)
	}
}

// TestHostsKeepTheirLists: what a host does with its lists afterwards changes neither a policy nor a case.
func TestHostsKeepTheirLists(t *testing.T) {
	p := shop()
	policy := compiled(t, p)
	p.Refund.Conditions[0].Share, p.Refund.Waived[0] = logistics.MustRatio("90%"), "changed_mind"
	commands := acceptedAll()
	state := apply(t, returns.Case{}, by(policy, day(1)), commands...)
	commands[0].(returns.Open).Lines[0].Paid = logistics.MustMoney("1 EUR")
	commands[1].(returns.Request).Items[0].Units = 99
	events, err := returns.Decide(
		state, returns.AuthoriseRefund{ID: id("pay"), Refund: id("F1"), Return: id("R1")},
		by(policy, day(1)),
	)
	if err != nil || events[0].(returns.RefundAuthorised).Amount.String() != "60.00 EUR" {
		t.Errorf("%v, %v", events, err)
	}
	state.Returns()[0].Goods[0].Requested = 77
	state.Lines()[0].Units = 77
	if g, _ := state.Return(id("R1")); g.Goods[0].Requested != 2 || state.Lines()[0].Units != 3 {
		t.Error("a list that was given out is the case's own")
	}
}
