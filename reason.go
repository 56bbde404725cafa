package logistics

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

// Param returns the exact text of the named figure, or "".
func (r Reason) Param(name string) string {
	for _, p := range r.Params {
		if p.Name == name {
			return p.Text
		}
	}
	return ""
}

// Step is one line of a calculation: what was computed, by which formula, from which inputs. A list of
// steps can be read from top to bottom with a pocket calculator.
type Step struct {
	Name    string  `json:"name"`             // what this line computes: "safety_stock"
	Formula string  `json:"formula"`          // in the names of the inputs: "z * sigma"
	Inputs  []Param `json:"inputs,omitempty"` // the figures that went in
	Result  string  `json:"result"`           // the figure that came out, with its unit
	// Figure is what the result is a figure of; see [Param].
	Figure Figure `json:"figure,omitempty"`
}
