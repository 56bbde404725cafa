package disposition_test

import (
	"errors"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns/disposition"
)

func option(way disposition.Disposition, cost string, grades ...string) disposition.Option {
	o := disposition.Option{Disposition: way, Cost: logistics.MustMoney(cost)}
	for _, grade := range grades {
		name, share, _ := strings.Cut(grade, "=")
		o.Recovery = append(
			o.Recovery, disposition.Recovery{Grade: disposition.Grade(name), Share: logistics.MustRatio(share)},
		)
	}
	return o
}

func policy() disposition.Policy {
	return disposition.Policy{
		Schema: "logistics/disposition.policy/1", ID: logistics.MustID("electronics"), Version: 1,
		Rounding: logistics.HalfUp,
		Options: []disposition.Option{
			option(disposition.Restock, "6 EUR", "A=95%"),
			option(disposition.Refurbish, "25 EUR", "A=80%", "B=78%"),
			option(disposition.VendorCredit, "9 EUR", "A=60%", "B=60%", "C=60%"),
			option(disposition.Liquidate, "2 EUR", "A=10%", "B=10%", "C=10%"),
			option(disposition.Scrap, "1.50 EUR", "A=0%", "B=0%", "C=0%"),
			option(disposition.ReturnlessRefund, "0 EUR", "A=0%", "B=0%", "C=0%"),
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
	if got, want := paths(err), "/id /options/0/cost /options/0/recovery /options/0/way /options/1/cost "+
		"/options/1/recovery/1/grade "+
		"/options/1/recovery/2/grade /options/2/recovery/0/share /options/2/recovery/1/share "+
		"/options/2/recovery/2/share /options/2/way "+
		"/rounding /version"; got != want {
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
		{
			disposition.Item{Value: logistics.MustMoney("-1 EUR"), Inbound: logistics.MustMoney("-1 EUR"), Grade: "A"},
			"/inbound /value",
		},
		{
			disposition.Item{Value: logistics.MustMoney("1 USD"), Inbound: logistics.MustMoney("1 USD"), Grade: "A"},
			"/inbound /value",
		},
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
	if _, err := disposition.Choose(
		odd, item("9999999999999999999999999999999999 EUR", "A"),
	); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("an amount that cannot be written with cents: %v", err)
	}
}

func TestTheBoundsAreInside(t *testing.T) {
	full := policy()
	full.Options = nil
	for i := range 64 {
		o := option(disposition.Disposition(strconv.Itoa(i)), "0 EUR")
		for k := range 64 {
			o.Recovery = append(
				o.Recovery,
				disposition.Recovery{Grade: disposition.Grade(strconv.Itoa(k)), Share: logistics.MustRatio("100%")},
			)
		}
		full.Options = append(full.Options, o)
	}
	if err := full.Validate(); err != nil {
		t.Error(err)
	}
	full.Options = append(full.Options, option("one more", "0 EUR", "A=1/2"))
	full.Options[0].Recovery = append(
		full.Options[0].Recovery, disposition.Recovery{Grade: "one more", Share: logistics.MustRatio("0%")},
	)
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
	if after, _ := compiled.Choose(item("200 EUR", "A")); after.Disposition() != before.Disposition() ||
		!after.Net().Equal(before.Net()) {
		t.Errorf("%s after a change of the policy that was given", after.Disposition())
	}
}
