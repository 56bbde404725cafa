package disposition_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/returns/disposition"
)

func option(way disposition.Way, cost string, grades ...string) disposition.Option {
	o := disposition.Option{Way: way, Cost: logistics.MustMoney(cost)}
	for _, grade := range grades {
		name, share, _ := strings.Cut(grade, "=")
		o.Recovery = append(o.Recovery, disposition.Recovery{Grade: disposition.Grade(name), Share: logistics.MustRatio(share)})
	}
	return o
}

func policy() disposition.Policy {
	return disposition.Policy{
		Schema: "logistics/disposition.policy/1", ID: logistics.MustID("electronics"), Version: 1, Rounding: logistics.HalfUp,
		Options: []disposition.Option{
			option(disposition.Restock, "6 EUR", "A=95%"),
			option(disposition.Refurbish, "25 EUR", "A=80%", "B=78%"),
			option(disposition.VendorCredit, "9 EUR", "A=60%", "B=60%", "C=60%"),
			option(disposition.Liquidate, "2 EUR", "A=10%", "B=10%", "C=10%"),
			option(disposition.Scrap, "1.50 EUR", "A=0%", "B=0%", "C=0%"),
			option(disposition.KeepTheItem, "0 EUR", "A=0%", "B=0%", "C=0%"),
		},
	}
}

func item(value string, grade disposition.Grade) disposition.Item {
	return disposition.Item{Value: logistics.MustMoney(value), Grade: grade}
}

func choose(t rapid.TB, p disposition.Policy, item disposition.Item) disposition.Choice {
	c, err := disposition.Choose(p, item)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestEveryReason(t *testing.T) {
	tied := policy()
	tied.Options[3] = option("donate", "9 EUR", "C=60%")
	away := item("12 EUR", "A")
	away.Inbound = logistics.MustMoney("10.50 EUR")
	const chosen, lower, same, grade, here = disposition.Chosen, disposition.Lower, disposition.Tied, disposition.GradeNotListed, disposition.GoodsHere
	reached := map[logistics.Code]bool{}
	for _, c := range []struct {
		policy disposition.Policy
		item   disposition.Item
		way    disposition.Way
		net    string
		codes  []logistics.Code
	}{
		{policy(), item("200 EUR", "A"), disposition.Restock, "184.00 EUR", []logistics.Code{chosen, lower, lower, lower, lower, here}},
		{policy(), item("200 EUR", "C"), disposition.VendorCredit, "111.00 EUR", []logistics.Code{grade, grade, chosen, lower, lower, here}},
		{tied, item("200 EUR", "C"), disposition.VendorCredit, "111.00 EUR", []logistics.Code{grade, grade, chosen, same, lower, here}},
		{policy(), away, disposition.KeepTheItem, "0.00 EUR", []logistics.Code{lower, lower, lower, lower, lower, chosen}},
		{policy(), item("1 EUR", "C"), disposition.Scrap, "-1.50 EUR", []logistics.Code{grade, grade, lower, lower, chosen, here}},
		{policy(), item("1 EUR", "D"), "", "", []logistics.Code{grade, grade, grade, grade, grade, here}},
	} {
		choice := choose(t, c.policy, c.item)
		var codes []logistics.Code
		for _, reason := range choice.Reasons() {
			reached[reason.Code] = true
			codes = append(codes, reason.Code)
		}
		if choice.Way() != c.way || choice.Net().String() != c.net || !slices.Equal(codes, c.codes) {
			t.Errorf("%v: %s %s, %q", c.item, choice.Way(), choice.Net(), codes)
		}
	}
	for _, line := range disposition.Reasons() {
		if !reached[line.Code] {
			t.Errorf("no case reaches %s", line.Code)
		}
	}
	if (disposition.Choice{}).Reasons() != nil {
		t.Error("a choice of nobody has reasons")
	}
}

func policies() *rapid.Generator[disposition.Policy] {
	return rapid.Custom(func(r *rapid.T) disposition.Policy {
		p := policy()
		p.Rounding = rapid.SampledFrom([]logistics.Rounding{logistics.HalfUp, logistics.Floor, logistics.Ceiling}).Draw(r, "rounding")
		p.Options = nil
		for _, way := range []disposition.Way{disposition.Restock, disposition.Refurbish, disposition.KeepTheItem, disposition.Liquidate} {
			o := disposition.Option{Way: way, Cost: logistics.Minor(rapid.Int64Range(0, 3000).Draw(r, "cost"), logistics.MustCurrency("EUR"))}
			for _, grade := range []disposition.Grade{"A", "B"} {
				share, _ := logistics.NewRatio(rapid.Int64Range(0, 4).Draw(r, "share"), 4)
				if grade == "A" || rapid.Bool().Draw(r, "listed") {
					o.Recovery = append(o.Recovery, disposition.Recovery{Grade: grade, Share: share})
				}
			}
			p.Options = append(p.Options, o)
		}
		return p
	})
}

func items() *rapid.Generator[disposition.Item] {
	return rapid.Custom(func(r *rapid.T) disposition.Item {
		euro := logistics.MustCurrency("EUR")
		i := disposition.Item{
			Value: logistics.Minor(rapid.Int64Range(0, 20000).Draw(r, "value"), euro),
			Grade: rapid.SampledFrom([]disposition.Grade{"A", "B"}).Draw(r, "grade"),
		}
		if rapid.Bool().Draw(r, "away") {
			i.Inbound = logistics.Minor(rapid.Int64Range(0, 2000).Draw(r, "inbound"), euro)
		}
		return i
	})
}

// TestReasonsSuffice redoes the sum of every way by hand, and takes the first of the highest.
func TestReasonsSuffice(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		p, i := policies().Draw(r, "policy"), items().Draw(r, "item")
		choice := choose(r, p, i)
		var way string
		var best logistics.Money
		for _, reason := range choice.Reasons() {
			if reason.Param("net") == "" {
				continue // not open
			}
			value := logistics.MustMoney(reason.Param("value"))
			recovered, err := value.Share(logistics.MustRatio(reason.Param("share")), p.Rounding)
			if err != nil {
				r.Fatal(err)
			}
			net, _ := recovered.Sub(logistics.MustMoney(reason.Param("cost")))
			net, _ = net.Sub(logistics.MustMoney(reason.Param("inbound")))
			if net.String() != reason.Param("net") || recovered.String() != reason.Param("recovered") {
				r.Fatalf("%v: by hand %s", reason, net)
			}
			if order, err := net.Cmp(best); way == "" || err == nil && order > 0 {
				way, best = reason.Param("way"), net
			}
		}
		if way != string(choice.Way()) || !best.Equal(choice.Net()) {
			r.Fatalf("%s with %s chosen, the reasons say %s with %s", choice.Way(), choice.Net(), way, best)
		}
	})
}

func TestTakingAwayAnotherWayNeverChangesTheChoice(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		p, i := policies().Draw(r, "policy"), items().Draw(r, "item")
		choice := choose(r, p, i)
		for k, o := range p.Options {
			if o.Way == choice.Way() {
				continue
			}
			fewer := p
			fewer.Options = slices.Delete(slices.Clone(p.Options), k, k+1)
			if again := choose(r, fewer, i); again.Way() != choice.Way() || !again.Net().Equal(choice.Net()) {
				r.Fatalf("%s without %s, %s with it", again.Way(), o.Way, choice.Way())
			}
		}
	})
}

func TestADearerWayBackNeverUnkeepsTheItem(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		p, i := policies().Draw(r, "policy"), items().Draw(r, "item")
		if i.Inbound.IsZero() || choose(r, p, i).Way() != disposition.KeepTheItem {
			return
		}
		i.Inbound, _ = i.Inbound.Add(logistics.MustMoney("5 EUR"))
		if again := choose(r, p, i); again.Way() != disposition.KeepTheItem {
			r.Fatalf("%s once the way back is dearer", again.Way())
		}
	})
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

func TestEveryFaultIsReported(t *testing.T) {
	bad := disposition.Policy{Options: []disposition.Option{
		{}, option("x", "-1 EUR", "A=1/2", "A=1/2", "=1/2"), option("x", "1 EUR", "A=-1/2", "B=", "C=2/1"),
	}}
	_, err := disposition.Compile(bad)
	if got, want := paths(err), "/id /options/0/cost /options/0/recovery /options/0/way /options/1/cost /options/1/recovery/1/grade "+
		"/options/1/recovery/2/grade /options/2/recovery/0/share /options/2/recovery/1/share /options/2/recovery/2/share /options/2/way "+
		"/rounding /schema /version"; got != want {
		t.Errorf("faults at %s, want %s", got, want)
	}
	empty := policy()
	empty.Options = nil
	if got := paths(empty.Validate()); got != "/options" {
		t.Errorf("no ways: faults at %s", got)
	}
	mixed := policy()
	mixed.Options[2].Cost = logistics.MustMoney("9 USD")
	if got := paths(mixed.Validate()); got != "/options/2/cost" {
		t.Errorf("two currencies: faults at %s", got)
	}
	if _, err := disposition.Choose(bad, item("1 EUR", "A")); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("a bad policy chose: %v", err)
	}
	compiled, err := disposition.Compile(policy())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		item disposition.Item
		want string
	}{
		{disposition.Item{}, "/grade /value"},
		{disposition.Item{Value: logistics.MustMoney("-1 EUR"), Inbound: logistics.MustMoney("-1 EUR"), Grade: "A"}, "/inbound /value"},
		{disposition.Item{Value: logistics.MustMoney("1 USD"), Inbound: logistics.MustMoney("1 USD"), Grade: "A"}, "/inbound /value"},
	} {
		if _, err := compiled.Choose(c.item); paths(err) != c.want {
			t.Errorf("faults at %s, want %s", paths(err), c.want)
		}
	}
	if _, err := compiled.Choose(item("99999999999999999999999999999999.99 EUR", "A")); err != nil {
		t.Errorf("the largest amount: %v", err)
	}
	odd := policy()
	odd.Options[0].Recovery[0].Share = logistics.MustRatio("1/1")
	odd.Rounding = logistics.AwayFromZero
	if _, err := disposition.Choose(odd, item("9999999999999999999999999999999999 EUR", "A")); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("an amount that cannot be written with cents: %v", err)
	}
}

func TestTheBoundsAreInside(t *testing.T) {
	full := policy()
	full.Options = nil
	for i := range 64 {
		o := option(disposition.Way(strconv.Itoa(i)), "0 EUR")
		for k := range 64 {
			o.Recovery = append(o.Recovery, disposition.Recovery{Grade: disposition.Grade(strconv.Itoa(k)), Share: logistics.MustRatio("100%")})
		}
		full.Options = append(full.Options, o)
	}
	if err := full.Validate(); err != nil {
		t.Error(err)
	}
	full.Options = append(full.Options, option("one more", "0 EUR", "A=1/2"))
	full.Options[0].Recovery = append(full.Options[0].Recovery, disposition.Recovery{Grade: "one more", Share: logistics.MustRatio("0%")})
	if got := paths(full.Validate()); got != "/options /options/0/recovery" {
		t.Errorf("faults at %s", got)
	}
}

func TestInputsAreNotKept(t *testing.T) {
	p := policy()
	compiled, err := disposition.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	before, _ := compiled.Choose(item("200 EUR", "A"))
	p.Options[0].Recovery[0].Share = logistics.MustRatio("0%")
	p.Options[1] = disposition.Option{}
	if after, _ := compiled.Choose(item("200 EUR", "A")); after.Way() != before.Way() || !after.Net().Equal(before.Net()) {
		t.Errorf("%s after a change of the policy that was given", after.Way())
	}
}

func TestWirePolicy(t *testing.T) {
	data, err := json.Marshal(policy())
	if err != nil {
		t.Fatal(err)
	}
	golden.Frozen(t, "testdata/wire/v1/policy.json", data)
	back, err := disposition.DecodePolicy(data)
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := json.Marshal(back); string(again) != string(data) {
		t.Errorf("%s reads back as %s", data, again)
	}
}

func TestChooseDoesNotAllocate(t *testing.T) {
	compiled, err := disposition.Compile(policy())
	if err != nil {
		t.Fatal(err)
	}
	it := item("200 EUR", "A")
	if n := testing.AllocsPerRun(100, func() { _, _ = compiled.Choose(it) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzDecodePolicy(f *testing.F) {
	seed, _ := json.Marshal(policy())
	f.Add(seed)
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := disposition.DecodePolicy(data)
		if err != nil {
			return
		}
		compiled, err := disposition.Compile(p)
		if err != nil {
			return
		}
		choice, err := compiled.Choose(disposition.Item{Value: p.Options[0].Cost, Grade: p.Options[0].Recovery[0].Grade, Inbound: p.Options[0].Cost})
		if err != nil && !errors.Is(err, logistics.ErrInvalid) {
			t.Fatal(err)
		}
		_ = choice.Reasons()
	})
}

func BenchmarkChoose(b *testing.B) {
	compiled, err := disposition.Compile(policy())
	if err != nil {
		b.Fatal(err)
	}
	it := item("200 EUR", "A")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := compiled.Choose(it); err != nil {
			b.Fatal(err)
		}
	}
}
