package logistics

import (
	"strings"
	"time"
)

// Zones finds a time zone by its IANA name. The host implements it, because finding one reads files:
//
//	func (hostZones) Zone(name string) (*time.Location, error) { return time.LoadLocation(name) }
//
// A host that resolves many stamps should keep the locations it has found.
type Zones interface {
	Zone(name string) (*time.Location, error)
}

// ZoneMap is a fixed set of zones, for tests and for hosts that know theirs beforehand. "UTC" is always
// there.
type ZoneMap map[string]*time.Location

// Zone returns the location of the map, or a fault that the name is unknown.
func (m ZoneMap) Zone(name string) (*time.Location, error) {
	if loc := m[name]; loc != nil {
		return loc, nil
	}
	if name == "UTC" {
		return time.UTC, nil
	}
	return nil, NewFieldError(FaultUnknown, name, "no such time zone here")
}

// checkZoneName accepts what an IANA name can look like, and nothing that climbs a file tree or means
// the zone of the machine.
func checkZoneName(s string) *FieldError {
	if len(s) == 0 || len(s) > 64 || strings.Contains(s, "..") || s[0] == '/' || s == "Local" {
		return NewFieldError(FaultSyntax, s, "an IANA time zone name")
	}
	for i := range len(s) {
		c := s[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("/_+-.", c) >= 0 {
			continue
		}
		return NewFieldError(FaultSyntax, s, "an IANA time zone name")
	}
	return nil
}

// zoneOf asks the host for a zone and turns whatever it answers into a fault with a path.
func zoneOf(zones Zones, name, path string) (*time.Location, error) {
	var faults Faults
	if zones == nil {
		faults.Add(path, FaultUnknown, name, "no zones were given")
		return nil, faults.Err()
	}
	loc, err := zones.Zone(name)
	if err != nil || loc == nil {
		faults.Add(path, FaultUnknown, name, "no such time zone here")
		return nil, faults.Err()
	}
	return loc, nil
}
