package exchange_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/vmi"
	"github.com/logicrm/logistics/vmi/exchange"
)

// activityCodes are those of data element 859 that an 852 of retail knows, and quantityCodes those of 6063.
var (
	activityCodes = strings.Fields("QA QB QC QD QE QH QI QL QM QN QO QP QR QS QT QU QW QX")
	quantityCodes = strings.Fields("145 97 98 146 197 198 66 89 96 124 157 199 212 26 249 98E")
)

// TestEveryCodeReadsAndIsWrittenAgain: those of the lists by a word of their own, any other as it came.
func TestEveryCodeReadsAndIsWrittenAgain(t *testing.T) {
	words := map[exchange.Measure]string{}
	for _, code := range activityCodes {
		m, known := exchange.FromX12(code)
		back, ok := m.X12()
		if !known || !ok || back != code || words[m] != "" {
			t.Errorf("%s is %s, which is %s", code, m, back)
		}
		words[m] = code
	}
	clear(words)
	for _, code := range quantityCodes {
		m, known := exchange.FromEANCOM(code)
		back, ok := m.EANCOM()
		if !known || !ok || back != code || words[m] != "" {
			t.Errorf("%s is %s, which is %s", code, m, back)
		}
		words[m] = code
	}
	rapid.Check(t, func(t *rapid.T) {
		code := rapid.StringMatching(`[A-Z0-9:]{0,4}`).Draw(t, "code")
		m, known := exchange.FromX12(code)
		if back, ok := m.X12(); !ok || back != code || known != slices.Contains(activityCodes, code) {
			t.Fatalf("%q is %q, which is %q", code, m, back)
		}
		m, known = exchange.FromEANCOM(code)
		if back, ok := m.EANCOM(); !ok || back != code || known != slices.Contains(quantityCodes, code) {
			t.Fatalf("%q is %q, which is %q", code, m, back)
		}
		d, _ := exchange.FromBGM(code)
		if back, ok := d.BGM(); !ok || back != code {
			t.Fatalf("%q is %q, which is %q", code, d, back)
		}
	})
	if _, ok := exchange.Measure("weather").X12(); ok {
		t.Error("there is a code for the weather")
	}
	if code, ok := exchange.Available.EANCOM(); ok {
		t.Errorf("available is %s", code)
	}
}

// TestTheReportSaysHowFarTheSupplierMayGo.
func TestTheReportSaysHowFarTheSupplierMayGo(t *testing.T) {
	for code, want := range map[string]vmi.Authority{
		"35": vmi.AuthorityMonitor, "172": vmi.AuthorityPropose, "173": vmi.AuthorityShipAll, "78": "", "12": "",
	} {
		d, _ := exchange.FromBGM(code)
		if got, ok := d.Authority(); got != want || ok != (want != "") {
			t.Errorf("%s: %s", code, got)
		}
	}
}

func id(s string) logistics.ID { return logistics.MustID(s) }

// reports are any reports that the measures of a standard can say.
func reports(measures []exchange.Measure, documents []exchange.Document) *rapid.Generator[exchange.Report] {
	return rapid.Custom(func(t *rapid.T) exchange.Report {
		r := exchange.Report{
			Document: rapid.SampledFrom(documents).Draw(t, "document"), From: logistics.MustDate("2025-03-03"),
		}
		if rapid.Bool().Draw(t, "range") {
			r.To = logistics.MustDate("2025-03-09")
		}
		if rapid.Bool().Draw(t, "place") {
			r.Place = id("S-1")
		}
		for i := range rapid.IntRange(0, 4).Draw(t, "lines") {
			item := id("I-" + string(rune('a'+i)))
			for p := range rapid.IntRange(0, 2).Draw(t, "places") + 1 {
				line := exchange.Line{Item: item}
				if p > 0 {
					line.Place = id("P-" + string(rune('a'+p)))
				}
				for range rapid.IntRange(1, 3).Draw(t, "figures") {
					line.Figures = append(line.Figures, exchange.Figure{
						Measure: rapid.SampledFrom(measures).Draw(t, "measure"),
						Quantity: logistics.MustQuantity(
							rapid.SampledFrom(
								[]string{"0 EA", "12 EA", "-3 EA", "2.5 KGM", "1 XPX"},
							).Draw(t, "quantity"),
						),
					})
				}
				r.Lines = append(r.Lines, line)
			}
		}
		return r
	})
}

var exported = cmp.Options{
	cmp.Comparer(func(a, b logistics.ID) bool { return a == b }),
	cmp.Comparer(func(a, b logistics.Date) bool { return a == b }), cmp.Comparer(logistics.Quantity.Equal),
}

func TestEANCOMRoundTrips(t *testing.T) {
	measures := []exchange.Measure{exchange.OnHand, exchange.Minimum, exchange.Target, exchange.Sold, "eancom:17E"}
	documents := []exchange.Document{exchange.InventoryReport, exchange.ShipOrders, exchange.SalesReport, "eancom:12"}
	rapid.Check(t, func(t *rapid.T) {
		r := reports(measures, documents).Draw(t, "report")
		segments, err := exchange.WriteEANCOM(r)
		if err != nil {
			t.Fatal(err)
		}
		back, err := exchange.ReadEANCOM(segments)
		if diff := cmp.Diff(r, back, exported); diff != "" || err != nil {
			t.Fatalf("%v: %s%v", segments, diff, err)
		}
	})
}

func TestX12RoundTrips(t *testing.T) {
	measures := []exchange.Measure{exchange.OnHand, exchange.Sold, exchange.Requested, "x12:ZZ"}
	rapid.Check(t, func(t *rapid.T) {
		r := reports(measures, []exchange.Document{exchange.InventoryReport}).Draw(t, "report")
		for i := range r.Lines { // places of one item come after its totals, as an SDQ does: here each line has its own
			r.Lines[i].Place = logistics.ID{}
			r.Lines[i].Item = id("I-" + string(rune('a'+i)))
		}
		segments, err := exchange.WriteX12(r)
		if err != nil {
			t.Fatal(err)
		}
		back, err := exchange.ReadX12(segments)
		if diff := cmp.Diff(r, back, exported); diff != "" || err != nil {
			t.Fatalf("%v: %s%v", segments, diff, err)
		}
	})
}

// activity is a week of two items: 40 sold of the first, over two stores.
func activity() []exchange.Segment {
	return []exchange.Segment{
		exchange.Of("ST", "852", "0001"), exchange.Of("XQ", "H", "20250303", "20250309"),
		exchange.Of("N1", "RL", "", "92", "DC-7"),
		exchange.Of("LIN", "", "UP", "041220000017"), exchange.Of("ZA", "QB", "100", "EA"),
		exchange.Of("ZA", "QR", "60", "EA"),
		exchange.Of("ZA", "QS", "40", "EA"), exchange.Of("SDQ", "EA", "92", "S-1", "25", "S-2", "15"),
		exchange.Of("ZA", "QE", "118", "EA"),
		exchange.Of("ZA", "QP", "24", "EA"), exchange.Of("ZA", "QH", "3", "EA"), exchange.Of("ZA", "QI", "6"),
		exchange.Of("LIN", "", "UP", "041220000024"), exchange.Of("ZA", "QA", "7", "EA"),
		exchange.Of("ZA", "Q9", "1", "EA"),
		exchange.Of("CTT", "2"),
	}
}

// TestAnActivityReportBecomesAPosition reads the week: two pieces are missing from the books.
func TestAnActivityReportBecomesAPosition(t *testing.T) {
	r, err := exchange.ReadX12(activity())
	if err != nil {
		t.Fatal(err)
	}
	if r.From.String() != "2025-03-03" || r.To.String() != "2025-03-09" || r.Place != id("DC-7") || len(r.Lines) != 4 {
		t.Fatalf("%+v", r)
	}
	found, err := vmi.Reconcile(r.Lines[0].Balance(), logistics.Quantity{})
	if err != nil || found.Residual.String() != "-2 EA" || found.Books != logistics.Missed {
		t.Errorf("%+v, %v", found, err)
	}
	if sold := r.Lines[1].Balance().Sold; r.Lines[1].Place != id("S-1") || sold.String() != "25 EA" {
		t.Errorf("%+v", r.Lines[1])
	}
	p := r.Lines[0].Position(logistics.MustStamp("2025-03-09"))
	if p.OnHand.String() != "118 EA" || p.OnOrder.String() != "30 EA" || p.Held.String() != "3 EA" ||
		!p.Allocated.IsZero() {
		t.Errorf("%+v", p)
	}
	if p := r.Lines[3].Position(logistics.MustStamp("2025-03-09")); p.OnHand.String() != "7 EA" ||
		!p.OnOrder.IsZero() || r.Lines[3].Figures[1].Measure != "x12:Q9" {
		t.Errorf("%+v", p)
	}
}

// listOf are the paths of all faults.
func listOf(err error) string {
	var faults logistics.Faults
	errors.As(err, &faults)
	var paths []string
	for _, f := range faults {
		paths = append(paths, f.Path)
	}
	slices.Sort(paths)
	return strings.Join(paths, " ")
}

func TestEveryFault(t *testing.T) {
	for name, c := range map[string]struct {
		run  func() error
		want string
	}{
		"nothing": {func() error { _, err := exchange.ReadX12(nil); return err }, "/date"},
		"a broken 852": {func() error {
			_, err := exchange.ReadX12([]exchange.Segment{
				exchange.Of("XQ", "H", "2025-03-03", "20250332"), exchange.Of("ZA", "QS", "many", "EA"),
				exchange.Of("LIN", "", "UP"),
				exchange.Of("SDQ", "EA", "92", "S-1", "1"), exchange.Of("N1", "RL"), exchange.Of("CTT", "7"),
			})
			return err
		}, "/0/2 /0/3 /1/0 /1/2 /2/3 /3/0 /4/4 /5/1 /date"},
		"places of nothing": {func() error {
			_, err := exchange.ReadX12([]exchange.Segment{
				exchange.Of("XQ", "H", "20250303"), exchange.Of("LIN", "", "UP", "A"), exchange.Of("ZA", "QS", "1"),
				exchange.Of("LIN", "", "UP", "B"),
				exchange.Of("SDQ", "EA", "92", "S-1", "1"),
			})
			return err
		}, "/4/0"},
		"places that do not sum": {func() error {
			s := activity()
			s[7] = exchange.Of("SDQ", "EA", "92", "S-1", "25", "S-2", "16")
			_, err := exchange.ReadX12(s)
			return err
		}, "/7/4"},
		"a broken INVRPT": {func() error {
			_, err := exchange.ReadEANCOM(
				[]exchange.Segment{
					exchange.Of("DTM", "366:soon:102"), exchange.Of("QTY", "145:x:PCE"), exchange.Of("NAD", "GY"),
				},
			)
			return err
		}, "/0/1 /1/0 /1/1 /2/2 /date /document"},
		"a broken 855": {func() error {
			_, err := exchange.ReadOrder(
				[]exchange.Segment{
					exchange.Of("BAK", "00", "XX", "", "x"), exchange.Of("PO1", "1", "x"), exchange.Of("CTT", "x"),
				},
			)
			return err
		}, "/0/2 /0/3 /0/4 /1/2 /1/7 /2/1"},
		"no 855": {func() error { _, err := exchange.ReadOrder(nil); return err }, "/number"},
		"no word": {func() error {
			_, err := exchange.WriteX12(
				exchange.Report{Lines: []exchange.Line{{Figures: []exchange.Figure{{Measure: exchange.Target}}}}},
			)
			return err
		}, "/from /lines/0/figures/0/measure /lines/0/figures/0/quantity /lines/0/item"},
		"no qualifier": {func() error {
			_, err := exchange.WriteEANCOM(
				exchange.Report{Lines: []exchange.Line{{Figures: []exchange.Figure{{Measure: exchange.Available}}}}},
			)
			return err
		}, "/document /from /lines/0/figures/0/measure /lines/0/figures/0/quantity /lines/0/item"},
		"no order": {func() error {
			_, err := exchange.WriteOrder(exchange.VendorOrder{Lines: []exchange.Ordered{{}}})
			return err
		}, "/lines/0/item /lines/0/quantity /number /on"},
	} {
		if err := c.run(); listOf(err) != c.want || !errors.Is(err, logistics.ErrInvalid) {
			t.Errorf("%s: %s, want %s", name, listOf(err), c.want)
		}
	}
}

func TestOrdersRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := exchange.VendorOrder{
			Number: id("PO-1"), On: logistics.MustDate("2025-03-03"), Suggest: rapid.Bool().Draw(t, "suggest"),
		}
		if rapid.Bool().Draw(t, "place") {
			o.Place = id("S-1")
		}
		for i := range rapid.IntRange(0, 4).Draw(t, "lines") {
			o.Lines = append(o.Lines, exchange.Ordered{
				Item:     id("I-" + string(rune('a'+i))),
				Quantity: logistics.MustQuantity(rapid.SampledFrom([]string{"12 EA", "2.5 KGM"}).Draw(t, "quantity")),
			})
		}
		segments, err := exchange.WriteOrder(o)
		if err != nil {
			t.Fatal(err)
		}
		back, err := exchange.ReadOrder(segments)
		if diff := cmp.Diff(o, back, exported); diff != "" || err != nil {
			t.Fatalf("%v: %s%v", segments, diff, err)
		}
	})
}

// TestProposalsBecomeAnOrder: what orders nothing is left out, and one that has to be confirmed makes all of
// it a suggestion.
func TestProposalsBecomeAnOrder(t *testing.T) {
	proposal := func(item, quantity string, action vmi.Action) vmi.Proposal {
		return vmi.Proposal{
			Agreement: vmi.Agreement{Item: id(item), Place: logistics.Place{ID: id("S-1")}}, Action: action,
			Quantity: logistics.MustQuantity(quantity),
		}
	}
	proposals := []vmi.Proposal{
		proposal("a", "12 EA", vmi.ShipOrder), proposal("b", "0 EA", vmi.NoOrder), proposal("c", "6 EA", vmi.ShipOrder),
	}
	o := exchange.OrderOf(id("PO-1"), logistics.MustDate("2025-03-03"), proposals)
	if len(o.Lines) != 2 || o.Suggest || o.Place != id("S-1") {
		t.Errorf("%+v", o)
	}
	proposals[2].Action = vmi.SuggestOrder
	if o := exchange.OrderOf(id("PO-1"), logistics.MustDate("2025-03-03"), proposals); !o.Suggest {
		t.Errorf("%+v", o)
	}
}

// FuzzRead feeds segments cut out of text: what reads is written, and reads to the same.
func FuzzRead(f *testing.F) {
	var lines []string
	for _, s := range activity() {
		lines = append(lines, s.String())
	}
	f.Add(strings.Join(lines, "\n"))
	f.Add("BGM*35\nDTM*366:20250303:102\nNAD*GY*DC\nLIN*1**I\nQTY*145:12:PCE")
	f.Add("BAK*00*AD*PO-1*20250303\nN1*ST**92*S\nPO1*1*12*EA***VN*I\nCTT*1")
	f.Fuzz(func(t *testing.T, text string) {
		var segments []exchange.Segment
		for line := range strings.SplitSeq(text, "\n") {
			parts := strings.Split(line, "*")
			segments = append(segments, exchange.Of(parts[0], parts[1:]...))
		}
		if r, err := exchange.ReadEANCOM(segments); err == nil {
			written, err := exchange.WriteEANCOM(r)
			if err != nil {
				t.Fatalf("%+v is not written: %v", r, err)
			}
			if back, err := exchange.ReadEANCOM(written); err != nil || len(back.Lines) > len(r.Lines) {
				t.Fatalf("%+v reads back as %+v: %v", r, back, err)
			}
		}
		if r, err := exchange.ReadX12(segments); err == nil {
			if _, err := exchange.WriteX12(r); err != nil {
				t.Fatalf("%+v is not written: %v", r, err)
			}
		}
		if o, err := exchange.ReadOrder(segments); err == nil {
			if _, err := exchange.WriteOrder(o); err != nil {
				t.Fatalf("%+v is not written: %v", o, err)
			}
		}
	})
}
