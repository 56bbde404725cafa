package logistics

import "strings"

// Code names a reason for good: "sevenr.time.late". Codes are never reused and never reworded; prose
// is rendered from them.
type Code string

// Reason is one cause of a decision: its code, the place in the facts or the policy it is about, and
// the figures that let a clerk redo the sum by hand.
type Reason struct {
	Code   Code    `json:"code"`
	Path   string  `json:"path,omitempty"`   // JSON pointer into the facts or the policy
	Params []Param `json:"params,omitempty"` // in the order of the catalogue's text
}

// Param is a named figure of a reason or step, in the canonical text of its type: a [Money] as
// "12.50 EUR", a [Duration] as "PT45M", a [Date] as "2025-03-03", a [Ratio] as "19/20".
type Param struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// Param returns the text of the named figure, or "".
func (r Reason) Param(name string) string {
	for _, p := range r.Params {
		if p.Name == name {
			return p.Text
		}
	}
	return ""
}

// ReasonText is a line of a catalogue: a code and its English sentence, with figures as {name}.
type ReasonText struct {
	Code Code   `json:"code"`
	Text string `json:"text"`
}

// Catalog lists the reasons a package can give. Every room has one: sevenr.Reasons(), tier.Reasons().
type Catalog []ReasonText

// Render writes r as a sentence. A code that is not in the catalogue renders as itself with its
// figures, so that nothing disappears.
func (c Catalog) Render(r Reason) string {
	for _, line := range c {
		if line.Code != r.Code {
			continue
		}
		pairs := make([]string, 0, 2*len(r.Params))
		for _, p := range r.Params {
			pairs = append(pairs, "{"+p.Name+"}", p.Text)
		}
		return strings.NewReplacer(pairs...).Replace(line.Text)
	}
	var b strings.Builder
	b.WriteString(string(r.Code))
	for _, p := range r.Params {
		b.WriteString(" " + p.Name + "=" + p.Text)
	}
	return b.String()
}

// Step is one line of a calculation: what was computed, by which formula, from which inputs. A list of
// steps can be read from top to bottom with a pocket calculator.
type Step struct {
	Name    string  `json:"name"`             // what this line computes: "safety_stock"
	Formula string  `json:"formula"`          // in the names of the inputs: "z * sigma"
	Inputs  []Param `json:"inputs,omitempty"` // the figures that went in
	Result  string  `json:"result"`           // the figure that came out, with its unit
}
