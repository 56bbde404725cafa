package logistics

import (
	"slices"
	"time"

	"github.com/logicrm/logistics/internal/voice"
)

// Render tells a reason in a language, as a sentence. What the language has no sentence for, and a translation
// that asks for a figure the reason does not have, is told in English. A code that the catalogue does not have is
// a fault, and so is an English sentence without its figures; with them comes the code with its figures, so that
// nothing disappears.
func (c Catalog) Render(r Reason, in Language) (string, error) {
	english, known := c.Text(r.Code)
	from := &source{c.home(r.Code), r.Params}
	if !known {
		return voice.Bare(string(r.Code), from), &FieldError{
			Path: "/code", Code: FaultUnknown, Value: printable(string(r.Code)), Detail: "no reason of this catalogue",
		}
	}
	var space [256]byte
	if in.speech != nil {
		if given, ok := in.speech.Texts[string(r.Code)]; ok {
			if told, err := voice.Of(in.speech).Tell(space[:0], given.Text, given.Translation, from); err == nil {
				return string(told), nil
			}
		}
	}
	told, err := voice.Voice{}.Tell(space[:0], english, 0, from)
	if err != nil {
		return voice.Bare(string(r.Code), from), &FieldError{
			Path: "/params", Code: FaultRequired, Value: printable(string(r.Code)), Detail: err.Error(),
		}
	}
	return string(told), nil
}

// English tells a reason in English, and one of another catalogue as its code with its figures.
func (c Catalog) English(r Reason) string {
	told, _ := c.Render(r, Language{})
	return told
}

// Sentences tells reasons in a language, one by one. A reason of another catalogue is told as its code with its
// figures; [Catalog.Render] says that it is a fault.
func (c Catalog) Sentences(reasons []Reason, in Language) []string {
	told := make([]string, len(reasons))
	for i, r := range reasons {
		told[i], _ = c.Render(r, in)
	}
	return told
}

// Figure tells a figure alone, as it stands in a sentence: for a table, a label, a form. The zero Catalog does for
// figures that are no codes.
func (c Catalog) Figure(p Param, in Language) string {
	return voice.Of(in.speech).Figure(p.Name, &source{c, []Param{p}})
}

// Tell tells a line of a calculation in a language: what it computes, the formula in words, the formula with the
// figures, and what came out.
func (c Catalog) Tell(step Step, in Language) string {
	figures := append(slices.Clone(step.Inputs), Param{Figure: step.Figure, Text: step.Result})
	return voice.Of(in.speech).Step(step.Name, step.Formula, &source{c, figures}, &source{catalog: c})
}

// source has the figures of a sentence, and reads their texts.
type source struct {
	catalog Catalog
	params  []Param
}

func (s *source) Params() int { return len(s.params) }

func (s *source) Param(i int) voice.Param {
	p := &s.params[i]
	return voice.Param{Name: p.Name, Figure: string(p.Figure), Text: p.Text, Label: p.Label}
}

// Term is the name in the translation of the table that has the term, else the English one.
func (s *source) Term(code string, in *voice.Speech) (string, bool) {
	for _, t := range s.catalog.tables {
		for i := range t.terms {
			if t.terms[i].Key != code {
				continue
			}
			if name := t.translated(code, in); name != "" {
				return name, true
			}
			return t.terms[i].Name, true
		}
	}
	return "", false
}

func (s *source) Ratio(text string) (num, den int64, ok bool) {
	r, err := ParseRatio(text)
	return r.num, r.den, err == nil
}

func (s *source) Length(text string) (days int, exact time.Duration, anyLength, ok bool) {
	d, err := ParseDuration(text)
	return d.Days(), d.Exact(), d.Any(), err == nil
}

func (s *source) Day(text string) (voice.Day, bool) {
	d, err := ParseDate(text)
	return dayOf(d), err == nil
}

func dayOf(d Date) voice.Day {
	year, month, day := d.Civil()
	return voice.Day{Year: year, Month: int(month), Day: day}
}

func (s *source) Moment(text string) (voice.Moment, bool) {
	m, err := ParseStamp(text)
	return voice.Moment{
		Day: dayOf(m.date), Seconds: int(m.seconds), Timed: m.precision > PrecisionDay,
		Finer: m.precision > PrecisionHour, Zone: m.zone, Offset: int(m.offset), HasOffset: m.hasOffset,
	}, err == nil && !m.IsZero()
}

func (s *source) Period(text string) (first, last voice.Day, ok bool) {
	p, err := ParsePeriod(text)
	if err != nil || p.IsZero() {
		return voice.Day{}, voice.Day{}, false
	}
	return dayOf(p.start), dayOf(p.end.AddDays(-1)), true
}

func (s *source) Digits(currency string) (int, bool) {
	c, err := ParseCurrency(currency)
	return c.Digits(), err == nil
}
