package returns_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns"
)

// The scenarios are cases of behaviour with every figure recomputed by a second model in exact
// fractions. What concerns one room alone is run there: refunds and tenders in returns/refund, ways out
// in returns/disposition, claims in returns/claim.

type scenario struct {
	ID    string          `json:"id"`
	Kind  string          `json:"kind"`
	Title string          `json:"title"`
	Given json.RawMessage `json:"given"`
	Steps []scenarioStep  `json:"steps"`
}

type scenarioStep struct {
	Do       string `json:"do"`
	Ret      string `json:"ret"`
	Line     string `json:"line"`
	Cause    string `json:"cause"`
	Product  string `json:"product"`
	Into     string `json:"into"`
	Unit     string `json:"unit"`
	Accept   int64  `json:"accept"`
	Reject   int64  `json:"reject"`
	Qty      int64  `json:"qty"`
	Period   int    `json:"period"`
	Amount   string `json:"amount"`
	Expected string `json:"expected_version"`
	Lines    []struct {
		Line    string `json:"line"`
		Qty     int64  `json:"qty"`
		Good    int64  `json:"good"`
		Damaged int64  `json:"damaged"`
	} `json:"lines"`
	Expect map[string]any `json:"expect"`
}

// elsewhere is what another room runs: the clocks of claims, that start on a date or with a filing, and
// differences of an exchange without a case.
func (s scenario) elsewhere(t *testing.T) bool {
	t.Helper()
	var given struct {
		Start string `json:"start"`
		Filed string `json:"filed"`
	}
	switch s.Kind {
	case "clock":
		parse(t, s, &given)
		return given.Start != "" || given.Filed != ""
	case "exchange":
		return s.Steps[0].Do == "settle"
	}
	return false
}

func scenarios(t *testing.T) []scenario {
	t.Helper()
	data, err := os.ReadFile("testdata/scenarios.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Count int        `json:"count"`
		Cases []scenario `json:"cases"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Cases) != file.Count || file.Count == 0 {
		t.Fatalf("%d cases, %d announced", len(file.Cases), file.Count)
	}
	return file.Cases
}

func TestScenarios(t *testing.T) {
	run := map[string]int{}
	for _, s := range scenarios(t) {
		runner, here := map[string]func(*testing.T, scenario){
			"lifecycle": lifecycle, "eligibility": eligibility, "quantity": quantity, "clock": clockScenario,
			"forecast": forecast,
			"exchange": exchange,
		}[s.Kind]
		if !here || s.elsewhere(t) {
			continue
		}
		t.Run(s.ID, func(t *testing.T) {
			t.Log(s.Title)
			runner(t, s)
			if !t.Failed() {
				run[s.Kind]++
			}
		})
	}
	t.Logf("passed: %v", run)
}

// parse reads the facts of a scenario.
func parse(t *testing.T, s scenario, into any) {
	t.Helper()
	if err := json.Unmarshal(s.Given, into); err != nil {
		t.Fatal(err)
	}
}

// world is a case and what its commands were given.
type world struct {
	state    returns.Case
	policy   *returns.Rules
	version  int64 // before the last command that led to something
	commands int
	at       time.Time
	currency string
	shipped  map[string]int64
	returns  []string
	added    int
}

func (w *world) do(command returns.Command, expect int64) error {
	w.at = w.at.Add(time.Minute)
	before := w.state.Version()
	events, err := returns.Decide(
		w.state, command, returns.Env{Policy: w.policy, AsOf: w.at, Actor: logistics.ActorStaff, Expect: expect},
	)
	w.added = len(events)
	for _, event := range events {
		w.state = returns.Evolve(w.state, event)
	}
	if len(events) > 0 {
		w.version = before
	}
	return err
}

func (w *world) next() logistics.ID {
	w.commands++
	return logistics.MustID("cmd-" + strconv.Itoa(w.commands))
}

func lifecycle(t *testing.T, s scenario) {
	var given struct {
		Order struct {
			Currency string `json:"currency"`
			Exponent int    `json:"exponent"`
			Lines    []struct {
				Line      string `json:"line"`
				Ordered   int64  `json:"ordered"`
				Cancelled int64  `json:"cancelled"`
				Shipped   int64  `json:"shipped"`
			} `json:"lines"`
			Paid map[string]string `json:"paid"`
		} `json:"order"`
	}
	parse(t, s, &given)
	order := given.Order
	w := &world{
		policy: compiled(t, anytime()), at: time.Date(2025, 3, 3, 9, 0, 0, 0, time.UTC), currency: order.Currency,
		shipped: map[string]int64{},
	}
	open := returns.Open{ID: w.next(), Order: id("O-1"), Customer: id("C-1")}
	for _, line := range order.Lines {
		paid := cmpOr(order.Paid[line.Line], "0")
		open.Lines = append(open.Lines, returns.Sold{
			ID: id(line.Line), Product: id("P-" + line.Line), Units: line.Ordered - line.Cancelled,
			Shipped: line.Shipped,
			Paid:    money(t, paid, order.Currency),
		})
		w.shipped[line.Line] = line.Shipped
	}
	if err := w.do(open, 0); err != nil {
		t.Fatal(err)
	}
	seen := map[string]logistics.ID{} // a command that was given before, by its content
	for i, step := range s.Steps {
		before := w.state
		err := w.step(t, step, seen)
		code, bad := step.Expect["error"]
		if bad != (err != nil) {
			t.Fatalf("step %d, %s: %v, want error %v", i, step.Do, err, code)
		}
		if bad {
			if got := scenarioError(err); got != code {
				t.Errorf("step %d, %s: error %s (%v), want %s", i, step.Do, got, err, code)
			}
			if diff := cmp.Diff(before.Returns(), w.state.Returns(), exported); diff != "" ||
				before.Version() != w.state.Version() {
				t.Errorf("step %d, %s was refused and changed:\n%s", i, step.Do, diff)
			}
		}
		for view, want := range step.Expect {
			if got, checked := w.view(t, view, step, want); checked && !cmp.Equal(got, want) {
				t.Errorf("step %d, %s: %s is %v, want %v", i, step.Do, view, got, want)
			}
		}
	}
}

func cmpOr(s, or string) string {
	if s == "" {
		return or
	}
	return s
}

func (w *world) step(t *testing.T, s scenarioStep, seen map[string]logistics.ID) error {
	t.Helper()
	ret := id(cmpOr(s.Ret, "R1"))
	if !slices.Contains(w.returns, s.Ret) {
		w.returns = append(w.returns, s.Ret)
	}
	command := w.next()
	var items []returns.Item
	for _, line := range s.Lines {
		items = append(items, returns.Item{Line: id(line.Line), Units: line.Qty})
	}
	switch s.Do {
	case "request":
		return w.do(returns.Request{ID: command, Return: ret, Cause: returns.CauseChangedMind, Items: items}, 0)
	case "approve":
		return w.do(returns.Approve{ID: command, Return: ret}, 0)
	case "decline":
		return w.do(returns.Decline{ID: command, Return: ret}, 0)
	case "cancel":
		return w.do(returns.Cancel{ID: command, Return: ret}, 0)
	case "receive":
		var arrivals []returns.Arrival
		for _, line := range s.Lines {
			arrivals = append(arrivals, returns.Arrival{Line: id(line.Line), Good: line.Good, Damaged: line.Damaged})
		}
		return w.do(returns.Receive{ID: command, Return: ret, Items: arrivals}, 0)
	case "settle_unreceived":
		as := returns.Settlement(s.Cause)
		if as != returns.LostInTransit && as != returns.KeptByCustomer {
			as = returns.NeverArrived
		}
		if len(items) == 0 {
			items = []returns.Item{{Line: id(s.Line), Units: s.Qty}}
		}
		for _, item := range items {
			if err := w.do(
				returns.SettleUnreceived{ID: w.next(), Return: ret, Line: item.Line, Units: item.Units, As: as}, 0,
			); err != nil {
				return err
			}
		}
		return nil
	case "decide":
		return w.do(
			returns.DecideUnits{ID: command, Return: ret, Line: id(s.Line), Accept: s.Accept, Reject: s.Reject}, 0,
		)
	case "refund":
		c := returns.AuthoriseRefund{
			ID: command, Refund: logistics.MustID("F-" + strconv.Itoa(w.commands)), Return: ret,
		}
		if s.Amount != "" {
			c.Amount = money(t, s.Amount, w.currency)
		}
		expect := map[string]int64{"current": w.state.Version(), "before_last": w.version}[s.Expected]
		return w.do(c, expect)
	case "void_refund":
		refunds := w.state.Refunds()
		return w.do(returns.VoidRefund{ID: command, Refund: refunds[len(refunds)-1].ID}, 0)
	case "refund_cancelled":
		refunds := w.state.Refunds()
		return w.do(returns.FailRefund{ID: command, Refund: refunds[len(refunds)-1].ID}, 0)
	case "plan_out":
		r, _ := w.state.Return(ret)
		line, kind := r.Goods[0].Line, returns.Replacement
		for _, g := range r.Goods {
			if g.Line == id(s.Product) {
				line, kind = g.Line, returns.SendBack
			}
		}
		c := returns.PlanOutbound{
			ID: command, Outbound: logistics.MustID("X-" + strconv.Itoa(w.commands)), Return: ret, Line: line,
			Kind: kind, Units: s.Qty,
		}
		if kind == returns.Replacement {
			c.Product, c.Available = id(s.Product), s.Qty
		}
		return w.do(c, 0)
	case "deliver_out":
		return w.deliver(command, ret, s.Qty)
	case "split":
		return w.do(returns.Split{ID: command, Return: ret, Into: id(s.Into), Items: items}, 0)
	}
	t.Fatalf("no operation %s", s.Do)
	return nil
}

// deliver takes the units from the outbounds of a return in their order.
func (w *world) deliver(command, ret logistics.ID, units int64) error {
	for _, o := range w.state.Outbounds() {
		if n := min(units, o.Units-o.Delivered); o.Return == ret && n > 0 {
			if err := w.do(returns.DeliverOutbound{ID: w.next(), Outbound: o.ID, Units: n}, 0); err != nil {
				return err
			}
			units -= n
		}
	}
	if units > 0 {
		outbounds := w.state.Outbounds()
		return w.do(returns.DeliverOutbound{ID: command, Outbound: outbounds[len(outbounds)-1].ID, Units: units}, 0)
	}
	return nil
}

// scenarioError is the code the scenarios have for a refusal.
func scenarioError(err error) string {
	var refused *logistics.RefusedError
	if errors.As(err, &refused) {
		codes := map[logistics.Code]string{
			returns.ReturnNotAllowed: "not_allowed_in_state", returns.RejectedFinally: "not_allowed_in_state",
			returns.NothingOwed: "not_allowed_in_state", returns.RefundNotAllowed: "not_allowed_in_state",
			returns.GoodsHere:       "not_allowed_in_state",
			returns.NotReturnable:   "quantity_exceeds_returnable",
			returns.NotOutstanding:  "quantity_exceeds_outstanding",
			returns.NotFree:         "quantity_exceeds_outstanding",
			returns.OutboundNotOpen: "quantity_exceeds_outstanding",
			returns.NotUndecided:    "quantity_exceeds_outstanding", returns.LineUnknown: "unknown_line",
			returns.NoneShipped: "not_shipped",
			returns.AmountOver:  "amount_exceeds_refundable", returns.CapturedOver: "amount_exceeds_refundable",
			returns.ShippingBefore: "shipping_already_refunded", returns.VersionConflict: "version_conflict",
			returns.CommandReused: "command_reused", returns.MethodNotAllowed: "method_not_allowed",
			returns.ReplacementLacking: "replacement_unavailable", returns.NotHere: "disposition_quantity_mismatch",
			returns.ReturnExists: "not_allowed_in_state",
		}
		return codes[refused.Reasons[0].Code]
	}
	var field *logistics.FieldError
	if errors.As(err, &field) {
		switch {
		case field.Path == "/items":
			return "empty_request"
		case strings.HasSuffix(field.Path, "/amount"):
			return "amount_invalid"
		}
		return "quantity_invalid"
	}
	return err.Error()
}

// view reads what a scenario expects off the case.
func (w *world) view(t *testing.T, name string, s scenarioStep, want any) (any, bool) {
	t.Helper()
	r, _ := w.state.Return(id(cmpOr(s.Ret, "R1")))
	lines := func(of func(returns.Goods) int64) map[string]any {
		out := map[string]any{}
		for _, g := range r.Goods {
			if _, asked := want.(map[string]any)[g.Line.String()]; asked || of(g) != 0 {
				out[g.Line.String()] = float64(of(g))
			}
		}
		return out
	}
	out := func(of func(returns.Outbound) int64) float64 {
		n := int64(0)
		for _, o := range w.state.Outbounds() {
			if o.Return == r.ID {
				n += of(o)
			}
		}
		return float64(n)
	}
	refunds := w.state.Refunds()
	switch name {
	case "state":
		return w.stateOf(r), true
	case "returnable":
		views := map[string]any{}
		for line := range want.(map[string]any) {
			views[line] = float64(w.state.Returnable(id(line)))
		}
		return views, true
	case "outstanding":
		return lines(func(g returns.Goods) int64 { return g.Outstanding() }), true
	case "received":
		return lines(func(g returns.Goods) int64 { return g.Received() }), true
	case "damaged":
		return lines(func(g returns.Goods) int64 { return g.Damaged }), true
	case "accepted":
		return lines(func(g returns.Goods) int64 { return g.Accepted() }), true
	case "rejected":
		return lines(func(g returns.Goods) int64 { return g.Rejected() }), true
	case "restock":
		return lines(func(g returns.Goods) int64 { return g.Good }), true
	case "unexpected":
		views := map[string]any{}
		for _, a := range r.Unexpected {
			n, _ := views[a.Line.String()].(float64)
			views[a.Line.String()] = n + float64(a.Good+a.Damaged)
		}
		return views, true
	case "line_decision":
		views := map[string]any{}
		for _, g := range r.Goods {
			switch {
			case g.Rejected() > 0 && g.Accepted() == 0:
				views[g.Line.String()] = "rejected"
			case g.Accepted() > 0 && g.Rejected() == 0:
				views[g.Line.String()] = "accepted"
			default:
				views[g.Line.String()] = "pending"
			}
		}
		return views, true
	case "refundable":
		return w.refundable(t, r, want.(string)), true
	case "refund":
		return fixed(refunds[len(refunds)-1].Amount, want.(string)), true
	case "planned_out":
		return out(func(o returns.Outbound) int64 { return o.Units }), true
	case "delivered_out":
		return out(func(o returns.Outbound) int64 { return o.Delivered }), true
	case "open_out", "complete":
		var came int64
		for _, g := range r.Goods {
			came += g.Received()
		}
		if name == "complete" {
			return out(func(o returns.Outbound) int64 { return o.Delivered }) == float64(came), true
		}
		return float64(came) - out(func(o returns.Outbound) int64 { return o.Units }), true
	case "events_added":
		return float64(w.added), true
	case "duplicate":
		return w.added == 0, true
	case "error":
		return nil, false
	}
	t.Fatalf("no view %s", name)
	return nil, false
}

// stateOf is the one state the scenarios have for what is derived here.
func (w *world) stateOf(r returns.Return) string {
	if r.State != returns.StateApproved {
		return r.State.String()
	}
	var came, outstanding, accepted int64
	for _, g := range r.Goods {
		came, outstanding, accepted = came+g.Received(), outstanding+g.Outstanding(), accepted+g.Accepted()
	}
	paid := false
	for _, f := range w.state.Refunds() {
		paid = paid || f.Return == r.ID && f.State.Counts()
	}
	stage := w.state.Stage(r.ID)
	switch {
	case outstanding > 0 && came > 0:
		return "partially_received"
	case outstanding > 0:
		return "approved"
	case accepted > 0 && paid && w.owed(r).IsZero() && stage >= returns.StageAwaitingSettlement:
		return "refunded"
	}
	return "received"
}

// owed is what a refund of everything would come to.
func (w *world) owed(r returns.Return) decimal.Decimal {
	events, err := returns.Decide(w.state, returns.AuthoriseRefund{ID: id("probe"), Refund: id("probe"), Return: r.ID},
		by(w.policy, w.at))
	if err != nil {
		return decimal.Decimal{}
	}
	return events[0].(returns.RefundAuthorised).Amount.Decimal()
}

func (w *world) refundable(t *testing.T, r returns.Return, like string) string {
	t.Helper()
	m, err := logistics.MoneyFromDecimal(w.owed(r), currency(w.currency))
	if err != nil {
		t.Fatal(err)
	}
	return fixed(m, like)
}

// fixed writes an amount with as many decimals as the expected one.
func fixed(m logistics.Money, like string) string {
	decimals := 0
	if i := strings.IndexByte(like, '.'); i >= 0 {
		decimals = len(like) - i - 1
	}
	return m.Decimal().StringFixed(int32(decimals))
}

func eligibility(t *testing.T, s scenario) {
	var given struct {
		Now          time.Time `json:"now"`
		Completed    bool      `json:"order_completed"`
		Authorised   bool      `json:"has_authorization"`
		Shipped      bool      `json:"shipped"`
		Reimbursed   bool      `json:"already_reimbursed"`
		WindowDays   *int      `json:"window_days"`
		WindowFrom   time.Time `json:"window_from"`
		Requester    string    `json:"requester"`
		Returnable   bool      `json:"returnable_product"`
		SupportEnds  time.Time `json:"support_ends"`
		PriorReturns []struct {
			Reimbursed bool   `json:"reimbursed"`
			State      string `json:"state"`
		} `json:"prior_returns"`
		History struct {
			Returns int64 `json:"returns_90d"`
			Limit   int64 `json:"limit_90d"`
		} `json:"customer_history"`
	}
	parse(t, s, &given)
	p := anytime()
	p.Authorised, p.Review.Returns = true, given.History.Limit
	if given.WindowDays != nil {
		p.Window = logistics.Exactly(time.Duration(*given.WindowDays) * 24 * time.Hour)
		p.WindowEnd = logistics.Until // the rule of these scenarios
	}
	facts := returns.Facts{
		Line: &returns.Sold{
			ID: id("L1"), Product: id("P"), Units: 1, Paid: logistics.MustMoney("1 USD"),
			Delivered: logistics.StampOf(given.WindowFrom), Final: !given.Returnable,
		},
		Incomplete: !given.Completed, Authorised: given.Authorised, Refunded: given.Reimbursed,
		Actor: logistics.Actor(given.Requester), History: returns.History{Returns: given.History.Returns},
	}
	if given.Shipped {
		facts.Line.Shipped = 1
	}
	if !given.SupportEnds.IsZero() {
		facts.Line.SupportEnds = logistics.StampOf(given.SupportEnds)
	}
	for _, prior := range given.PriorReturns {
		facts.Refunded = facts.Refunded ||
			prior.Reimbursed && !slices.Contains([]string{"cancelled", "expired", "unexchanged"}, prior.State)
	}
	policy := compiled(t, p)
	got := assess(t, policy, facts, given.Now)
	names := map[logistics.Code]string{
		returns.WindowOver: "window_elapsed", returns.AuthorisationMissing: "authorization_required",
		returns.NotShipped:     "not_shipped",
		returns.TooManyReturns: "return_frequency", returns.OrderIncomplete: "order_not_completed",
		returns.ProductFinal: "not_returnable",
		returns.SupportOver:  "support_ended", returns.RefundedBefore: "already_reimbursed",
	}
	list := func(findings []returns.Finding) []any {
		out := []any{}
		for _, f := range findings {
			out = append(out, names[f.Reason.Code])
		}
		return out
	}
	outcome := map[returns.Eligibility]string{
		returns.Eligible: "accept", returns.ForReview: "manual", returns.Ineligible: "reject",
	}[got.Eligibility]
	for view, want := range s.Steps[0].Expect {
		var have any
		switch view {
		case "outcome":
			have = outcome
		case "reasons":
			have = list(got.Findings)
		case "overridden":
			have = list(got.Overridden)
		case "deadline":
			have = got.Ends.Format(time.RFC3339)
		case "detail":
			details := map[string]any{}
			for _, f := range got.Findings {
				if f.Reason.Code == returns.TooManyReturns {
					details["return_frequency"] = f.Reason.Param("returns") + ">" + f.Reason.Param("limit")
				}
			}
			have = details
		default:
			t.Fatalf("no view %s", view)
		}
		if !cmp.Equal(have, want) {
			t.Errorf("%s is %v, want %v", view, have, want)
		}
	}
}

// quantity asks a case how much can come back, and what one unit brings.
func quantity(t *testing.T, s scenario) {
	var given struct {
		Ordered   int64 `json:"ordered"`
		Cancelled int64 `json:"cancelled"`
		Shipped   int64 `json:"shipped"`
		Physical  *bool `json:"physical"`
		Returns   []struct {
			Qty      int64  `json:"qty"`
			Received int64  `json:"received"`
			State    string `json:"state"`
		} `json:"returns"`
		Lines []struct {
			Line    string `json:"line"`
			SKU     string `json:"sku"`
			Shipped int64  `json:"shipped"`
			Paid    string `json:"paid"`
		} `json:"lines"`
		Return []struct {
			Line string `json:"line"`
			Qty  int64  `json:"qty"`
		} `json:"return"`
	}
	parse(t, s, &given)
	w := &world{policy: compiled(t, anytime()), at: time.Date(2025, 3, 3, 9, 0, 0, 0, time.UTC), currency: "USD"}
	open := returns.Open{ID: w.next(), Order: id("O-1"), Customer: id("C-1")}
	for _, line := range given.Lines {
		open.Lines = append(open.Lines, returns.Sold{
			ID: id(line.Line), Product: id(line.SKU), Units: line.Shipped, Shipped: line.Shipped,
			Paid: money(t, line.Paid, "USD"),
		})
	}
	if len(open.Lines) == 0 {
		open.Lines = []returns.Sold{{
			ID: id("L1"), Product: id("P"), Units: given.Ordered - given.Cancelled, Shipped: given.Shipped,
			Paid:    money(t, "10.00", "USD"),
			Digital: given.Physical != nil && !*given.Physical,
		}}
	}
	do := func(command returns.Command) {
		t.Helper()
		if err := w.do(command, 0); err != nil {
			t.Fatal(err)
		}
	}
	do(open)
	for i, prior := range given.Returns {
		ret := id("R-" + strconv.Itoa(i))
		do(returns.Request{
			ID: w.next(), Return: ret, Cause: returns.CauseChangedMind,
			Items: []returns.Item{{Line: open.Lines[0].ID, Units: prior.Qty}},
		})
		if prior.State == "requested" {
			continue
		}
		if prior.State == "cancelled" && prior.Received == 0 {
			do(returns.Cancel{ID: w.next(), Return: ret})
			continue
		}
		do(returns.Approve{ID: w.next(), Return: ret})
		if prior.Received > 0 {
			do(returns.Receive{
				ID: w.next(), Return: ret, Items: []returns.Arrival{{Line: open.Lines[0].ID, Good: prior.Received}},
			})
		}
		if prior.State == "cancelled" {
			do(returns.SettleUnreceived{
				ID: w.next(), Return: ret, Line: open.Lines[0].ID, Units: prior.Qty - prior.Received,
				As: returns.NotSent,
			})
		}
	}
	if len(given.Return) > 0 {
		var items []returns.Item
		var arrivals []returns.Arrival
		for _, r := range given.Return {
			items = append(items, returns.Item{Line: id(r.Line), Units: r.Qty})
			arrivals = append(arrivals, returns.Arrival{Line: id(r.Line), Good: r.Qty})
		}
		do(returns.Request{ID: w.next(), Return: id("R"), Cause: returns.CauseChangedMind, Items: items})
		do(returns.Approve{ID: w.next(), Return: id("R")})
		do(returns.Receive{ID: w.next(), Return: id("R"), Items: arrivals})
		for _, item := range items {
			do(returns.DecideUnits{ID: w.next(), Return: id("R"), Line: item.Line, Accept: item.Units})
		}
		do(returns.AuthoriseRefund{ID: w.next(), Refund: id("F"), Return: id("R")})
	}
	for view, want := range s.Steps[0].Expect {
		switch want := want.(type) {
		case float64:
			if got := w.state.Returnable(open.Lines[0].ID); got != int64(want) {
				t.Errorf("%s is %d, want %v", view, got, want)
			}
		case map[string]any:
			for line, n := range want {
				if got := w.state.Returnable(id(line)); float64(got) != n {
					t.Errorf("%s of %s is %d, want %v", view, line, got, n)
				}
			}
		case string:
			if got := fixed(w.state.Refunds()[0].Amount, want); got != want {
				t.Errorf("%s is %s, want %s", view, got, want)
			}
		default:
			t.Fatalf("no view %s", view)
		}
	}
}

// clockScenario runs the clocks of a return; those of claims are run in returns/claim.
func clockScenario(t *testing.T, s scenario) {
	var given struct {
		Issued   time.Time `json:"issued"`
		Valid    int       `json:"valid_days"`
		Now      time.Time `json:"now"`
		Notified string    `json:"notified"`
		Days     int       `json:"days"`
		Proof    string    `json:"proof_of_sending"`
		Received string    `json:"received"`
	}
	parse(t, s, &given)
	expect := s.Steps[0].Expect
	w := &world{currency: "USD"}
	order := returns.Open{ID: w.next(), Order: id("O-1"), Customer: id("C-1"), Lines: []returns.Sold{
		{ID: id("L1"), Product: id("P"), Units: 1, Shipped: 1, Paid: money(t, "10.00", "USD")},
	}}
	at := func(when time.Time, command returns.Command) {
		t.Helper()
		w.at = when.Add(-time.Minute)
		if err := w.do(command, 0); err != nil {
			t.Fatal(err)
		}
	}
	ask := returns.Request{
		ID: id("ask"), Return: id("R1"), Cause: returns.CauseChangedMind,
		Items: []returns.Item{{Line: id("L1"), Units: 1}},
	}
	switch {
	case given.Valid > 0:
		p := anytime()
		p.Limits.Ship = returns.Limit{Within: logistics.Days(given.Valid)}
		w.policy = compiled(t, p)
		at(given.Issued, order)
		at(given.Issued, ask)
		at(given.Issued, returns.Approve{ID: id("yes"), Return: id("R1")})
		due := w.state.Deadlines()
		if len(due) != 1 || due[0].At.Format(time.RFC3339) != expect["deadline"] {
			t.Errorf("due %v, want %v", due, expect["deadline"])
		}
		// The scenarios hold that an end has passed at its instant; here it is inclusive, and so asked a
		// nanosecond later.
		at(given.Now.Add(time.Nanosecond), returns.Tick{ID: id("tick")})
		r, _ := w.state.Return(id("R1"))
		if got := r.State == returns.StateExpired; got != expect["expired"] {
			t.Errorf("expired is %v, want %v", got, expect["expired"])
		}
	case given.Notified != "":
		p := anytime()
		p.RefundFrom, p.Limits.Refund = returns.FromRequest, returns.Limit{Within: logistics.Days(given.Days)}
		w.policy = compiled(t, p)
		day := func(s string) time.Time { return logistics.MustDate(s).Start(time.UTC) }
		at(day(given.Notified), order)
		at(day(given.Notified), ask)
		at(day(given.Notified), returns.Approve{ID: id("yes"), Return: id("R1")})
		if given.Proof != "" {
			at(day(given.Proof), returns.Dispatch{ID: id("sent"), Return: id("R1"), Items: ask.Items})
		}
		if given.Received != "" {
			at(
				day(given.Received),
				returns.Receive{ID: id("came"), Return: id("R1"), Items: []returns.Arrival{{Line: id("L1"), Good: 1}}},
			)
		}
		due := w.state.Deadlines()
		if len(due) != 1 || due[0].At.Format(time.DateOnly) != expect["due"] {
			t.Errorf("due %v, want %v", due, expect["due"])
		}
	default:
		t.Fatal("no clock that is known")
	}
}

func forecast(t *testing.T, s scenario) {
	var given struct {
		Sales []int64           `json:"sales"`
		Lags  map[string]string `json:"lag_probability"`
	}
	parse(t, s, &given)
	var lags []returns.Lag
	for _, name := range slices.Sorted(maps.Keys(given.Lags)) {
		n, err := strconv.Atoi(name)
		if err != nil {
			t.Fatal(err)
		}
		share := decimal.RequireFromString(given.Lags[name])
		lags = append(lags, returns.Lag{Periods: n, Share: logistics.MustRatio(share.Shift(4).String() + "/10000")})
	}
	for _, step := range s.Steps {
		got, err := returns.Forecast(given.Sales, lags, step.Period)
		if err != nil {
			t.Fatal(err)
		}
		for view, want := range step.Expect {
			value := map[string]float64{"mean": got.Mean, "variance": got.Variance, "sd": got.Deviation}[view]
			if have := fmt.Sprintf("%.2f", value); have != want {
				t.Errorf("%s is %s, want %v", view, have, want)
			}
		}
	}
}

// exchange runs what concerns a case; the differences alone are run in returns/refund.
func exchange(t *testing.T, s scenario) {
	var given struct {
		Shipped     int64  `json:"shipped"`
		Open        int64  `json:"open_exchange_qty"`
		Stock       *int64 `json:"stock"`
		Original    string `json:"original"`
		Replacement string `json:"replacement_sent"`
		Paid        string `json:"paid"`
	}
	parse(t, s, &given)
	step := s.Steps[0]
	w := &world{policy: compiled(t, anytime()), at: time.Date(2025, 3, 3, 9, 0, 0, 0, time.UTC), currency: "USD"}
	setup := func(units int64) {
		t.Helper()
		for _, command := range []returns.Command{
			returns.Open{ID: w.next(), Order: id("O-1"), Customer: id("C-1"), Lines: []returns.Sold{
				{
					ID: id("L1"), Product: id("P"), Units: units, Shipped: units,
					Paid: money(t, cmpOr(given.Paid, "10.00"), "USD"),
				},
			}},
			returns.Request{
				ID: w.next(), Return: id("R1"), Cause: returns.CauseDefective,
				Items: []returns.Item{{Line: id("L1"), Units: units}},
			},
			returns.Approve{ID: w.next(), Return: id("R1")},
		} {
			if err := w.do(command, 0); err != nil {
				t.Fatal(err)
			}
		}
	}
	plan := returns.PlanOutbound{
		ID: id("plan"), Outbound: id("X1"), Return: id("R1"), Line: id("L1"), Kind: returns.Advance, Units: 1,
		Available: 1,
	}
	var err error
	switch step.Do {
	case "request_return":
		setup(given.Open)
		if err := w.do(plan, 0); err != nil {
			t.Fatal(err)
		}
		err = w.do(returns.Request{
			ID: w.next(), Return: id("R2"), Cause: returns.CauseDefective,
			Items: []returns.Item{{Line: id("L1"), Units: step.Qty}},
		}, 0)
	case "plan_replacement":
		setup(1)
		plan.Units, plan.Available = step.Qty, *given.Stock
		err = w.do(plan, 0)
		if got := float64(len(w.state.Outbounds())); got != step.Expect["planned_out"] {
			t.Errorf("%v planned, want %v", got, step.Expect["planned_out"])
		}
	case "receive_unit":
		setup(1)
		if err := w.do(plan, 0); err != nil {
			t.Fatal(err)
		}
		arrival := returns.Arrival{Line: id("L1"), Good: 1}
		if step.Unit == given.Replacement {
			arrival = returns.Arrival{Outbound: id("X1"), Good: 1}
		}
		for _, command := range []returns.Command{
			returns.DeliverOutbound{ID: w.next(), Outbound: id("X1"), Units: 1},
			returns.Receive{ID: w.next(), Return: id("R1"), Items: []returns.Arrival{arrival}},
			returns.Close{ID: w.next(), Return: id("R1")},
		} {
			if err := w.do(command, 0); err != nil {
				t.Fatal(err)
			}
		}
		out, account := w.state.Outbounds()[0], w.state.Account()
		got := map[string]any{
			"first_return": "closed", "customer_keeps": given.Replacement, "returned": given.Original,
			"refund": fixed(account.Paid, "0.00"),
		}
		if out.Back == 1 && w.state.Stage(id("R1")) == returns.StageClosed {
			got["first_return"] = "closed_unexchanged"
			got["customer_keeps"], got["returned"] = given.Original, given.Replacement
		}
		if diff := cmp.Diff(step.Expect, got); diff != "" {
			t.Error(diff)
		}
		return
	default:
		t.Fatalf("no operation %s", step.Do)
	}
	if want := step.Expect["error"]; (want != nil) != (err != nil) || err != nil && scenarioError(err) != want {
		t.Errorf("%v, want %v", err, want)
	}
}
