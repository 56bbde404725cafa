package logistics

import (
	"encoding/json"
	"slices"
	"strings"
)

// The usual attributes of a subject. Hosts have their own beside them.
const (
	AttributeCustomer = "customer"
	AttributeTier     = "tier"
	AttributePriority = "priority"
	AttributeService  = "service"
	AttributeLane     = "lane"
)

// Attributes are what is known of a subject, by name: its tier, its lane, the priority of a case. An
// attribute that is not listed is unknown; one whose value is empty is known to be none. Attributes are
// immutable. The zero Attributes know nothing.
type Attributes struct {
	known []attribute // by name
}

type attribute struct{ name, value string }

const maxAttributes = 100

// AttributesOf takes what is known from a map.
func AttributesOf(known map[string]string) Attributes {
	list := make([]attribute, 0, len(known))
	for name, value := range known {
		list = append(list, attribute{name, value})
	}
	slices.SortFunc(list, attribute.compare)
	return Attributes{list}
}

func (a attribute) compare(o attribute) int { return strings.Compare(a.name, o.name) }

// With returns the attributes with one more, or with another value of one. An empty value is known to be
// none.
func (a Attributes) With(name, value string) Attributes {
	i, found := a.find(name)
	list := make([]attribute, 0, len(a.known)+1)
	list = append(append(list, a.known[:i]...), attribute{name, value})
	if found {
		i++
	}
	return Attributes{append(list, a.known[i:]...)}
}

// Entitled returns the attributes with the entitlements that hold on a date: each under its name. One that
// is listed and does not hold is known to be none; one that is not listed stays as it was.
func (a Attributes) Entitled(entitlements []Entitlement, on Date) Attributes {
	known := make(map[string]string, len(a.known)+len(entitlements))
	for _, e := range entitlements {
		known[e.Name] = ""
	}
	for _, e := range entitlements {
		if e.Holds(on) {
			known[e.Name] = e.Value
		}
	}
	for _, one := range a.known {
		if _, ok := known[one.name]; !ok {
			known[one.name] = one.value
		}
	}
	return AttributesOf(known)
}

// Value is the value of an attribute: known reports whether it is listed, with "" for one that is known to
// be none.
func (a Attributes) Value(name string) (value string, known bool) {
	// There are few, and texts of another length differ at once: faster than a search.
	for i := range a.known {
		if a.known[i].name == name {
			return a.known[i].value, true
		}
	}
	return "", false
}

// Names lists what is known, in order.
func (a Attributes) Names() []string {
	names := make([]string, len(a.known))
	for i, one := range a.known {
		names[i] = one.name
	}
	return names
}

func (a Attributes) find(name string) (int, bool) {
	return slices.BinarySearchFunc(a.known, name, func(one attribute, name string) int {
		return strings.Compare(one.name, name)
	})
}

// IsZero reports whether nothing is known.
func (a Attributes) IsZero() bool { return len(a.known) == 0 }

// Equal reports whether the same is known.
func (a Attributes) Equal(o Attributes) bool { return slices.Equal(a.known, o.known) }

// String is "lane=DE-FR tier=gold", for people.
func (a Attributes) String() string {
	parts := make([]string, len(a.known))
	for i, one := range a.known {
		parts[i] = one.name + "=" + one.value
	}
	return strings.Join(parts, " ")
}

// Validate reports every fault of the attributes.
func (a Attributes) Validate() error {
	var faults Faults
	if len(a.known) > maxAttributes {
		faults.TooMany("", len(a.known), "at most 100 attributes")
		return faults.Err()
	}
	for _, one := range a.known {
		if err := checkText(one.name, maxName); err != nil {
			faults.At(Pointer(one.name), err)
		}
		checkOptional("", Pointer(one.name), one.value, &faults)
	}
	return faults.Err()
}

// MarshalJSON writes an object of names and values.
func (a Attributes) MarshalJSON() ([]byte, error) {
	known := make(map[string]string, len(a.known))
	for _, one := range a.known {
		known[one.name] = one.value
	}
	return json.Marshal(known)
}

// UnmarshalJSON reads the form of MarshalJSON.
func (a *Attributes) UnmarshalJSON(data []byte) error {
	var known map[string]string
	if json.Unmarshal(data, &known) != nil {
		return NewFieldError(FaultSyntax, string(data[:min(len(data), 64)]), "an object of names and texts")
	}
	read := AttributesOf(known)
	if err := read.Validate(); err != nil {
		return err
	}
	*a = read
	return nil
}
