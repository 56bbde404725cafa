package sample

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"strconv"
	"time"

	_ "time/tzdata" // the same zones on every machine

	"github.com/logicrm/logistics"
)

// customer is one of the six, with how often it orders in a month and where.
type customer struct {
	party  logistics.Party
	place  logistics.Place
	orders int
}

func party(id, name string) logistics.Party {
	return logistics.Party{ID: logistics.MustID(id), Role: logistics.RoleCustomer, Name: name}
}

func place(id, city, country, zone string) logistics.Place {
	return logistics.Place{
		ID: logistics.MustID(id), Zone: zone, Address: logistics.Address{City: city, Country: country},
	}
}

func customers() []customer {
	return []customer{
		{party("C-100", "Alpenhof Hotels"), place("D-ZRH", "Zürich", "CH", "Europe/Zurich"), 4},
		{party("C-200", "Bergmann Clinics"), place("D-BER", "Berlin", "DE", "Europe/Berlin"), 3},
		{party("C-300", "Camden Cafés"), place("D-LON", "London", "GB", "Europe/London"), 2},
		{party("C-400", "Dhaulagiri Outfitters"), place("D-KTM", "Kathmandu", "NP", "Asia/Kathmandu"), 1},
		{party("C-500", "Everett Diners"), place("D-NYC", "New York", "US", "America/New_York"), 2},
		{party("C-600", "Fjord Ferries"), place("D-OSL", "Oslo", "NO", "Europe/Oslo"), 1},
	}
}

// product is something they buy.
type product struct {
	id    logistics.ID
	price logistics.Money
	unit  logistics.Unit
}

func products() []product {
	prices := []string{"1.85", "12.40", "0.095", "7.30", "24.90", "3.15", "48.00", "0.60"}
	out := make([]product, len(prices))
	for i, price := range prices {
		out[i] = product{gtin(i), logistics.MustMoney(price + " EUR"), logistics.Each()}
	}
	return out
}

// gtin makes the number of the ith product in a range that is never issued, with its check digit.
func gtin(i int) logistics.ID {
	for check := range 10 {
		if id, err := logistics.NewID(logistics.SchemeGTIN, fmt.Sprintf("2000000%05d%d", 100+i, check)); err == nil {
			return id
		}
	}
	panic("one of ten check digits is right")
}

// trouble is what goes wrong with a line.
type trouble string

// troubles is what goes wrong, with how many lines of a hundred.
func troubles() []struct {
	kind  trouble
	share int
} {
	return []struct {
		kind  trouble
		share int
	}{
		{"late", 4},
		{"early", 1},
		{"short", 2},
		{"over", 1},
		{"damaged", 1},
		{"other product", 1},
		{"other place", 1},
		{"other customer", 1},
		{"overcharged", 1},
		{"cancelled", 2},
		{"never came", 1},
		{"nothing recorded", 1},
		{"date only", 2},
		{"in two parts", 4},
		{"moved by customer", 3},
		{"moved by supplier", 1},
		{"told twice", 2},
		{"taken back", 2},
	}
}

type generator struct {
	random      *rand.Rand
	orders      []logistics.Order
	fulfilments []logistics.Fulfilment
	events      int
	zones       map[string]*time.Location
}

// Generate writes orders.json and fulfilments.json for a seed, a document a line.
func Generate(seed string) (map[string][]byte, error) {
	hash := fnv.New128a()
	hash.Write([]byte(seed))
	sum := hash.Sum(nil)
	g := &generator{zones: make(map[string]*time.Location)}
	half := func(b []byte) (n uint64) {
		for _, x := range b {
			n = n<<8 | uint64(x)
		}
		return n
	}
	g.random = rand.New(rand.NewPCG(half(sum[:8]), half(sum[8:])))
	for _, c := range customers() {
		loc, err := time.LoadLocation(c.place.Zone)
		if err != nil {
			return nil, err
		}
		g.zones[c.place.Zone] = loc
	}
	for month := time.January; month <= time.December; month++ {
		for _, c := range customers() {
			for range c.orders {
				g.order(c, month)
			}
		}
	}
	orders, err := lines(g.orders)
	if err != nil {
		return nil, err
	}
	fulfilments, err := lines(g.fulfilments)
	if err != nil {
		return nil, err
	}
	return map[string][]byte{"orders.json": orders, "fulfilments.json": fulfilments}, nil
}

// lines writes a JSON array with an element a line.
func lines[T any](documents []T) ([]byte, error) {
	var out bytes.Buffer
	for i, d := range documents {
		data, err := json.Marshal(d)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			out.WriteString("[\n")
		} else {
			out.WriteString(",\n")
		}
		out.Write(data)
	}
	out.WriteString("\n]\n")
	return out.Bytes(), nil
}

func (g *generator) between(least, most int) int { return least + g.random.IntN(most-least+1) }

func (g *generator) order(c customer, month time.Month) {
	loc := g.zones[c.place.Zone]
	placed := time.Date(2025, month, g.between(1, 26), g.between(7, 17), g.between(0, 59), g.between(0, 59), 0, loc)
	o := logistics.Order{
		ID: logistics.MustID("O-" + strconv.Itoa(len(g.orders)+1001)), Customer: c.party,
		Placed: logistics.StampOf(placed),
	}
	if g.between(1, 100) <= 96 {
		o.Confirmed = logistics.StampOf(placed.Add(time.Duration(g.between(10, 900)) * time.Minute))
	}
	stock := products()
	for i, p := range g.random.Perm(len(stock))[:g.between(1, 3)] {
		g.line(&o, c, stock[p], stock[(p+1)%len(stock)], strconv.Itoa(i+1), placed)
	}
	g.orders = append(g.orders, o)
}

func (g *generator) pick() trouble {
	draw := g.between(1, 100)
	for _, t := range troubles() {
		if draw -= t.share; draw <= 0 {
			return t.kind
		}
	}
	return ""
}

func (g *generator) line(o *logistics.Order, c customer, p, other product, id string, placed time.Time) {
	what := g.pick()
	line := logistics.OrderLine{
		ID: logistics.MustID(id), Product: p.id, Quantity: logistics.Count(int64(g.between(1, 12)*10), p.unit),
		UnitPrice: p.price,
	}
	cost, err := p.price.For(line.Quantity, logistics.HalfUp)
	if err != nil {
		panic(err) // prices of this file and counts below 121
	}
	loc := placed.Location()
	due := logistics.DateOf(placed, loc).AddDays(g.between(3, 8))
	promise := logistics.Promise{
		Line: line.ID, Revision: 1, Recipient: c.party.ID, Place: c.place, Cost: logistics.KnownCost(cost),
		From: logistics.OnDate(due), To: logistics.OnDate(due), End: logistics.Until,
		Made: logistics.StampOf(placed.Add(time.Hour)), By: logistics.BySupplier,
	}
	if g.between(1, 3) == 1 || what == "date only" {
		promise.From, promise.To = logistics.MustStamp(due.String()+"T08:00"), logistics.MustStamp(
			due.String()+"T12:00",
		)
	}
	o.Promises = append(o.Promises, promise)
	if what == "moved by customer" || what == "moved by supplier" {
		due = due.AddDays(2)
		promise.Revision, promise.From, promise.To = 2, logistics.OnDate(due), logistics.OnDate(due)
		promise.By = logistics.BySupplier
		if what == "moved by customer" {
			promise.By = logistics.ByCustomer
		}
		o.Promises = append(o.Promises, promise)
	}
	if what == "cancelled" {
		line.Cancelled = logistics.StampOf(placed.Add(30 * time.Hour))
	}
	o.Lines = append(o.Lines, line)
	if what != "cancelled" && what != "never came" {
		g.deliver(o.ID, line, c, other, due, cost, what)
	}
}

// deliver writes what became of a line. Deliveries after the year are not known yet.
func (g *generator) deliver(
	order logistics.ID, line logistics.OrderLine, c customer, other product, due logistics.Date, cost logistics.Money,
	what trouble,
) {
	switch what {
	case "late":
		due = due.AddDays(g.between(1, 6))
	case "early":
		due = due.AddDays(-1)
	}
	if due.Compare(logistics.MustDate("2026-01-01")) >= 0 {
		return
	}
	f := logistics.Fulfilment{
		Order: order, Line: line.ID, Product: line.Product, Quantity: line.Quantity, Condition: logistics.Intact,
		Recipient: c.party.ID, Place: logistics.Place{ID: c.place.ID}, Cost: logistics.KnownCost(cost),
	}
	// The scanner at the dock writes the local time and no zone.
	f.Event = g.event(fmt.Sprintf("%sT%02d:%02d:%02d", due, g.between(8, 11), g.between(0, 59), g.between(0, 59)), due)
	half, _ := line.Quantity.Share(logistics.MustRatio("1/2"), 0, logistics.TowardZero)
	switch what {
	case "short":
		f.Quantity = half
	case "over":
		f.Quantity, _ = line.Quantity.Add(logistics.Count(10, line.Quantity.Unit()))
	case "damaged":
		f.Condition = logistics.Damaged
	case "other product":
		f.Product = other.id
	case "other place":
		f.Place.ID = logistics.MustID("D-BSL")
	case "other customer":
		f.Recipient = logistics.MustID("C-999")
	case "overcharged":
		more, _ := cost.Share(logistics.MustRatio("110%"), logistics.HalfUp)
		f.Cost = logistics.KnownCost(more)
	case "nothing recorded":
		f.Product, f.Quantity, f.Condition = logistics.ID{}, logistics.Quantity{}, ""
		f.Recipient, f.Place, f.Cost = logistics.ID{}, logistics.Place{}, logistics.CostFact{}
	case "date only":
		f.Event.At = logistics.OnDate(due)
	case "in two parts":
		g.inTwoParts(f, half, line.Quantity, cost)
		return
	case "taken back":
		wrong := f
		wrong.Event = g.event(due.AddDays(-2).String()+"T09:00:00", due.AddDays(-2))
		g.fulfilments = append(g.fulfilments, wrong, logistics.Fulfilment{Event: logistics.Envelope{
			ID: g.eventID(), Kind: "retraction", Recorded: f.Event.Recorded, Retracts: wrong.Event.ID,
		}})
	}
	g.fulfilments = append(g.fulfilments, f)
	if what == "told twice" {
		g.fulfilments = append(g.fulfilments, f)
	}
}

func (g *generator) inTwoParts(f logistics.Fulfilment, half, whole logistics.Quantity, cost logistics.Money) {
	parts, err := cost.Allocate([]int64{1, 1})
	if err != nil {
		panic(err) // costs are whole cents
	}
	rest, _ := whole.Sub(half)
	second := f
	f.Quantity, f.Cost = half, logistics.KnownCost(parts[0])
	second.Quantity, second.Cost = rest, logistics.KnownCost(parts[1])
	second.Event.ID = g.eventID()
	g.fulfilments = append(g.fulfilments, f, second)
}

func (g *generator) event(at string, day logistics.Date) logistics.Envelope {
	return logistics.Envelope{
		ID: g.eventID(), Kind: "delivered", At: logistics.MustStamp(at),
		Recorded: day.Start(time.UTC).Add(22 * time.Hour),
	}
}

func (g *generator) eventID() logistics.ID {
	g.events++
	return logistics.MustID("E-" + strconv.Itoa(g.events))
}
