package disposition_test

import (
	"errors"
	"fmt"
	"math"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns/disposition"
)

// TestAWorkedExample holds the figures of goods of 200 that lose a hundredth a week.
func TestAWorkedExample(t *testing.T) {
	choice := choose(t, laptops(), laptop("200 USD"))
	for way, want := range map[disposition.Disposition]string{
		disposition.Restock: "183.10 USD", disposition.VendorCredit: "111.00 USD", disposition.Refurbish: "108.64 USD",
		disposition.Liquidate: "18.00 USD", "recycle": "-1.50 USD",
	} {
		if net, ok := choice.Of(way); !ok || net.String() != want {
			t.Errorf("%s brings %s, want %s", way, net, want)
		}
	}
	if net, ok := choice.Of("moon"); ok {
		t.Errorf("a way nobody lists brings %s", net)
	}
	fast := laptop("200 USD")
	fast.Decay = logistics.MustRatio("4%")
	if net, _ := choose(t, laptops(), fast).Of(disposition.Refurbish); net.String() != "93.51 USD" {
		t.Errorf("at 4%% a week refurbishing brings %s", net)
	}
	queue := with(
		t, laptops(), []disposition.Load{{Disposition: disposition.Refurbish, Queue: logistics.MustRatio("8")}},
	)
	late, err := queue.Choose(laptop("200 USD"))
	if net, _ := late.Of(disposition.Refurbish); err != nil || net.String() != "98.55 USD" {
		t.Errorf("after 12 weeks refurbishing brings %s, %v", net, err)
	}
}

// TestAQueueFlipsTheChoice: refurbishing beats the vendor's credit while it takes less than 2.22 weeks.
func TestAQueueFlipsTheChoice(t *testing.T) {
	p := laptops()
	p.Options = p.Options[1:3]
	for weeks, want := range map[string]disposition.Disposition{
		"2.21": disposition.Refurbish, "2.23": disposition.VendorCredit,
	} {
		p.Options[0].Recovery[0].Weeks = logistics.MustRatio(weeks)
		choice := choose(t, p, laptop("200 USD"))
		if choice.Disposition() != want {
			t.Errorf("%s after %s weeks", choice.Disposition(), weeks)
		}
		for _, flip := range choice.Flips() {
			if flip.Path == disposition.Refurbish && math.Abs(flip.Weeks-math.Log(133.0/136)/math.Log(0.99)) > 1e-9 {
				t.Errorf("%+v", flip)
			}
		}
	}
	still := laptop("200 USD")
	still.Decay = logistics.Ratio{}
	if flips := choose(t, p, still).Flips(); flips != nil {
		t.Errorf("what does not decay flips: %+v", flips)
	}
}

func TestReturnless(t *testing.T) {
	c := with(t, workshop(), nil)
	for value, want := range map[string]string{
		"12 USD": "true -1.15 USD 13.22 USD", "13.21 USD": "true -0.01 USD 13.22 USD",
		"13.22 USD": "false 0.00 USD 13.22 USD",
		"40 USD":    "false 25.32 USD 13.22 USD",
	} {
		r, err := c.ReturnlessRefund(cheap(value))
		if got := fmt.Sprint(r.Keep, " ", r.Margin, " ", r.BreakEven); err != nil || got != want {
			t.Errorf("%s: %s, %v; want %s", value, got, err, want)
		}
	}
	free := cheap("1 USD")
	free.Inbound, free.Handling = logistics.MustMoney("0 USD"), logistics.Money{}
	p := workshop()
	p.Options[0].Cost = logistics.MustMoney("0 USD")
	if r, err := with(t, p, nil).ReturnlessRefund(free); err != nil || r.Keep || !r.BreakEven.IsZero() {
		t.Errorf("what costs nothing to bring in: %+v, %v", r, err)
	}
	p.Options[0].Recovery[0] = disposition.Recovery{Grade: "A", Share: logistics.MustRatio("0%")}
	if r, err := with(t, p, nil).ReturnlessRefund(cheap("900 USD")); err != nil || !r.Keep || !r.BreakEven.IsZero() {
		t.Errorf("what is never worth it: %+v, %v", r, err)
	}
	if _, err := c.ReturnlessRefund(laptop("1 USD")); paths(err) != "/inbound" {
		t.Errorf("an item that is here: %v", err)
	}
}

func TestABusyBench(t *testing.T) {
	bench := disposition.Bench{
		Capacity: logistics.MustRatio("100"), Value: logistics.MustMoney("200 USD"), Decay: logistics.MustRatio("1%"),
		Rounding: logistics.HalfUp,
	}
	for arrivals, want := range map[string]string{"90": "0.1 2.58 USD", "98": "0.5 14.06 USD", "99.5": "2 57.10 USD"} {
		bench.Arrivals = logistics.MustRatio(arrivals)
		q, err := disposition.Delay(bench)
		if got := fmt.Sprint(q.Days, " ", q.PerDay); err != nil || got != want {
			t.Errorf("%s a day: %s, %v; want %s", arrivals, got, err, want)
		}
	}
	for _, c := range []struct {
		bench disposition.Bench
		want  string
	}{
		{disposition.Bench{}, "/arrivals /capacity /rounding /value"},
		{disposition.Bench{
			Arrivals: logistics.MustRatio("5"), Capacity: logistics.MustRatio("5"),
			Value: logistics.MustMoney("-1 USD"), Decay: logistics.MustRatio("101%"), Rounding: logistics.Floor,
		}, "/capacity /decay /value"},
	} {
		if _, err := disposition.Delay(c.bench); paths(err) != c.want {
			t.Errorf("faults at %s, want %s", paths(err), c.want)
		}
	}
}

func TestConsolidate(t *testing.T) {
	point := disposition.Collection{
		Arrivals: logistics.MustRatio("20"), Shipment: logistics.MustMoney("90 USD"),
		Holding: logistics.MustMoney("0.25 USD"), Rounding: logistics.HalfUp,
	}
	dearer, whole, none, decays := point, point, point, point
	dearer.Shipment, dearer.Whole = logistics.MustMoney("100 USD"), true
	whole.Shipment, whole.Whole = logistics.MustMoney("1 USD"), true
	none.Shipment = logistics.MustMoney("0 USD")
	decays.Holding = logistics.Money{}
	decays.Value, decays.Decay = logistics.MustMoney("200 USD"), logistics.MustRatio("1%")
	for _, c := range []struct {
		point disposition.Collection
		want  string
	}{
		{point, "6.000 30.00 USD"},
		{dearer, "6.000 31.67 USD"},
		{whole, "1.000 3.50 USD"},
		{none, "0.000 0.00 USD"},
		{decays, "5.600 32.14 USD"},
	} {
		n, err := disposition.Consolidate(c.point)
		if got := fmt.Sprintf("%.3f %s", n.Days, n.CostPerDay); err != nil || got != c.want {
			t.Errorf("%s, %v; want %s", got, err, c.want)
		}
	}
	tie := disposition.Collection{ // 2 and 3 days cost 5 a day both
		Arrivals: logistics.MustRatio("2"), Shipment: logistics.MustMoney("6 USD"),
		Holding: logistics.MustMoney("1 USD"), Whole: true, Rounding: logistics.HalfUp,
	}
	if n, err := disposition.Consolidate(tie); err != nil || n.Days != 2 {
		t.Errorf("%v days, %v", n.Days, err)
	}
	bad := disposition.Collection{
		Shipment: logistics.MustMoney("1 USD"), Holding: logistics.MustMoney("-1 USD"),
		Value: logistics.MustMoney("1 EUR"), Decay: logistics.MustRatio("-1%"),
	}
	if _, err := disposition.Consolidate(bad); paths(err) != "/arrivals /decay /holding /rounding /value" {
		t.Errorf("faults at %s", paths(err))
	}
	free := point
	free.Holding = logistics.Money{}
	if _, err := disposition.Consolidate(free); paths(err) != "/holding" {
		t.Errorf("faults at %s", paths(err))
	}
}

func TestWaitingAndInspectionReportFaults(t *testing.T) {
	c := with(t, policy(), nil)
	if _, err := c.BacklogCost(disposition.Item{}, logistics.MustRatio("-1")); paths(err) != "/days /grade /value" {
		t.Errorf("faults at %s", paths(err))
	}
	if w, err := c.BacklogCost(item("1 EUR", "D"), logistics.MustRatio("1")); err != nil || w.Reasons() != nil {
		t.Errorf("%+v, %v", w, err)
	}
	for _, b := range []struct {
		beliefs []disposition.Belief
		want    string
	}{
		{nil, "/beliefs /value"},
		{[]disposition.Belief{{Grade: "A"}}, "/value"},
		{
			[]disposition.Belief{{Grade: "", Weight: 1}, {Grade: "A", Weight: -1}, {Grade: "A", Weight: 1}},
			"/beliefs/0/grade /beliefs/1/weight /beliefs/2/grade /value",
		},
	} {
		if _, err := c.Inspection(disposition.Item{}, b.beliefs); paths(err) != b.want {
			t.Errorf("faults at %s, want %s", paths(err), b.want)
		}
	}
	if _, err := c.Inspection(item("1 EUR", ""), []disposition.Belief{{Grade: "A"}}); paths(err) != "/beliefs" {
		t.Errorf("faults at %s", paths(err))
	}
}

func TestDispose(t *testing.T) {
	split := []disposition.Units{
		{Disposition: disposition.Restock, Units: 3}, {Disposition: disposition.Scrap, Units: 1},
	}
	for inspected, want := range map[int64]string{4: "", 5: "/split", 3: "/split"} {
		err := disposition.Dispose(inspected, split)
		var faults logistics.Faults
		if paths(err) != want || errors.As(err, &faults) && faults[0].Code != logistics.FaultMismatch {
			t.Errorf("%d inspected: %v", inspected, err)
		}
	}
	bad := []disposition.Units{
		{},
		{Disposition: "a", Units: -1},
		{Disposition: "a", Units: math.MaxInt64},
		{Disposition: "b", Units: math.MaxInt64},
	}
	if err := disposition.Dispose(-1, bad); paths(err) != "/inspected /split/0/way /split/1/units /split/2/way" {
		t.Errorf("faults at %s", paths(err))
	}
	if err := disposition.Dispose(5, []disposition.Units{
		{Disposition: "a", Units: math.MaxInt64},
		{Disposition: "b", Units: math.MaxInt64},
		{Disposition: "c", Units: 7},
	}); paths(err) != "/split" {
		t.Errorf("a sum beyond 64 bits: %v", err)
	}
}

func TestLoads(t *testing.T) {
	c := with(t, policy(), nil)
	_, err := c.With([]disposition.Load{
		{Disposition: "moon"},
		{Disposition: disposition.Restock, Queue: logistics.MustRatio("-1")},
		{Disposition: disposition.Restock, Left: new(int64(-1))},
		{Disposition: disposition.Scrap, Queue: logistics.MustRatio("521")},
	})
	if got := paths(err); got != "/0/way /1/queue /2/left /2/way /3/queue" {
		t.Errorf("faults at %s", got)
	}
	quota := new(int64(0))
	loaded := with(t, policy(), []disposition.Load{{Disposition: disposition.Restock, Left: quota}})
	*quota = 5
	if choice, _ := loaded.Choose(item("200 EUR", "A")); choice.Disposition() == disposition.Restock {
		t.Error("the load is kept, and not what it said")
	}
	if choice, _ := c.Choose(item("200 EUR", "A")); choice.Disposition() != disposition.Restock {
		t.Error("a load changed the policy it was given to")
	}
}

// TestWholeCentsStayWhole: 0.95 × 200 × 0.99 + 0.05 × 20 is 189.10, whichever way it is rounded.
func TestWholeCentsStayWhole(t *testing.T) {
	for _, rounding := range []logistics.Rounding{
		logistics.HalfEven, logistics.HalfUp, logistics.Floor, logistics.Ceiling, logistics.AwayFromZero,
	} {
		p := laptops()
		p.Rounding = rounding
		if net := choose(t, p, laptop("200 USD")).Net(); net.String() != "183.10 USD" {
			t.Errorf("%s: %s", rounding, net)
		}
	}
}

func TestFiguresBeyondTheBoundsAreFaults(t *testing.T) {
	p := laptops()
	huge := laptop("9999999999999999999999999999999999 USD")
	huge.Decay = logistics.Ratio{}
	if _, err := disposition.Choose(p, huge); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("%v", err)
	}
	huge.Decay, huge.Inbound = logistics.MustRatio("1%"), logistics.MustMoney("1 USD")
	c := with(t, p, nil)
	_, chooses := c.Choose(huge)
	_, keeps := c.ReturnlessRefund(huge)
	_, waits := c.BacklogCost(huge, logistics.MustRatio("1"))
	_, inspects := c.Inspection(huge, []disposition.Belief{{Grade: "A", Weight: 1}})
	for _, err := range []error{chooses, keeps, waits, inspects} {
		if !errors.Is(err, logistics.ErrInvalid) {
			t.Errorf("%v", err)
		}
	}
	odd := laptop("0.00005 USD") // below the minor unit
	odd.Decay = logistics.Ratio{}
	if choice, err := disposition.Choose(p, odd); err != nil || choice.Net().String() != "-1.50 USD" {
		t.Errorf("%s, %v", choice.Net(), err)
	}
}

func TestChooseDoesNotAllocate(t *testing.T) {
	for name, c := range map[string]*disposition.Chooser{
		"certain": with(t, policy(), nil),
		"expected": with(t, laptops(), []disposition.Load{
			{Disposition: disposition.Restock, Queue: logistics.MustRatio("1/7"), Left: new(int64(3))},
		}),
	} {
		it := item("200 EUR", "A")
		if name == "expected" {
			it = laptop("200 USD")
			it.Hazards = []disposition.Hazard{disposition.Recalled}
		}
		if n := testing.AllocsPerRun(100, func() {
			if _, err := c.Choose(it); err != nil {
				t.Fatal(err)
			}
		}); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}

func BenchmarkChoose(b *testing.B) {
	compiled := with(b, policy(), nil)
	it := item("200 EUR", "A")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := compiled.Choose(it); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkChooseOfEight has eight ways with a chance, a path and a fallback each.
func BenchmarkChooseOfEight(b *testing.B) {
	p := laptops()
	restock := p.Options[0]
	p.Options = nil
	for i := range int64(8) {
		o := restock
		o.Disposition, o.Cost = disposition.Disposition(rune('a'+i)), logistics.Minor(
			600+40*i, logistics.MustCurrency("USD"),
		)
		p.Options = append(p.Options, o)
	}
	for name, weeks := range map[string]string{"whole weeks": "4", "parts of weeks": "4.5"} {
		for i := range p.Options {
			r := p.Options[i].Recovery[0]
			r.Weeks = logistics.MustRatio(weeks)
			p.Options[i].Recovery = []disposition.Recovery{r}
		}
		b.Run(name, func(b *testing.B) {
			compiled := with(b, p, nil)
			it := laptop("200 USD")
			b.ReportAllocs()
			for b.Loop() {
				if _, err := compiled.Choose(it); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
