package benchmark

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/exact"
)

// Item is somebody or something that takes an effort and gives a result: a customer with its cost to serve and
// its profit, a cause with its cases, an article with its stock and its sales. Both are whole numbers of
// one unit each: cents, cases, minutes.
type Item struct {
	ID     logistics.ID `json:"id"`
	Effort int64        `json:"effort"`
	Result int64        `json:"result"`
}

// Line is an item in its place, with the sums up to and with it.
type Line struct {
	Item
	EffortShare logistics.Ratio `json:"effort_share"` // of all effort
	ResultShare logistics.Ratio `json:"result_share"` // of all results
}

// Concentration is items in the order of what they give for an effort, the most first.
type Concentration struct {
	Lines []Line `json:"lines"`
}

const mostItems = 1_000_000

// Concentrate orders items by result ÷ effort, those without effort first, then by result, then by id.
func Concentrate(items []Item) (Concentration, error) {
	var faults logistics.Faults
	effort, result := checkItems(&faults, items)
	if err := faults.Err(); err != nil {
		return Concentration{}, err
	}
	sorted := slices.Clone(items)
	slices.SortFunc(sorted, func(a, b Item) int {
		return cmp.Or(
			exact.CompareProducts(b.Result, a.Effort, a.Result, b.Effort),
			cmp.Compare(b.Result, a.Result),
			cmp.Compare(a.ID.String(), b.ID.String()),
		)
	})
	c := Concentration{Lines: make([]Line, len(sorted))}
	var e, r int64
	for i, item := range sorted {
		e, r = e+item.Effort, r+item.Result
		c.Lines[i] = Line{item, share(e, effort), share(r, result)}
	}
	return c, nil
}

func checkItems(faults *logistics.Faults, items []Item) (effort, result int64) {
	if len(items) > mostItems {
		faults.TooMany("/items", len(items), "at most a million")
		return 0, 0
	}
	seen := make(map[logistics.ID]bool, len(items))
	for i, item := range items {
		path := "/items/" + strconv.Itoa(i)
		switch {
		case item.ID.IsZero():
			faults.Required(path+"/id", "id is required")
		case seen[item.ID]:
			faults.Duplicate(path+"/id", item.ID, "each item is given once")
		}
		seen[item.ID] = true
		if item.Effort < 0 || item.Effort > mostCases {
			faults.OutOfRange(path+"/effort", item.Effort, "0 to 1e12")
			continue
		}
		if item.Result < 0 || item.Result > mostCases {
			faults.OutOfRange(path+"/result", item.Result, "0 to 1e12")
			continue
		}
		if item.Effort == 0 && item.Result == 0 {
			faults.Required(path, "an effort or a result")
		}
		effort, result = effort+item.Effort, result+item.Result
	}
	if effort == 0 {
		faults.Required("/items", "an item with an effort")
	}
	if result == 0 {
		faults.Required("/items", "an item with a result")
	}
	return effort, result
}

// Holds is an 80-20 check.
type Holds struct {
	Effort logistics.Ratio `json:"effort"` // the share of the effort asked about
	Result logistics.Ratio `json:"result"` // the share of the result it should bring
	Items  int             `json:"items"`  // of the best, how many fit in the effort
	Used   logistics.Ratio `json:"used"`   // the effort they take
	Brings logistics.Ratio `json:"brings"` // the result they bring
	Needed logistics.Ratio `json:"needed"` // the least effort, in whole items, that brings the result
	Holds  bool            `json:"holds"`  // what fits in the effort brings the result
}

// Check says how much of the result the best items bring within a share of the effort, in whole items, and how
// much effort the result asked for takes. The usual question is 20 % and 80 %.
func (c Concentration) Check(effort, result logistics.Ratio) (Holds, error) {
	var faults logistics.Faults
	if !inUnit(effort) {
		faults.OutOfRange("/effort", effort, "0 to 100%")
	}
	if !inUnit(result) {
		faults.OutOfRange("/result", result, "0 to 100%")
	}
	if len(c.Lines) == 0 {
		faults.Required("/lines", "a concentration made by Concentrate")
	}
	if err := faults.Err(); err != nil {
		return Holds{}, err
	}
	none := func(of logistics.Ratio) logistics.Ratio { return share(0, of.Den()) }
	h := Holds{
		Effort: effort, Result: result, Used: none(c.Lines[0].EffortShare), Brings: none(c.Lines[0].ResultShare),
		Needed: none(c.Lines[0].EffortShare),
	}
	for i, l := range c.Lines {
		if less(h.Effort, l.EffortShare) {
			break
		}
		h.Items, h.Used, h.Brings = i+1, l.EffortShare, l.ResultShare
	}
	if result.Num() > 0 {
		for _, l := range c.Lines {
			if !less(l.ResultShare, result) {
				h.Needed = l.EffortShare
				break
			}
		}
	}
	h.Holds = !less(h.Brings, result)
	return h, nil
}

// Reasons says whether it holds, with every figure.
func (h Holds) Reasons() []logistics.Reason {
	code := ConcentrationFails
	if h.Holds {
		code = ConcentrationHolds
	}
	return []logistics.Reason{{Code: code, Params: []logistics.Param{
		h.Effort.PercentParam("effort"),
		h.Result.PercentParam("result"),
		logistics.CountParam("items", int64(h.Items)),
		h.Used.PercentParam("used"),
		h.Brings.PercentParam("brings"),
		h.Needed.PercentParam("needed"),
	}}}
}

// Sentences tells the reasons in a language; the zero Language is English.
func (h Holds) Sentences(in logistics.Language) []string { return Reasons().Sentences(h.Reasons(), in) }
