package logistics

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"time"
)

// Zones finds a time zone by its IANA name. The host implements it, because finding one reads files;
// most programs write
//
//	zones := logistics.CacheZones(logistics.ZonesFunc(time.LoadLocation))
type Zones interface {
	Zone(name string) (*time.Location, error)
}

// ZonesFunc is a function as Zones: ZonesFunc(time.LoadLocation).
type ZonesFunc func(name string) (*time.Location, error)

// Zone calls the function. A nil function knows no zone.
func (f ZonesFunc) Zone(name string) (*time.Location, error) {
	if f == nil {
		return nil, NewFieldError(FaultUnknown, name, "no such time zone here")
	}
	return f(name)
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

// ZoneCache keeps the zones it has found, for hosts that resolve many stamps. What could not be found is
// asked for again. It is safe for concurrent use.
type ZoneCache struct {
	zones Zones
	found sync.Map // of name to *time.Location
}

// CacheZones returns a cache before zones.
func CacheZones(zones Zones) *ZoneCache { return &ZoneCache{zones: zones} }

// Zone returns the location found before, or asks for it. The zero cache knows no zone.
func (c *ZoneCache) Zone(name string) (*time.Location, error) {
	if c == nil {
		return LookupZone(nil, name)
	}
	if loc, ok := c.found.Load(name); ok {
		return loc.(*time.Location), nil
	}
	loc, err := LookupZone(c.zones, name)
	if err != nil {
		return nil, err
	}
	c.found.Store(name, loc)
	return loc, nil
}

// LookupZone is the one place where a name becomes a zone: it asks the host, and turns whatever does not
// end in a zone into a fault that keeps the host's error (errors.Is finds it). Without Zones no zone is
// known. A name that cannot be an IANA name, and "Local", are refused without asking.
func LookupZone(zones Zones, name string) (*time.Location, error) {
	if cache, ok := zones.(*ZoneCache); ok && cache != nil {
		if loc, found := cache.found.Load(name); found { // its name was looked at when it was stored
			return loc.(*time.Location), nil
		}
	}
	if err := checkZoneName(name); err != nil {
		return nil, err
	}
	if zones == nil {
		return nil, NewFieldError(FaultUnknown, name, "no zones were given")
	}
	loc, err := zones.Zone(name)
	if err != nil || loc == nil {
		return nil, zoneFault(name, err)
	}
	return loc, nil
}

func zoneFault(name string, err error) *FieldError {
	var fault *FieldError
	switch {
	case err == nil:
		return NewFieldError(FaultUnknown, name, "no such time zone here")
	case errors.As(err, &fault):
		return fault
	}
	fault = NewFieldError(FaultUnknown, name, "no such time zone here: "+printable(err.Error()))
	fault.cause = err
	return fault
}

// Zone looks up the zone that a policy names at path. What is wrong with it is collected, unless the path
// has a fault already; then there is no zone.
func (f *Faults) Zone(path string, zones Zones, name string) *time.Location {
	loc, err := LookupZone(zones, name)
	if err != nil && !slices.ContainsFunc(*f, func(e *FieldError) bool { return e != nil && e.Path == path }) {
		f.At(path, err)
	}
	return loc
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
