package exchange_test

import (
	"fmt"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/vmi/exchange"
)

// week is an activity report of one item.
func week() []exchange.Segment {
	return []exchange.Segment{
		exchange.Of("XQ", "H", "20250303", "20250309"), exchange.Of("N1", "RL", "", "92", "DC-7"),
		exchange.Of("LIN", "", "UP", "041220000017"),
		exchange.Of("ZA", "QS", "40", "EA"), exchange.Of("ZA", "QE", "118", "EA"), exchange.Of("ZA", "QP", "24", "EA"),
		exchange.Of("CTT", "1"),
	}
}

func ExampleReadX12() {
	r, err := exchange.ReadX12(week())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range r.Lines[0].Figures {
		fmt.Println(f.Measure, f.Quantity)
	}
	// Output:
	// sold 40 EA
	// on_hand 118 EA
	// on_order 24 EA
}

func ExampleWriteX12() {
	r, err := exchange.ReadX12(week())
	if err != nil {
		fmt.Println(err)
		return
	}
	segments, err := exchange.WriteX12(r)
	for _, s := range segments {
		fmt.Println(s)
	}
	fmt.Println(err)
	// Output:
	// XQ*H*20250303*20250309
	// N1*RL**92*DC-7
	// LIN**VN*041220000017
	// ZA*QS*40*EA
	// ZA*QE*118*EA
	// ZA*QP*24*EA
	// CTT*1
	// <nil>
}

func ExampleLine_Position() {
	r, err := exchange.ReadX12(week())
	if err != nil {
		fmt.Println(err)
		return
	}
	p := r.Lines[0].Position(logistics.MustStamp("2025-03-09"))
	fmt.Println(p.OnHand, p.OnOrder)
	// Output:
	// 118 EA 24 EA
}

func ExampleLine_Balance() {
	r, err := exchange.ReadX12(week())
	if err != nil {
		fmt.Println(err)
		return
	}
	b := r.Lines[0].Balance()
	fmt.Println(b.Sold, b.Ending)
	// Output:
	// 40 EA 118 EA
}

func ExampleReadEANCOM() {
	r, err := exchange.ReadEANCOM([]exchange.Segment{
		exchange.Of("BGM", "173"), exchange.Of("DTM", "366:20250309:102"), exchange.Of("NAD", "GY", "4012345000023"),
		exchange.Of("LIN", "1", "", "06291041500213"), exchange.Of("QTY", "145:118:PCE"),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	authority, _ := r.Document.Authority()
	fmt.Println(r.From, authority, r.Lines[0].Figures[0].Quantity)
	// Output:
	// 2025-03-09 ship 118 EA
}

func ExampleWriteEANCOM() {
	segments, err := exchange.WriteEANCOM(exchange.Report{
		Document: exchange.InventoryReport, From: logistics.MustDate("2025-03-09"),
		Lines: []exchange.Line{
			{
				Item:    logistics.MustID("A"),
				Figures: []exchange.Figure{{Measure: exchange.OnHand, Quantity: logistics.MustQuantity("118 EA")}},
			},
		},
	})
	for _, s := range segments {
		fmt.Println(s)
	}
	fmt.Println(err)
	// Output:
	// BGM*35
	// DTM*366:20250309:102
	// LIN*1**A
	// QTY*145:118:EA
	// <nil>
}

// order is what a vendor tells its customer of.
func order() exchange.VendorOrder {
	return exchange.VendorOrder{
		Number: logistics.MustID("V-17"), On: logistics.MustDate("2025-03-10"), Place: logistics.MustID("DC-7"),
		Suggest: true,
		Lines: []exchange.Ordered{
			{Item: logistics.MustID("041220000017"), Quantity: logistics.MustQuantity("48 EA")},
		},
	}
}

func ExampleWriteOrder() {
	segments, err := exchange.WriteOrder(order())
	for _, s := range segments {
		fmt.Println(s)
	}
	fmt.Println(err)
	// Output:
	// BAK*00*AC*V-17*20250310
	// N1*ST**92*DC-7
	// PO1*1*48*EA***VN*041220000017
	// CTT*1
	// <nil>
}

func ExampleReadOrder() {
	segments, err := exchange.WriteOrder(order())
	if err != nil {
		fmt.Println(err)
		return
	}
	o, err := exchange.ReadOrder(segments)
	fmt.Println(o.Number, o.Suggest, o.Lines[0].Quantity, err)
	// Output:
	// V-17 true 48 EA <nil>
}

func ExampleOrderOf() {
	o := exchange.OrderOf(logistics.MustID("V-17"), logistics.MustDate("2025-03-10"), nil)
	fmt.Println(o.Number, len(o.Lines))
	// Output:
	// V-17 0
}

func ExampleFromX12() {
	fmt.Println(exchange.FromX12("QS"))
	fmt.Println(exchange.FromX12("ZZ"))
	// Output:
	// sold true
	// x12:ZZ false
}

func ExampleMeasure_X12() {
	fmt.Println(exchange.Sold.X12())
	// Output:
	// QS true
}

func ExampleFromEANCOM() {
	fmt.Println(exchange.FromEANCOM("212"))
	// Output:
	// sold true
}

func ExampleMeasure_EANCOM() {
	fmt.Println(exchange.Sold.EANCOM())
	// Output:
	// 212 true
}

func ExampleFromBGM() {
	fmt.Println(exchange.FromBGM("172"))
	// Output:
	// authorised_to_suggest true
}

func ExampleDocument_BGM() {
	fmt.Println(exchange.ShipOrders.BGM())
	// Output:
	// 173 true
}

func ExampleDocument_Authority() {
	fmt.Println(exchange.SuggestOrders.Authority())
	// Output:
	// propose true
}

func ExampleOf() {
	fmt.Println(exchange.Of("QTY", "145:118:PCE").Elements)
	// Output:
	// [[145 118 PCE]]
}
