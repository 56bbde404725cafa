package lot

import (
	"container/heap"
	"math"
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
)

// Size is what something takes of a vehicle, or what a vehicle has: of each in the host's units.
type Size struct {
	Weight  float64 `json:"weight,omitzero"`
	Volume  float64 `json:"volume,omitzero"`
	Pallets float64 `json:"pallets,omitzero"` // places; a part of a pallet takes a part of a place
}

func (s Size) plus(o Size, n float64) Size {
	return Size{s.Weight + o.Weight*n, s.Volume + o.Volume*n, s.Pallets + o.Pallets*n}
}

// within reports whether a size fits, with a tolerance for the rounding of float sums. A vehicle without
// a figure is not limited in it.
func (s Size) within(most Size) bool {
	fits := func(used, limit float64) bool { return limit == 0 || used <= limit*(1+1e-12) }
	return fits(s.Weight, most.Weight) && fits(s.Volume, most.Volume) && fits(s.Pallets, most.Pallets)
}

// Candidate is an item that may go on the truck, counted in packs.
type Candidate struct {
	Item   logistics.ID `json:"item"`
	Pack   float64      `json:"pack"`   // units in one
	Must   int64        `json:"must"`   // packs that have to go
	Max    int64        `json:"max"`    // packs that may go
	Stock  float64      `json:"stock"`  // units, the inventory position before
	Demand float64      `json:"demand"` // units a day
	Size   Size         `json:"size"`   // of a pack
}

// Loaded is what goes of an item.
type Loaded struct {
	Item  logistics.ID `json:"item"`
	Packs int64        `json:"packs"`
	Must  int64        `json:"must"`  // of them, those that had to go
	Cover float64      `json:"cover"` // days the stock lasts with them; 1e9 without demand
}

// Load is a plan for some vehicles.
type Load struct {
	Vehicles int      `json:"vehicles"`
	Items    []Loaded `json:"items"` // in the order of the candidates
	Used     Size     `json:"used"`
	Left     []string `json:"left,omitempty"` // the limits that stopped the filling: weight, volume, pallets
}

// noDemand is the cover of an item without demand.
const noDemand = 1e9

const mostPacks = 10_000_000

// Fill plans a load: the fewest vehicles for all that has to go, filled up by marginal need. The next pack
// always goes to the item whose stock, with what is loaded, lasts the shortest; where it does not fit, the
// item is done, and a smaller pack of another may still go. Without anything that has to go there is no
// vehicle.
func Fill(vehicle Size, candidates []Candidate) (Load, error) {
	if err := checkFill(vehicle, candidates); err != nil {
		return Load{}, err
	}
	load := Load{Items: make([]Loaded, len(candidates))}
	for i, c := range candidates {
		load.Items[i] = Loaded{Item: c.Item, Packs: c.Must, Must: c.Must}
		load.Used = load.Used.plus(c.Size, float64(c.Must))
	}
	load.Vehicles = vehicles(load.Used, vehicle)
	all := Size{}.plus(vehicle, float64(load.Vehicles))
	if load.Vehicles > 0 {
		load.top(all, candidates)
	}
	for i, c := range candidates {
		load.Items[i].Cover = c.cover(load.Items[i].Packs)
	}
	return load, nil
}

// vehicles is how many vehicles a size takes.
func vehicles(used, vehicle Size) int {
	n := 0.0
	for _, f := range [][2]float64{
		{used.Weight, vehicle.Weight}, {used.Volume, vehicle.Volume}, {used.Pallets, vehicle.Pallets},
	} {
		if f[1] > 0 {
			n = math.Max(n, math.Ceil(f[0]/f[1]*(1-1e-12)))
		}
	}
	return int(n)
}

// cover is how many days the stock lasts with so many packs.
func (c *Candidate) cover(packs int64) float64 {
	if c.Demand == 0 {
		return noDemand
	}
	return math.Min((c.Stock+c.Pack*float64(packs))/c.Demand, noDemand)
}

// top fills what is left.
func (l *Load) top(all Size, candidates []Candidate) {
	q := needs{candidates: candidates, packs: func(i int) int64 { return l.Items[i].Packs }}
	for i, c := range candidates {
		if l.Items[i].Packs < c.Max {
			q.waiting = append(q.waiting, i)
		}
	}
	heap.Init(&q)
	stopped := map[string]bool{}
	for len(q.waiting) > 0 {
		i := q.waiting[0]
		with := l.Used.plus(candidates[i].Size, 1)
		if !with.within(all) {
			for name, full := range map[string]bool{
				"weight":  !Size{Weight: with.Weight}.within(Size{Weight: all.Weight}),
				"volume":  !Size{Volume: with.Volume}.within(Size{Volume: all.Volume}),
				"pallets": !Size{Pallets: with.Pallets}.within(Size{Pallets: all.Pallets}),
			} {
				stopped[name] = stopped[name] || full
			}
			heap.Pop(&q)
			continue
		}
		l.Used = with
		if l.Items[i].Packs++; l.Items[i].Packs == candidates[i].Max {
			heap.Pop(&q)
		} else {
			heap.Fix(&q, 0)
		}
	}
	for _, name := range []string{"weight", "volume", "pallets"} {
		if stopped[name] {
			l.Left = append(l.Left, name)
		}
	}
}

// needs is a heap of the items that can still take a pack, the shortest cover first, of equal ones the
// earlier candidate.
type needs struct {
	candidates []Candidate
	packs      func(i int) int64
	waiting    []int
}

func (n *needs) Len() int { return len(n.waiting) }

func (n *needs) Less(a, b int) bool {
	i, j := n.waiting[a], n.waiting[b]
	first, second := n.candidates[i].cover(n.packs(i)), n.candidates[j].cover(n.packs(j))
	return first < second || first == second && i < j
}

func (n *needs) Swap(a, b int) { n.waiting[a], n.waiting[b] = n.waiting[b], n.waiting[a] }

// Push is for the interface of heaps; nothing is added later.
func (n *needs) Push(x any) { n.waiting = append(n.waiting, x.(int)) }

// Pop is for the interface of heaps.
func (n *needs) Pop() any {
	last := n.waiting[len(n.waiting)-1]
	n.waiting = n.waiting[:len(n.waiting)-1]
	return last
}

func checkFill(vehicle Size, candidates []Candidate) error {
	var faults logistics.Faults
	checkSize("/vehicle", vehicle, &faults)
	if vehicle == (Size{}) {
		faults.Required("/vehicle", "a limit of weight, volume or places")
	}
	total := int64(0)
	seen := make(map[logistics.ID]bool, len(candidates))
	for i, c := range candidates {
		path := "/candidates/" + strconv.Itoa(i)
		if c.Item.IsZero() || seen[c.Item] {
			faults.Duplicate(path+"/item", c.Item, "each item must have an id of its own")
		}
		seen[c.Item] = true
		if !(c.Pack > 0 && c.Pack <= mostFigure) {
			faults.OutOfRange(path+"/pack", strconv.FormatFloat(c.Pack, 'g', 12, 64), "above 0, up to 1e15")
		}
		if c.Must < 0 || c.Must > mostPacks {
			faults.OutOfRange(path+"/must", c.Must, "0 to 10,000,000 packs")
		}
		if c.Max < c.Must || c.Max > mostPacks {
			faults.Conflict(path+"/max", c.Max, "from must to 10,000,000 packs")
		}
		total += max(min(c.Max, mostPacks), 0)
		if math.IsNaN(c.Stock) || math.Abs(c.Stock) > mostFigure {
			faults.OutOfRange(path+"/stock", strconv.FormatFloat(c.Stock, 'g', 12, 64), "a number up to 1e15")
		}
		checkFigure(path+"/demand", c.Demand, &faults)
		checkSize(path+"/size", c.Size, &faults)
		takes := c.Size.Weight*vehicle.Weight + c.Size.Volume*vehicle.Volume + c.Size.Pallets*vehicle.Pallets
		switch {
		case takes == 0:
			faults.Required(path+"/size", "the weight, volume or places of a pack, whichever the vehicle limits")
		case !c.Size.within(vehicle):
			faults.Conflict(path+"/size", nil, "one pack must fit on a vehicle")
		}
	}
	if total > mostPacks {
		faults.TooMany("/candidates", total, "at most 10,000,000 packs in all")
	}
	return faults.Err()
}

func checkSize(path string, s Size, faults *logistics.Faults) {
	checkFigure(path+"/weight", s.Weight, faults)
	checkFigure(path+"/volume", s.Volume, faults)
	checkFigure(path+"/pallets", s.Pallets, faults)
}

// RoundingStep is one size of a [Profile]: from From units of it on, a whole one is ordered.
type RoundingStep struct {
	Size int64 `json:"size"`
	From int64 `json:"from"`
}

// Profile rounds a quantity to layers and pallets: steps from the smallest size to the largest, each a
// multiple of the one before. The first is the pack, of which a part is always a whole.
type Profile []RoundingStep

// Validate reports every fault.
func (p Profile) Validate() error {
	var faults logistics.Faults
	for i, s := range p {
		path := "/" + strconv.Itoa(i)
		switch {
		case s.Size < 1 || s.Size > mostWork:
			faults.OutOfRange(path+"/size", s.Size, "1 to 50,000,000 units")
		case i > 0 && p[i-1].Size > 0 && (s.Size <= p[i-1].Size || s.Size%p[i-1].Size != 0):
			faults.Conflict(path+"/size", s.Size, "must be a larger multiple of the size before")
		}
		if s.From < 1 || s.From > s.Size {
			faults.OutOfRange(path+"/from", s.From, "1 to the size")
		}
	}
	return faults.Err()
}

// Round is the quantity with its last part rounded: up to a whole of the largest size it is close enough
// to, and to whole packs otherwise. An empty profile leaves it as it is, and so does one that is not valid.
func (p Profile) Round(quantity int64) int64 {
	if len(p) == 0 || quantity <= 0 {
		return max(quantity, 0)
	}
	for _, s := range p {
		if s.Size < 1 || s.From < 1 {
			return quantity
		}
	}
	for _, s := range slices.Backward(p) {
		if rest := quantity % s.Size; rest >= s.From {
			return quantity - rest + s.Size
		}
	}
	if rest := quantity % p[0].Size; rest > 0 {
		return quantity - rest + p[0].Size
	}
	return quantity
}
