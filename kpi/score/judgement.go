package score

import (
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
)

// Judgement is a reading held to the target in force on the first day of its period.
type Judgement struct {
	kpi.Reading
	InForce Target          `json:"in_force,omitzero"` // absent: the metric's own target, if it has one
	Changes []Change        `json:"changes,omitempty"` // within the period, by day; the reading is not held to them
	RedLine logistics.Ratio `json:"red_line,omitzero"` // absent: none
	Crossed bool            `json:"crossed,omitzero"`  // the value is worse than the red line; at the line it is not
}

// Change is a day within a period from which another target holds.
type Change struct {
	On      logistics.Date  `json:"on"`
	Target  logistics.Ratio `json:"target,omitzero"`   // absent: none from that day
	RedLine logistics.Ratio `json:"red_line,omitzero"` // absent: none from that day
}

// Judge reads an observation of a subject of a tier, which may be absent, and holds it to the target
// in force on the first day of its period; where none is, to the metric's own. A target that changes
// later in the period changes no verdict, but the judgement says so. The metric must be one that the
// targets were compiled with; what does not fit it is refused as by [kpi.Gauge.Read].
func (t *Targets) Judge(o logistics.Observation, tier logistics.ID) (Judgement, error) {
	var m kpi.Metric
	found := false
	if t != nil {
		m, found = t.metrics[metricKey{o.Metric, o.Version}]
	}
	if !found {
		what := "the targets have no such metric in version " + strconv.Itoa(o.Version)
		return Judgement{}, fault("/metric", logistics.FaultUnknown, o.Metric.String(), what)
	}
	return t.judge(m, o, tier)
}

func (t *Targets) judge(m kpi.Metric, o logistics.Observation, tier logistics.ID) (Judgement, error) {
	key := metricKey{m.ID, m.Version}
	first, _ := t.InForce(m.ID, m.Version, o.Subject, tier, o.Period.Start())
	holds := Change{Target: m.Target}.or(first)
	held := m
	held.Target = holds.Target
	reading, err := kpi.Read(held, o)
	if err != nil {
		return Judgement{}, err
	}
	j := Judgement{Reading: reading, InForce: first}
	for _, d := range t.turns(key, o.Subject, tier, o.Period) {
		target, _ := t.InForce(m.ID, m.Version, o.Subject, tier, d)
		next := Change{On: d, Target: m.Target}.or(target)
		if !next.same(holds) {
			j.Changes = append(j.Changes, next)
		}
		holds = next
	}
	return j.tightened(first.RedLine), nil
}

// or takes the target, if there is one.
func (c Change) or(t Target) Change {
	if t.Value.IsZero() {
		return c
	}
	return Change{c.On, t.Value, t.RedLine}
}

func (c Change) same(o Change) bool {
	return c.Target.Equal(o.Target) && c.RedLine.Equal(o.RedLine)
}

// tightened keeps the stricter of two red lines: to cross either is to cross that one.
func (j Judgement) tightened(redLine logistics.Ratio) Judgement {
	if order, known := compareBy(j.Direction, redLine, j.RedLine); !redLine.IsZero() && (!known || order > 0) {
		j.RedLine = redLine
	}
	order, known := compareBy(j.Direction, j.Value, j.RedLine)
	j.Crossed = known && order < 0
	return j
}

// The reasons of a judgement.
const (
	TargetInForce  logistics.Code = "score.target.in_force"
	TargetChanged  logistics.Code = "score.target.changed_within"
	RedLineCrossed logistics.Code = "score.red_line.crossed"
)

// Reasons explains the verdict, whose target it is, what changes within the period, and the red line if
// it is crossed.
func (j Judgement) Reasons() []logistics.Reason {
	reasons := j.Reading.Reasons()
	if t := j.InForce; !t.Value.IsZero() {
		params := append(
			j.about(),
			j.metric().ValueParam("target", t.Value),
			logistics.CodeParam("of", t.of()),
			t.From.Param("from"),
		)
		if t.of() == ofTier {
			params = append(params, t.Tier.Param("tier"))
		}
		reasons = append(reasons, logistics.Reason{Code: TargetInForce, Path: "/in_force", Params: params})
	}
	reasons = append(reasons, j.changed("")...)
	return append(reasons, j.crossing("")...)
}

// Sentences tells the reasons in a language; the zero Language is English.
func (j Judgement) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(j.Reasons(), in)
}

// Whom a target is for, as reasons say it.
const (
	ofSubject = "subject"
	ofTier    = "tier"
	ofAll     = "all"
)

// of says whom the target is for.
func (t Target) of() string {
	switch {
	case !t.Subject.IsZero():
		return ofSubject
	case !t.Tier.IsZero():
		return ofTier
	default:
		return ofAll
	}
}

func (j Judgement) changed(path string) []logistics.Reason {
	var reasons []logistics.Reason
	for i, c := range j.Changes {
		at := path + "/changes/" + strconv.Itoa(i)
		reasons = append(reasons, logistics.Reason{Code: TargetChanged, Path: at, Params: append(
			j.about(),
			c.On.Param("on"),
			j.orNone("target", c.Target),
			j.orNone("red_line", c.RedLine),
			j.orNone("held", j.Target),
		)})
	}
	return reasons
}

func (j Judgement) crossing(path string) []logistics.Reason {
	if !j.Crossed {
		return nil
	}
	m := j.metric()
	return []logistics.Reason{{Code: RedLineCrossed, Path: path + "/red_line", Params: append(
		j.about(),
		m.ValueParam("value", j.Value),
		m.ValueParam("red_line", j.RedLine),
		logistics.CodeParam("direction", j.Direction),
	)}}
}

// metric is what people have to know of the metric.
func (j *Judgement) metric() kpi.Metric { return kpi.MetricOf(j.Observation, j.Label) }

// about says which figure it is; the list is fresh.
func (j *Judgement) about() []logistics.Param {
	return []logistics.Param{
		j.metric().Param("metric"), j.Observation.Subject.Param("subject"), j.Observation.Period.Param("period"),
	}
}

// orNone is a value of the metric, or the code for none.
func (j *Judgement) orNone(name string, value logistics.Ratio) logistics.Param {
	if value.IsZero() {
		return logistics.CodeParam(name, "none")
	}
	return j.metric().ValueParam(name, value)
}

func fault(path string, code logistics.FaultCode, value, detail string) error {
	e := logistics.NewFieldError(code, value, detail)
	e.Path = path
	return e
}

func digits(n int64) string { return strconv.FormatInt(n, 10) }
