package control

import (
	"strconv"

	"github.com/logicrm/logistics"
)

var assuranceCodes = [...]logistics.Code{
	ConsistentPass: AssuredPass, ConsistentFail: AssuredFail, Inconsistent: NotAssured,
}

// assured tells whether a process can be relied on for a target, if there is one.
func assured(
	a Assurance, kind Kind, direction logistics.Direction, target *float64, lower, upper float64,
) []logistics.Reason {
	if !(a >= ConsistentPass && a <= Inconsistent) || target == nil {
		return nil
	}
	code := assuranceCodes[a]
	aim := []logistics.Param{kind.figure("target", *target), logistics.CodeParam("direction", direction)}
	limits := []logistics.Param{kind.figure("lower", lower), kind.figure("upper", upper)}
	if lower == upper && a != Inconsistent {
		code = AssuredAlways
		if a == ConsistentFail {
			code = AssuredNever
		}
		limits = []logistics.Param{kind.figure("level", lower)}
	}
	return []logistics.Reason{{Code: code, Params: append(aim, limits...)}}
}

// told is what is to be said of a point that is missing or a signal, by its label or its place.
func told(i int, label string, v Variation, rules []string) logistics.Reason {
	r := logistics.Reason{Code: PointSignals, Path: "/points/" + strconv.Itoa(i)}
	r.Params = []logistics.Param{logistics.CountParam("position", int64(i)+1)}
	if label != "" {
		r.Code, r.Params = PeriodSignals, []logistics.Param{logistics.TextParam("period", label)}
	}
	if v != Missing {
		r.Params = append(
			r.Params, logistics.CodeParam("variation", v.String()), logistics.CodesParam("rules", rules...),
		)
		return r
	}
	r.Code = PointMissing
	if label != "" {
		r.Code = PeriodMissing
	}
	return r
}

// figure is one of a chart: a percentage where it is a part of a whole.
func (k Kind) figure(name string, x float64) logistics.Param {
	p := logistics.Param{Name: name, Figure: logistics.FigureNumber, Text: text(x)}
	if k.proportion() {
		p.Figure = logistics.FigurePercent
	}
	return p
}
