package disposition_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns/disposition"
)

// scenario is a case of the corpus of package returns.
type scenario struct {
	ID    string          `json:"id"`
	Kind  string          `json:"kind"`
	Given json.RawMessage `json:"given"`
	Steps []struct {
		Do     string                     `json:"do"`
		Expect map[string]json.RawMessage `json:"expect"`
		raw    json.RawMessage
	} `json:"steps"`
}

// given holds the facts of every operation; which of them are there depends on it.
type given struct {
	Currency  string            `json:"currency"`
	Value     string            `json:"base_value"`
	Price     string            `json:"value"`
	Decay     string            `json:"weekly_decay"`
	Options   options           `json:"options"`
	Allowed   []string          `json:"allowed"`
	Excluded  map[string]string `json:"excluded"`
	Inbound   string            `json:"inbound"`
	Freight   string            `json:"inbound_cost"`
	Handling  string            `json:"handling"`
	Desk      string            `json:"handling_cost"`
	Arrivals  string            `json:"units_per_day"`
	Shipment  string            `json:"fixed_cost_per_shipment"`
	Holding   string            `json:"holding_and_decay_per_unit_day"`
	Integer   bool              `json:"integer"`
	Inspected *int64            `json:"inspected"`
	Received  *int64            `json:"received"`
	Units     *int64            `json:"units"`
	Qty       *int64            `json:"qty"`
}

// options keep the order they are written in, which decides ties.
type options []struct {
	name string
	wayOut
}

type wayOut struct {
	P        string      `json:"p"`
	Fraction string      `json:"fraction"`
	Weeks    json.Number `json:"weeks"`
	Queue    json.Number `json:"queue_weeks"`
	Cost     string      `json:"cost"`
	Fallback string      `json:"fallback"`
}

func (o *options) UnmarshalJSON(data []byte) error {
	d := json.NewDecoder(bytes.NewReader(data))
	if _, err := d.Token(); err != nil {
		return err
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		var one wayOut
		if err := d.Decode(&one); err != nil {
			return err
		}
		*o = append(*o, struct {
			name string
			wayOut
		}{name.(string), one})
	}
	return nil
}

func TestScenarios(t *testing.T) {
	data, err := os.ReadFile("../testdata/scenarios.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Cases []scenario `json:"cases"`
	}
	var raw struct {
		Cases []struct {
			Steps []json.RawMessage `json:"steps"`
		} `json:"cases"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &raw); err != nil {
		t.Fatal(err)
	}
	run := 0
	for i, s := range file.Cases {
		if s.Kind != "disposition" && s.Kind != "consolidation" {
			continue
		}
		run++
		for k := range s.Steps {
			s.Steps[k].raw = raw.Cases[i].Steps[k]
		}
		t.Run(s.ID, func(t *testing.T) { play(t, s) })
	}
	if len(file.Cases) == 0 {
		t.Error("no case was read")
	}
	t.Logf("%d cases run", run)
}

func play(t *testing.T, s scenario) {
	var g given
	if err := json.Unmarshal(s.Given, &g); err != nil {
		t.Fatal(err)
	}
	for i, step := range s.Steps {
		got := map[string]any{}
		switch step.Do {
		case "choose":
			g.choose(t, got)
		case "returnless":
			g.choose(t, got)
			g.returnless(t, got)
		case "dispose":
			dispose(t, g, step.raw, got)
		case "period":
			g.period(t, got)
		default:
			t.Fatalf("step %d: no operation %s", i+1, step.Do)
		}
		for view, want := range step.Expect {
			same(t, view, want, got[view])
		}
	}
}

// same compares a view: a table row by row, and everything else by its text.
func same(t *testing.T, view string, raw json.RawMessage, got any) {
	t.Helper()
	var rows map[string]json.RawMessage
	if table, ok := got.(map[string]any); ok && json.Unmarshal(raw, &rows) == nil {
		for name, want := range rows {
			same(t, view+" of "+name, want, table[name])
		}
		return
	}
	var want any
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if err := d.Decode(&want); err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%s is %v, want %v", view, got, want)
	}
}

func (g given) money(t *testing.T, amount string) logistics.Money {
	t.Helper()
	if amount == "" {
		return logistics.Money{}
	}
	m, err := logistics.ParseMoney(amount, first(g.Currency, "USD"))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func amountOf(m logistics.Money) string {
	text := m.String()
	if m.IsZero() {
		return ""
	}
	return text[:len(text)-len(" USD")]
}

func first(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

// compile makes a policy of the options. What is excluded for a quota has none left; what is excluded
// otherwise, or not allowed, is closed to the item.
func (g given) compile(t *testing.T) (*disposition.Chooser, disposition.Item) {
	t.Helper()
	p := disposition.Policy{
		Schema: "logistics/disposition.policy/1", ID: logistics.MustID("scenario"), Version: 1,
		Rounding: logistics.HalfUp,
	}
	item := disposition.Item{
		Value: g.money(t, first(g.Value, g.Price)), Decay: logistics.MustRatio(g.Decay), Grade: "A",
		Inbound: g.money(t, first(g.Inbound, g.Freight)), Handling: g.money(t, first(g.Handling, g.Desk)),
	}
	var loads []disposition.Load
	for _, o := range g.Options {
		way := disposition.Disposition(o.name)
		r := disposition.Recovery{
			Grade: "A", Share: logistics.MustRatio(first(o.Fraction, "1")),
			Success: logistics.MustRatio(first(o.P, "1")),
			Weeks:   logistics.MustRatio(string(o.Weeks)), Fallback: g.money(t, o.Fallback),
		}
		option := disposition.Option{
			Disposition: way, Cost: g.money(t, first(o.Cost, "0.00")), Recovery: []disposition.Recovery{r},
		}
		load := disposition.Load{Disposition: way, Queue: logistics.MustRatio(string(o.Queue))}
		why, excluded := g.Excluded[o.name]
		switch {
		case why == "quota":
			load.Left = new(int64(0))
		case excluded:
			option.ClosedTo = []disposition.Hazard{disposition.Hazard(why)}
			item.Hazards = append(item.Hazards, disposition.Hazard(why))
		case g.Allowed != nil && !slices.Contains(g.Allowed, o.name):
			option.ClosedTo = []disposition.Hazard{"not allowed"}
			item.Hazards = append(item.Hazards, "not allowed")
		}
		loads = append(loads, load)
		p.Options = append(p.Options, option)
	}
	return with(t, p, loads), item
}

// choose looks at the item as if it were here: bringing it in is the business of the other operation.
func (g given) choose(t *testing.T, got map[string]any) {
	c, item := g.compile(t)
	item.Inbound, item.Handling = logistics.Money{}, logistics.Money{}
	choice, err := c.Choose(item)
	if err != nil {
		t.Fatal(err)
	}
	net := map[string]any{}
	for _, o := range g.Options {
		if m, ok := choice.Of(disposition.Disposition(o.name)); ok {
			net[o.name] = amountOf(m)
		}
	}
	got["best"], got["net"], got["best_net"] = choice.Disposition(), net, amountOf(choice.Net())
}

func (g given) returnless(t *testing.T, got map[string]any) {
	c, item := g.compile(t)
	r, err := c.ReturnlessRefund(item)
	if err != nil {
		t.Fatal(err)
	}
	decision := "return"
	if r.Keep {
		decision = "keep"
	}
	for _, name := range []string{"keep", "keep_item", "keep_the_item", "returnless"} {
		got[name] = r.Keep
	}
	for _, name := range []string{"margin", "net_after_inbound", "net_after_return"} {
		got[name] = amountOf(r.Margin)
	}
	got["decision"], got["break_even"] = decision, amountOf(r.BreakEven)
}

// dispose takes the units inspected from the facts or the step, and the split from the table of the step.
func dispose(t *testing.T, g given, raw json.RawMessage, got map[string]any) {
	var own given
	var members map[string]json.RawMessage
	if err := json.Unmarshal(raw, &members); err != nil {
		t.Fatal(err)
	}
	delete(members, "expect")
	var split []disposition.Units
	for _, value := range members {
		var table map[string]int64
		if json.Unmarshal(value, &table) != nil {
			continue
		}
		for way, units := range table {
			split = append(split, disposition.Units{Disposition: disposition.Disposition(way), Units: units})
			got[way] = units
		}
		got["disposed"] = table
	}
	_ = json.Unmarshal(raw, &own)
	inspected := int64(0)
	for _, n := range []*int64{
		g.Inspected, g.Received, g.Units, g.Qty, own.Inspected, own.Received, own.Units, own.Qty,
	} {
		if n != nil {
			inspected = *n
			break
		}
	}
	err := disposition.Dispose(inspected, split)
	got["ok"], got["accepted"] = err == nil, err == nil
	if err != nil {
		got["error"] = "disposition_quantity_mismatch"
	}
}

func (g given) period(t *testing.T, got map[string]any) {
	n, err := disposition.Consolidate(disposition.Collection{
		Arrivals: logistics.MustRatio(g.Arrivals), Shipment: g.money(t, g.Shipment), Holding: g.money(t, g.Holding),
		Whole: g.Integer, Rounding: logistics.HalfUp,
	})
	if err != nil {
		t.Fatal(err)
	}
	got["days"], got["cost_per_day"] = fmt.Sprintf("%.0f", n.Days), amountOf(n.CostPerDay)
	if !g.Integer {
		got["days"] = fmt.Sprintf("%.1f", n.Days)
	}
}

// TestTheGrammarOfScenarios runs, in the words of the corpus, the operations that its cases may lack.
func TestTheGrammarOfScenarios(t *testing.T) {
	for _, text := range []string{
		`{"id":"best","kind":"disposition","given":{"base_value":"200.00","weekly_decay":"0.01","options":{
			"restock":{"p":"0.95","fraction":"1.00","weeks":1,"cost":"6.00","fallback":"20.00"},
			"vendor":{"p":"1","fraction":"0.60","weeks":0,"cost":"9.00","fallback":"0.00"}},
			"allowed":["restock","vendor"]},
			"steps":[{"do":"choose","expect":{"best":"restock","net":{"restock":"183.10","vendor":"111.00"}}}]}`,
		`{"id":"hazard","kind":"disposition","given":{"base_value":"200.00","weekly_decay":"0.01","options":{
			"restock":{"p":"0.95","fraction":"1.00","weeks":1,"cost":"6.00","fallback":"20.00"},
			"recycle":{"p":"1","fraction":"0.00","weeks":0,"cost":"1.50","fallback":"0.00"}},
			"allowed":["recycle"],"excluded":{"restock":"hazmat"}},
			"steps":[{"do":"choose","expect":{"best":"recycle","net":{"recycle":"-1.50"}}}]}`,
		`{"id":"keep","kind":"disposition","given":{"base_value":"12.00","weekly_decay":"0.01",
			"inbound":"7.50","handling":"3.00",
			"options":{
			"restock":{"p":"0.95","fraction":"1.00","weeks":1,"cost":"2.00","fallback":"1.20"}},"allowed":["restock"]},
			"steps":[{"do":"returnless","expect":{
				"keep":true,"margin":"-1.15","best":"restock","net":{"restock":"9.35"}}}]}`,
		`{"id":"units","kind":"disposition","given":{"inspected":4},"steps":[
			{"do":"dispose","ways":{"restock":3,"scrap":2},"expect":{"error":"disposition_quantity_mismatch"}},
			{"do":"dispose","ways":{"restock":3,"scrap":1},"expect":{"restock":3,"scrap":1}}]}`,
		`{"id":"period","kind":"consolidation","given":{"units_per_day":"20","fixed_cost_per_shipment":"90.00",
			"holding_and_decay_per_unit_day":"0.25"},
			"steps":[{"do":"period","expect":{"days":"6.0","cost_per_day":"30.00"}}]}`,
	} {
		var s scenario
		var raw struct {
			Steps []json.RawMessage `json:"steps"`
		}
		if err := json.Unmarshal([]byte(text), &s); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(text), &raw); err != nil {
			t.Fatal(err)
		}
		for k := range s.Steps {
			s.Steps[k].raw = raw.Steps[k]
		}
		t.Run(s.ID, func(t *testing.T) { play(t, s) })
	}
}
