package laws_test

import (
	"encoding"
	"encoding/json"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/returns"
)

// TestEveryStructIsADocument fills every exported struct with random figures and holds it to JSON: it is read
// back as it was written. Structs with hidden fields write themselves, which the tests of their rooms hold
// to the same (TestResultsAreDocuments); those that are no documents are named below, with the reason.
func TestEveryStructIsADocument(t *testing.T) {
	types := exportedTypes()
	for _, name := range slices.Sorted(maps.Keys(types)) {
		of := types[name]
		why, excused := noDocuments()[name]
		switch {
		case of.Kind() != reflect.Struct:
			if excused {
				t.Errorf("%s is excused (%s) and no struct", name, why)
			}
			continue
		case excused:
			if isDocument(of) && why != secret {
				t.Errorf("%s is excused (%s) and could be a document", name, why)
			}
			continue
		case !isDocument(of):
			t.Errorf("%s is no document: %s", name, lacking(of))
			continue
		}
		if hidden(of) {
			continue // it writes itself
		}
		random := rand.New(rand.NewPCG(1, uint64(len(name))))
		for range 20 {
			value := reflect.New(of).Elem()
			fill(random, value, 0)
			if !survives(t, name, value) {
				break
			}
		}
	}
	for name := range noDocuments() {
		if types[name] == nil {
			t.Errorf("%s is excused and does not exist", name)
		}
	}
}

// survives is golden.Survives of a value whose type is known at run time only.
func survives(t *testing.T, name string, value reflect.Value) bool {
	t.Helper()
	data, err := json.Marshal(value.Interface())
	if err != nil {
		t.Errorf("%s is not written: %v", name, err)
		return false
	}
	back := reflect.New(value.Type())
	if err := json.Unmarshal(data, back.Interface()); err != nil {
		t.Errorf("%s is not read: %v\n%s", name, err, data)
		return false
	}
	if diff := golden.Difference(value.Interface(), back.Elem().Interface()); diff != "" {
		t.Errorf("%s reads back otherwise:\n%s\n%s", name, diff, data)
		return false
	}
	return true
}

func writesItself(of reflect.Type) bool {
	pointer := reflect.PointerTo(of)
	return of.Implements(reflect.TypeFor[json.Marshaler]()) &&
		pointer.Implements(reflect.TypeFor[json.Unmarshaler]()) ||
		of.Implements(reflect.TypeFor[encoding.TextMarshaler]()) &&
			pointer.Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}

func hidden(of reflect.Type) bool {
	for field := range of.Fields() {
		if !field.IsExported() {
			return true
		}
	}
	return false
}

func isDocument(of reflect.Type) bool { return writesItself(of) || lacking(of) == "" }

// lacking names the first field that JSON does not carry.
func lacking(of reflect.Type) string {
	for field := range of.Fields() {
		tag, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if field.Anonymous && field.IsExported() && tag == "" && field.Type.Kind() == reflect.Struct &&
			!writesItself(field.Type) {
			if inner := lacking(field.Type); inner != "" {
				return inner
			}
			continue // its fields are written as those of the whole
		}
		if !field.IsExported() || tag == "" || tag == "-" {
			return "the field " + field.Name
		}
	}
	return ""
}

// fill makes a random value. Lists and tables have one or two elements.
func fill(random *rand.Rand, v reflect.Value, depth int) {
	if given := samples()[v.Type()]; len(given) > 0 && random.IntN(2) == 0 {
		v.Set(reflect.ValueOf(again(given[random.IntN(len(given))])))
		return
	}
	if given, ok := values()[v.Type()]; ok {
		v.Set(given[random.IntN(len(given))])
		return
	}
	if text, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok && v.CanUint() {
		closedEnum(random, v, text)
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(random.IntN(2) == 1)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(int64(random.IntN(100) - 50))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(uint64(random.IntN(100)))
	case reflect.Float32, reflect.Float64:
		v.SetFloat(figures()[random.IntN(len(figures()))])
	case reflect.String:
		v.SetString([]string{"", "a", "ü b", `"<&>`}[random.IntN(4)])
	case reflect.Slice:
		if depth > 4 || random.IntN(3) == 0 {
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), 1+random.IntN(2), 2))
		for i := range v.Len() {
			fill(random, v.Index(i), depth+1)
		}
	case reflect.Array:
		for i := range v.Len() {
			fill(random, v.Index(i), depth+1)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		key, element := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(random, key, depth+1)
		fill(random, element, depth+1)
		v.SetMapIndex(key, element)
	case reflect.Pointer:
		if depth < 5 && random.IntN(2) == 0 {
			v.Set(reflect.New(v.Type().Elem()))
			fill(random, v.Elem(), depth+1)
		}
	case reflect.Struct:
		if hidden(v.Type()) {
			return // its zero value
		}
		for i := range v.NumField() {
			if v.Type().Field(i).Name == "Schema" {
				v.Field(i).SetString("logistics/some/1") // one that is left out is written as this release's
				continue
			}
			fill(random, v.Field(i), depth+1)
		}
	}
}

// figures are some that are usual, and some that a host may hold by mistake.
func figures() []float64 { return []float64{-1.25, 0.5, 0.95, 3, 0, 5e-324, 1e-300, 1e18, 1e300} }

// closedEnum picks one of the values that have a text.
func closedEnum(random *rand.Rand, v reflect.Value, _ encoding.TextUnmarshaler) {
	var known []uint64
	for n := range uint64(40) {
		v.SetUint(n)
		if _, err := v.Interface().(encoding.TextMarshaler).MarshalText(); err == nil {
			known = append(known, n)
		}
	}
	v.SetUint(known[random.IntN(len(known))])
}

// values are those of types that hold an invariant, the zero one among them.
var values = sync.OnceValue(func() map[reflect.Type][]reflect.Value {
	window, err := logistics.NewWindow(
		time.Date(2025, 3, 3, 8, 0, 0, 0, time.UTC), time.Date(2025, 3, 3, 12, 0, 0, 0, time.FixedZone("", 3600)),
		logistics.Until)
	if err != nil {
		panic(err)
	}
	unknown, err := logistics.UnknownCost(logistics.CostSeeDocument, logistics.MustID("INV-1"))
	if err != nil {
		panic(err)
	}
	list := []any{
		logistics.ID{},
		logistics.MustID("C-1"), logistics.MustID("gln:4012345000023"), logistics.MustID("host:a:b"),
		logistics.Money{},
		logistics.MustMoney("-12.5 EUR"), logistics.MustMoney("0.004200 JPY"), logistics.MustMoney("0 KWD"),
		logistics.Quantity{},
		logistics.MustQuantity("12.50 KGM"), logistics.MustQuantity("0 EA"),
		logistics.Ratio{},
		logistics.MustRatio("95%"), logistics.MustRatio("-1/3"),
		logistics.Date{},
		logistics.MustDate("2024-02-29"),
		logistics.TimeOfDay{},
		logistics.MustTimeOfDay("30:00:01"),
		logistics.Stamp{},
		logistics.MustStamp("2025-03-03T14"), logistics.MustStamp("2025-03-03T14:05:09.25+05:45"),
		logistics.Duration{},
		logistics.AnyTime(), logistics.MustDuration("-P1DT2H"),
		logistics.Window{},
		window, logistics.Deadline(time.Date(2025, 3, 3, 12, 0, 0, 1, time.UTC)),
		logistics.Interval{},
		logistics.At(time.Date(2025, 3, 3, 12, 0, 0, 1, time.UTC)),
		logistics.Period{},
		logistics.MustPeriod("2025-03"), logistics.MustPeriod("2025-01-26/2025-02-23"),
		logistics.Shift{},
		logistics.MustShift("22:00-30:00"),
		logistics.Currency{},
		logistics.MustCurrency("XDR"),
		logistics.Unit{},
		logistics.MustUnit("XPX"),
		logistics.Rights{},
		logistics.EachRight(logistics.Waived).With(logistics.RightTime, logistics.Missed),
		logistics.CostFact{},
		unknown, logistics.KnownCost(logistics.MustMoney("1 EUR")).In(logistics.MustID("INV-1")),
		logistics.Selector{},
		logistics.Every(logistics.Where("tier", "gold", ""), logistics.Unless(logistics.Anyone())),
		logistics.Attributes{},
		logistics.AttributesOf(map[string]string{"tier": "gold", "lane": ""}),
		time.Time{},
		time.Date(2025, 3, 3, 12, 0, 0, 1, time.FixedZone("", -3600)),
	}
	byType := map[reflect.Type][]reflect.Value{}
	for _, value := range list {
		byType[reflect.TypeOf(value)] = append(byType[reflect.TypeOf(value)], reflect.ValueOf(value))
	}
	byType[reflect.TypeFor[logistics.Zones]()] = []reflect.Value{
		reflect.ValueOf(logistics.ZonesFunc(time.LoadLocation)),
	}
	for _, clock := range []reflect.Type{
		reflect.TypeFor[logistics.WorkingTime](), reflect.TypeFor[logistics.WorkingDays](),
	} {
		byType[clock] = []reflect.Value{reflect.ValueOf(logistics.RoundTheClock{})}
	}
	sample := returns.Approved{EventHeader: logistics.EventHeader{At: time.Date(2025, 3, 3, 12, 0, 0, 0, time.UTC)}}
	byType[reflect.TypeFor[returns.Event]()] = []reflect.Value{reflect.ValueOf(sample)}
	return byType
})
