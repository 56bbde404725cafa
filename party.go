package logistics

import (
	"strconv"
	"strings"
)

// Role is what a party does in a transaction. The vocabulary is open; these are the usual ones.
type Role string

// The usual roles.
const (
	RoleCustomer  Role = "customer"
	RoleShipTo    Role = "ship_to"
	RoleBillTo    Role = "bill_to"
	RoleSupplier  Role = "supplier"
	RoleCarrier   Role = "carrier"
	RoleWarehouse Role = "warehouse"
)

// Party is somebody in a transaction.
type Party struct {
	ID   ID     `json:"id"`
	Role Role   `json:"role,omitzero"`
	Name string `json:"name,omitzero"`
}

// Address is a postal address.
type Address struct {
	Lines      []string `json:"lines,omitempty"`
	City       string   `json:"city,omitzero"`
	Region     string   `json:"region,omitzero"`
	PostalCode string   `json:"postal_code,omitzero"`
	Country    string   `json:"country,omitzero"` // ISO 3166-1 alpha-2, in capitals
}

// Place is somewhere goods are sent or stored. Its zone is the one its clocks show: stamps made there
// without a zone take it on.
type Place struct {
	ID      ID      `json:"id"`
	Name    string  `json:"name,omitzero"`
	Zone    string  `json:"zone,omitzero"` // IANA name; "" is not known
	Address Address `json:"address,omitzero"`
}

const maxName = 256

func (p Party) validate(path string, faults *Faults) {
	if p.ID.IsZero() {
		faults.Required(path+"/id", "id is required")
	}
	checkOptional(path, "/role", string(p.Role), faults)
	checkOptional(path, "/name", p.Name, faults)
}

// Validate reports every fault of the place.
func (p Place) Validate() error {
	var faults Faults
	p.validate("", &faults)
	return faults.Err()
}

func (p Place) validate(path string, faults *Faults) {
	if p.ID.IsZero() {
		faults.Required(path+"/id", "id is required")
	}
	checkOptional(path, "/name", p.Name, faults)
	if p.Zone != "" {
		if err := checkZoneName(p.Zone); err != nil {
			faults.At(path+"/zone", err)
		}
	}
	p.Address.validate(path, faults)
}

// validate takes the path of the place: most addresses are sound, and then no path is made.
func (a Address) validate(path string, faults *Faults) {
	const maxLines = 10
	if len(a.Lines) > maxLines {
		faults.TooMany(path+"/address/lines", len(a.Lines), "at most 10")
	}
	for i, line := range a.Lines[:min(len(a.Lines), maxLines)] {
		checkOptional(path, "/address/lines/"+strconv.Itoa(i), line, faults)
	}
	checkOptional(path, "/address/city", a.City, faults)
	checkOptional(path, "/address/region", a.Region, faults)
	checkOptional(path, "/address/postal_code", a.PostalCode, faults)
	if a.Country != "" && (len(a.Country) != 2 || strings.Trim(a.Country, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "") {
		faults.Syntax(path+"/address/country", a.Country, "two capital letters of ISO 3166-1")
	}
}

func checkQuantity(path string, q Quantity, faults *Faults) {
	switch {
	case q.IsZero():
		faults.Required(path+"/quantity", "a quantity with its unit")
	case q.Sign() < 0:
		faults.OutOfRange(path+"/quantity", q, "not below zero")
	}
}
