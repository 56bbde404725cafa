package sevenr

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
)

// Programme is the on-time-in-full programme of a retailer as data: what it counts, what it asks, and
// what it charges. Programmes change by date, so each is in force from one date up to another; lines
// are scored under the one that was in force when they were due.
type Programme struct {
	Schema string             `json:"schema"` // "logistics/sevenr.programme/1"; in Go it may be left out
	ID     logistics.ID       `json:"id"`
	Name   string             `json:"name"`
	Source string             `json:"source"` // who says so, and when: programmes are known at second hand
	From   logistics.Date     `json:"from,omitzero"`
	Until  logistics.Date     `json:"until,omitzero"`
	Zone   string             `json:"zone"`   // in whose dates it counts, an IANA name
	Rights []logistics.Right  `json:"rights"` // what has to be right together: time alone, quantity alone, or both
	Early  logistics.Duration `json:"early"`
	Late   logistics.Duration `json:"late"`
	// how long after the window what comes still counts; see [Tolerances]
	Closes   logistics.Duration `json:"closes,omitzero"`
	Under    logistics.Ratio    `json:"under,omitzero"`
	Overage  Overage            `json:"overage"`
	Target   logistics.Ratio    `json:"target"` // share of the units
	Charge   logistics.Ratio    `json:"charge"` // of the value of what failed, when the target was missed
	Rounding logistics.Rounding `json:"rounding"`
}

// Overage says what becomes of units beyond those ordered.
type Overage string

// The overage rules.
const (
	OverageIgnored Overage = "ignored" // they earn nothing and cost nothing
	OverageFails   Overage = "fails"   // the line misses its quantity
)

func programmeDocument() wire.Document { return wire.Document{Name: "sevenr.programme"} }

// MarshalJSON writes the programme with its schema.
func (p Programme) MarshalJSON() ([]byte, error) {
	type plain Programme
	p.Schema = programmeDocument().Written(p.Schema)
	return json.Marshal(plain(p))
}

// DecodeProgramme reads the policy strictly. All faults are returned.
func DecodeProgramme(data []byte) (Programme, error) {
	return wire.DecodeDocument[Programme](programmeDocument(), data, wire.Strict)
}

// tolerances are the programme as the policy lines are checked by.
func (p Programme) tolerances() Tolerances {
	t := Default()
	t.ID, t.Early, t.Late, t.Under, t.Closes = p.ID, p.Early, p.Late, p.Under, p.Closes
	for _, right := range logistics.AllRights() {
		if !slices.Contains(p.Rights, right) {
			t.Waived = append(t.Waived, right)
		}
	}
	t.Accepted = []logistics.Condition{logistics.Intact}
	if p.Overage == OverageIgnored {
		t.Over = logistics.MustRatio("1000000000/1")
	}
	return t
}

// Validate reports every fault.
func (p Programme) Validate() error {
	var faults logistics.Faults
	programmeDocument().Head(wire.Head{Schema: p.Schema, ID: p.ID, Version: wire.Unversioned, Name: p.Name}, &faults)
	if p.Source == "" {
		faults.Required("/source", "source and date are required")
	}
	if !p.From.IsZero() && !p.Until.IsZero() && p.Until.Compare(p.From) <= 0 {
		faults.Conflict("/until", p.Until, "ends before it starts")
	}
	if len(p.Rights) == 0 {
		faults.Required("/rights", "at least one of the seven")
	}
	for i, r := range p.Rights {
		if !r.Valid() {
			faults.Required("/rights/"+strconv.Itoa(i), "one of the seven")
		}
	}
	if p.Overage != OverageIgnored && p.Overage != OverageFails {
		faults.Unknown("/overage", p.Overage, "ignored or fails")
	}
	if p.Target.Num() <= 0 || p.Target.Num() > p.Target.Den() {
		faults.OutOfRange("/target", p.Target, "above 0 and up to 100%")
	}
	if p.Charge.IsZero() || p.Charge.Num() < 0 || p.Charge.Num() > p.Charge.Den() {
		faults.OutOfRange("/charge", p.Charge, "0 to 100%")
	}
	if !p.Rounding.Valid() {
		faults.Required("/rounding", "how a charge is rounded to the minor unit")
	}
	faults.At("", logistics.PeriodRule{Kind: logistics.EveryDay, Zone: p.Zone}.Validate())
	for _, f := range faultsOf(p.tolerances().Validate()) {
		if f.Path == "/early" || f.Path == "/late" || f.Path == "/under" || f.Path == "/closes" {
			faults = append(faults, f)
		}
	}
	return faults.Err()
}

// Auditor is a set of compiled programmes. It is immutable and safe for concurrent use. The zero Auditor scores
// nothing: it is a fault.
type Auditor struct {
	programmes []Programme
	checkers   []*Checker
	zones      []*time.Location
	compiled   bool
}

// CompileProgrammes prepares programmes; it returns every fault, below the position of its programme. Two of one id
// that are in force on the same date are one.
func CompileProgrammes(programmes []Programme, zones logistics.Zones) (*Auditor, error) {
	var faults logistics.Faults
	s := &Auditor{}
	for i, p := range programmes {
		path := "/" + strconv.Itoa(i)
		faults.At(path, p.Validate())
		loc := faults.Zone(path+"/zone", zones, p.Zone)
		if len(faults) > 0 {
			continue
		}
		checker, err := Compile(p.tolerances())
		if err != nil {
			faults.At(path, err)
			continue
		}
		p.Rights = append([]logistics.Right(nil), p.Rights...)
		s.programmes, s.checkers, s.zones = append(s.programmes, p), append(s.checkers, checker), append(s.zones, loc)
	}
	overlaps(programmes, &faults)
	if err := faults.Err(); err != nil {
		return nil, err
	}
	s.compiled = true
	return s, nil
}

// overlaps tells the programmes of one id that are in force on the same date: under them a line would be charged twice.
func overlaps(programmes []Programme, faults *logistics.Faults) {
	order := make([]int, len(programmes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(programmes[a].ID.Compare(programmes[b].ID), programmes[a].From.Compare(programmes[b].From))
	})
	last := -1 // the one of this id that ends last
	for _, i := range order {
		p := &programmes[i]
		if last < 0 || programmes[last].ID != p.ID {
			last = i
			continue
		}
		if until := programmes[last].Until; until.IsZero() || p.From.Compare(until) < 0 {
			faults.Conflict("/"+strconv.Itoa(i)+"/from", p.From, "the one at "+strconv.Itoa(last)+" is in force then")
		}
		if until := programmes[last].Until; !until.IsZero() && (p.Until.IsZero() || p.Until.Compare(until) > 0) {
			last = i
		}
	}
}

// Score is what a programme makes of a period's lines.
type Score struct {
	Programme logistics.ID       `json:"programme"`
	Lines     logistics.Tally    `json:"lines"`
	Good      logistics.Quantity `json:"good,omitzero"`    // units in order
	Ordered   logistics.Quantity `json:"ordered,omitzero"` // units due
	Share     logistics.Ratio    `json:"share,omitzero"`
	Target    logistics.Ratio    `json:"target"`
	Verdict   logistics.Verdict  `json:"verdict"`
	Failed    logistics.Money    `json:"failed,omitzero"` // value of what was not in order
	Charge    logistics.Money    `json:"charge,omitzero"`
	// lines that were not in order and have no value, so that the charge is too low
	Unvalued int64 `json:"unvalued,omitzero"`
	// lines without a promised window, which nobody can say were due under it
	Undated int64 `json:"undated,omitzero"`
}

// Score runs the lines once under every programme. Under each only the lines count that were due while
// it was in force. Units of measure must agree among the lines of a programme, and so must currencies. A
// line that is given twice is a fault. All faults are returned.
func (s *Auditor) Score(lines []Line, asOf time.Time) ([]Score, error) {
	if s == nil || !s.compiled {
		return nil, logistics.NewFieldError(logistics.FaultRequired, "", "an auditor made by CompileProgrammes")
	}
	scores := make([]Score, len(s.programmes))
	for i, p := range s.programmes {
		scores[i] = Score{Programme: p.ID, Target: p.Target}
	}
	var faults logistics.Faults
	given := make(map[logistics.LineRef]int, len(lines))
	for k := range lines {
		line, path := &lines[k], "/"+strconv.Itoa(k)
		ref := logistics.LineRef{Order: line.Order, Line: line.ID}
		if first, twice := given[ref]; twice && !ref.Line.IsZero() {
			faults.Duplicate(path+"/id", line.ID, "the line is at "+strconv.Itoa(first)+" too")
			continue
		}
		given[ref] = k
		for i := range s.programmes {
			if line.Promised.Window.IsZero() {
				scores[i].Undated++
			}
			if !s.programmes[i].due(line, s.zones[i]) {
				continue
			}
			if err := s.add(&scores[i], i, line, asOf); err != nil {
				faults.At(path, err)
				break // the same under every programme
			}
		}
	}
	for i := range scores {
		if err := scores[i].settle(&s.programmes[i]); err != nil && len(faults) == 0 {
			return nil, err
		}
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return scores, nil
}

// due reports whether a line was due while the programme was in force.
func (p *Programme) due(line *Line, loc *time.Location) bool {
	if line.Promised.Window.IsZero() {
		return false
	}
	on := logistics.DateOf(line.Promised.Window.Last(), loc)
	return (p.From.IsZero() || on.Compare(p.From) >= 0) && (p.Until.IsZero() || on.Compare(p.Until) < 0)
}

func (s *Auditor) add(score *Score, i int, line *Line, asOf time.Time) error {
	result, err := s.checkers[i].Check(*line, asOf)
	if err != nil {
		return err
	}
	o := result.Outcome()
	verdict := o.Judge(s.programmes[i].Rights...)
	score.Lines = score.Lines.Count(verdict, 1)
	if !verdict.Decided() {
		return nil
	}
	good, err := s.programmes[i].units(o)
	if err != nil {
		return err
	}
	if score.Ordered, err = score.Ordered.Add(o.Ordered); err != nil {
		return err
	}
	if score.Good, err = score.Good.Add(good); err != nil {
		return err
	}
	if line.Value.IsZero() {
		if verdict == logistics.Missed {
			score.Unvalued++
		}
		return nil
	}
	share, ok := good.ShareOf(o.Ordered)
	if !ok {
		return logistics.NewFieldError(logistics.FaultOutOfRange, good.String(), "too large to compare")
	}
	kept, err := line.Value.Share(share, s.programmes[i].Rounding)
	if err != nil {
		return err
	}
	failed, err := line.Value.Sub(kept)
	if err != nil {
		return err
	}
	score.Failed, err = score.Failed.Add(failed)
	return err
}

// units are what a line contributes: when anything but its quantity is wrong, nothing; else what came,
// and never more than was ordered.
func (p *Programme) units(o logistics.Outcome) (logistics.Quantity, error) {
	for _, right := range p.Rights {
		if right != logistics.RightQuantity && o.Rights.Missed(right) {
			return logistics.Count(0, o.Ordered.Unit()), nil
		}
	}
	if o.Judge(p.Rights...) == logistics.Met {
		return o.Ordered, nil
	}
	if p.Overage == OverageFails {
		if order, err := o.Good.Cmp(o.Ordered); err != nil || order > 0 {
			return logistics.Count(0, o.Ordered.Unit()), err
		}
	}
	return o.Good, nil
}

// settle compares with the target and charges.
func (s *Score) settle(p *Programme) error {
	s.Share, _ = s.Good.ShareOf(s.Ordered)
	order, err := s.Share.Cmp(p.Target)
	switch {
	case err != nil && s.Lines.NotDue > 0 && s.Lines.Undetermined == 0:
		s.Verdict = logistics.NotDue
	case err != nil:
		s.Verdict = logistics.Undetermined
	case order >= 0:
		s.Verdict = logistics.Met
	default:
		s.Verdict = logistics.Missed
	}
	if s.Failed.IsZero() {
		return nil
	}
	s.Charge = logistics.Minor(0, s.Failed.Currency())
	if s.Verdict != logistics.Missed {
		return nil
	}
	charge, err := s.Failed.Share(p.Charge, p.Rounding)
	s.Charge = charge
	return err
}
