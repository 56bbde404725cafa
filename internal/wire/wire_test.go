package wire_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
)

// Validate wants a name, and a number that is not that of another field.
func (p paper) Validate() error {
	var faults logistics.Faults
	if p.Name == "" {
		faults.Add("/name", logistics.FaultRequired, "", "name is required")
	}
	if p.N < 0 || int64(p.N) > p.Big && p.Big > 0 {
		faults.Add("/n", logistics.FaultConflict, "", "more than the big one")
	}
	return faults.Err()
}

// TestWhatIsReadWrongAndWhatIsWrongComeTogether: of a place that could not be read nothing more is said.
func TestWhatIsReadWrongAndWhatIsWrongComeTogether(t *testing.T) {
	doc := wire.Document{Name: "test.paper"}
	for data, want := range map[string][]string{
		`{"schema":"logistics/test.paper/1"}`:                             {"/name required"},
		`{"schema":"logistics/test.paper/1","yes":1}`:                     {"/name required", "/yes syntax"},
		`{"schema":"logistics/test.paper/1","name":7}`:                    {"/name syntax"},
		`{"schema":"logistics/test.paper/1","name":"x","n":2,"big":1}`:    {"/n conflict"},
		`{"schema":"logistics/test.paper/1","name":"x","n":2,"big":"1"}`:  {"/big syntax"},
		`{"schema":"logistics/test.paper/1","other":7}`:                   {"/name required", "/other unknown"},
		`{"schema":"logistics/test.paper/1","name":"x","n":-1,"other":7}`: {"/other unknown"},
	} {
		got, err := wire.DecodeDocument[paper](doc, []byte(data), wire.Strict)
		if faults := faultsOf(err); !slices.Equal(faults, want) || got.Name != "" {
			t.Errorf("%s: %q, want %q", data, faults, want)
		}
	}
}

func TestHeadsOfPolicies(t *testing.T) {
	doc := wire.Document{Name: "test.paper"}
	for _, c := range []struct {
		head wire.Head
		want []string
	}{
		{wire.Head{ID: logistics.MustID("a"), Version: 1}, nil},
		{
			wire.Head{
				Schema: doc.Schema(), ID: logistics.MustID("a"), Version: wire.Unversioned, Name: "what it is called",
			}, nil,
		},
		{wire.Head{}, []string{"/id required", "/version out_of_range"}},
		{
			wire.Head{Schema: "x", Version: -2, Name: "\n"},
			[]string{"/schema unsupported", "/id required", "/version out_of_range", "/name encoding"},
		},
	} {
		var faults logistics.Faults
		doc.Head(c.head, &faults)
		var got []string
		for _, f := range faults {
			got = append(got, f.Path+" "+string(f.Code))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%+v: %q, want %q", c.head, got, c.want)
		}
	}
	if doc.Written("") != doc.Schema() || doc.Written("x") != "x" {
		t.Error("a schema that was left out is this release's")
	}
}

// paper has a field of every form a document can have.
type paper struct {
	Schema   string                  `json:"schema"`
	Name     string                  `json:"name"`
	N        int                     `json:"n"`
	Big      int64                   `json:"big,omitzero"`
	Yes      bool                    `json:"yes,omitzero"`
	Price    logistics.Money         `json:"price,omitzero"`
	Quantity logistics.Quantity      `json:"quantity,omitzero"`
	Cost     logistics.CostFact      `json:"cost,omitzero"`
	Window   logistics.Window        `json:"window,omitzero"`
	At       logistics.Stamp         `json:"at,omitzero"`
	Ratio    logistics.Ratio         `json:"ratio,omitzero"`
	List     []paper                 `json:"list,omitempty"`
	Table    map[string]logistics.ID `json:"table,omitempty"`
	Dates    map[logistics.Date]int  `json:"dates,omitempty"`
	Pointer  *paper                  `json:"pointer,omitempty"`
	Verdicts []logistics.Verdict     `json:"verdicts,omitempty"`
	Hidden   string                  `json:"-"`
}

const whole = `{
	"schema": "logistics/test.paper/1", "name": "Ärger", "n": -3, "big": 9223372036854775807, "yes": true,
	"price": {"amount": "12.50", "currency": "EUR"}, "quantity": {"value": "3", "unit": "EA"},
	"cost": {"reason": "see_document", "reference": "DN-304"},
	"window": {"from": "2025-03-03T08:00:00+01:00", "to": "2025-03-03T12:00:00+01:00", "end": "until"},
	"at": "2025-03-03T11:59[Europe/Berlin]", "ratio": "95%",
	"list": [{"name": "inner", "n": 1}, {"name": "\u00e4\ud83d\ude00", "n": 2}], "table": {"a/b": "gln:4012345000023"},
	"dates": {"2025-03-03": 1}, "pointer": {"n": 4}, "verdicts": ["met", "not_due"]
}`

func TestDecodeReadsEveryForm(t *testing.T) {
	got, err := wire.Decode[paper]([]byte(whole), wire.Strict)
	if err != nil {
		t.Fatal(err)
	}
	if got.Name != "Ärger" || got.N != -3 || got.Big != 1<<63-1 || !got.Yes || got.Price.String() != "12.50 EUR" ||
		got.Quantity.String() != "3 EA" || got.Cost.String() != "see_document DN-304" || got.List[1].Name != "ä😀" ||
		got.Table["a/b"] != logistics.MustID("gln:4012345000023") || got.Pointer.N != 4 ||
		got.Verdicts[1] != logistics.NotDue ||
		got.At.Zone() != "Europe/Berlin" || got.Ratio != logistics.MustRatio("95/100") ||
		got.Dates[logistics.MustDate("2025-03-03")] != 1 {
		t.Errorf("%+v", got)
	}
	data, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	again, err := wire.Decode[paper](data, wire.Strict)
	if err != nil {
		t.Fatal(err)
	}
	if second, _ := json.Marshal(again); string(second) != string(data) {
		t.Errorf("%s became %s", data, second)
	}
}

func faultsOf(err error) []string {
	var faults logistics.Faults
	if !errors.As(err, &faults) {
		return nil
	}
	var out []string
	for _, f := range faults {
		out = append(out, f.Path+" "+string(f.Code))
	}
	return out
}

func TestEveryFaultComesAtOnce(t *testing.T) {
	_, err := wire.Decode[paper]([]byte(`{
		"schema": 1, "nmae": "x", "n": 1.5, "big": 9223372036854775808, "yes": "true", "name": "a\u0000b",
		"price": {"amount": 12.5, "currency": "EURO", "rate": "1"}, "quantity": {"value": "-", "unit": "ea"},
		"cost": {"amount": {"amount": "1", "currency": "EUR"}, "reason": "included"},
		"window": {"from": "2025-03-03T12:00:00Z", "to": "2025-03-03T08:00:00Z", "end": "until"},
		"at": "2025-02-30", "ratio": "1/0", "list": [{"n": "1"}, 7], "table": {"x": "gln:1", "y/z": 1},
		"dates": {"2025-02-30": 1}, "pointer": [], "verdicts": ["won"], "Hidden": "x", "n": 2
	}`), wire.Strict)
	want := []string{
		"/Hidden unknown", "/at out_of_range", "/big out_of_range", "/cost conflict", "/dates/2025-02-30 out_of_range",
		"/list/0/n syntax", "/list/1 syntax", "/n syntax", "/n duplicate", "/name encoding", "/nmae unknown",
		"/pointer syntax",
		"/price/amount syntax", "/price/rate unknown", "/quantity/unit unknown", "/quantity/value syntax",
		"/ratio out_of_range", "/schema syntax", "/table/x syntax", "/table/y~1z syntax", "/verdicts/0 unknown",
		"/window/to conflict", "/yes syntax",
	}
	got := faultsOf(err)
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("faults\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestTolerantPassesUnknownFieldsOver(t *testing.T) {
	data := []byte(
		`{"schema":"x","n":1,"later":{"a":[1,{"b":null}]},"price":{"amount":"1","currency":"EUR","rate":"1"}}`,
	)
	if got, err := wire.Decode[paper](data, wire.Tolerant); err != nil || got.N != 1 {
		t.Errorf("%+v, %v", got, err)
	}
	if got := faultsOf(func() error { _, err := wire.Decode[paper](data, wire.Strict); return err }()); len(got) != 2 {
		t.Errorf("strict: %q", got)
	}
	if got := faultsOf(func() error {
		_, err := wire.Decode[paper]([]byte(`{"n":1,"n":1}`), wire.Tolerant)
		return err
	}()); !slices.Equal(got, []string{"/n duplicate"}) {
		t.Errorf("a name given twice: %q", got)
	}
}

func TestNotADocument(t *testing.T) {
	for name, c := range map[string]struct {
		data string
		want logistics.FaultCode
	}{
		"empty": {"", logistics.FaultSyntax}, "cut": {`{"n":`, logistics.FaultSyntax},
		"two": {`{} {}`, logistics.FaultSyntax},
		"nan": {`{"n":NaN}`, logistics.FaultSyntax}, "inf": {`{"n":Infinity}`, logistics.FaultSyntax},
		"plus":    {`{"n":+1}`, logistics.FaultSyntax},
		"comment": {`{/**/}`, logistics.FaultSyntax}, "utf-8": {"{\"name\":\"\xff\"}", logistics.FaultEncoding},
		"surrogate": {`{"name":"\ud800"}`, logistics.FaultEncoding},
		"control":   {`{"name":"\u001b[2J"}`, logistics.FaultEncoding},
		"deep":      {strings.Repeat("[", 33) + strings.Repeat("]", 33), logistics.FaultTooMany},
		"list":      {`[]`, logistics.FaultSyntax}, "text": {`"x"`, logistics.FaultSyntax},
		"exponent": {`{"n":1e3}`, logistics.FaultSyntax},
		"long":     {`{"n":` + strings.Repeat("9", 40) + `}`, logistics.FaultSyntax},
	} {
		_, err := wire.Decode[paper]([]byte(c.data), wire.Strict)
		var fault *logistics.FieldError
		if !errors.As(err, &fault) || fault.Code != c.want {
			if name == "long" && fault != nil && fault.Code == logistics.FaultOutOfRange {
				continue
			}
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
	if _, err := wire.Decode[paper]([]byte(`null`), wire.Strict); err != nil {
		t.Errorf("null is the zero value: %v", err)
	}
	if got, err := wire.Decode[paper]([]byte(`{"name":"\ufffd"}`), wire.Strict); err != nil || got.Name != "\ufffd" {
		t.Errorf("a replacement character that was meant: %q, %v", got.Name, err)
	}
}

func TestValuesOfValuesAreChecked(t *testing.T) {
	for data, want := range map[string][]string{
		`{"cost":{"amount":{"amount":"1","currency":"EUR","x":1}}}`: {"/cost/amount/x unknown"},
		`{"cost":{"amount":{"amount":"1","amount":"2","currency":"EUR"},"y":1}}`: {
			"/cost/amount/amount duplicate", "/cost/y unknown",
		},
		`{"price":{"amount":"1","currency":"EUR","currency":"USD"}}`: {
			"/price/currency duplicate",
		},
		`{"table":{"` + strings.Repeat("x", 257) + `":"a","b":"c"}}`: {"/table too_long"},
		`{"list":[` + strings.Repeat("0,", 5000) + `0]}`:             {"/list too_many"},
		`{"list":[` + strings.Repeat("{},", 5000) + `{"x":1}],"name":"` + `\u001b` + `"}`: {
			"/list too_many", "/name encoding",
		},
	} {
		_, err := wire.Decode[paper]([]byte(data), wire.Strict)
		if got := faultsOf(err); !slices.Equal(got, want) {
			t.Errorf("%.80s: %q, want %q", data, got, want)
		}
	}
}

func TestFaultsAreBounded(t *testing.T) {
	data := []byte("[" + strings.Repeat(`{"x":1},`, 1000) + `{}]`)
	_, err := wire.Decode[[]paper](data, wire.Strict)
	if got := faultsOf(err); len(got) != wire.MaxFaults {
		t.Errorf("%d faults, want %d", len(got), wire.MaxFaults)
	}
}

// allocated is how many bytes f allocates.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

func TestHostileInputStaysBounded(t *testing.T) {
	const rest = 1 << 16
	hostile := map[string][]byte{
		"empty objects": []byte("[" + strings.Repeat("{},", 50000) + "{}]"),
		"numbers":       []byte("[" + strings.Repeat("0,", 50000) + "0]"),
		"lists in list": []byte(`[{"list":[` + strings.Repeat(`{"list":[{}]},`, 20000) + `{}]}]`),
		"pointers":      []byte("[" + strings.Repeat(`{"pointer":{"pointer":{}}},`, 20000) + "{}]"),
		"long names": []byte(
			`[{"table":{"` + strings.Repeat("x", 1<<18) + `":"y","z":"` + strings.Repeat("x", 1<<18) + `"}}]`,
		),
		"nulls":       []byte("[" + strings.Repeat("null,", 50000) + "null]"),
		"deep":        []byte(strings.Repeat(`{"list":[`, 16) + strings.Repeat("]}", 16)),
		"deep lists":  []byte(strings.Repeat("[", 500000) + strings.Repeat("]", 500000)),
		"long text":   []byte(`[{"name":"` + strings.Repeat("x", 1<<20) + `"}]`),
		"long number": []byte(`[{"n":` + strings.Repeat("9", 1<<20) + `}]`),
		"long amount": []byte(`[{"price":{"amount":"` + strings.Repeat("9", 1<<20) + `","currency":"EUR"}}]`),
		"exponent":    []byte(`[{"price":{"amount":"1e999999999","currency":"EUR"}}]`),
		"many names":  []byte(`[{"table":{` + manyNames(20000) + `}}]`),
		"escapes":     []byte(`[{"name":"` + strings.Repeat(`\u0041`, 1<<17) + `"}]`),
	}
	files, err := filepath.Glob("testdata/hostile/*")
	if err != nil || len(files) == 0 {
		t.Fatalf("no hostile corpus: %v", err)
	}
	for _, file := range files {
		if hostile[file], err = os.ReadFile(file); err != nil {
			t.Fatal(err)
		}
	}
	for name, data := range hostile {
		for _, mode := range []wire.Mode{wire.Strict, wire.Tolerant} {
			bytes := allocated(func() { _, _ = wire.Decode[[]paper](data, mode) })
			t.Logf("%s: %d bytes took %d, %.1f times", name, len(data), bytes, float64(bytes)/float64(len(data)))
			if limit := uint64(len(data))*wire.MaxGrowth + rest; bytes > limit {
				t.Errorf("%s: %d bytes of input took %d, limit %d", name, len(data), bytes, limit)
			}
		}
		if strings.HasPrefix(name, "testdata") {
			if _, err := wire.Decode[[]paper](data, wire.Strict); !errors.Is(err, logistics.ErrInvalid) {
				t.Errorf("%s was accepted: %v", name, err)
			}
		}
	}
}

func manyNames(n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `"%d":"x"`, i)
	}
	return b.String()
}

func TestDocumentsAreBroughtUp(t *testing.T) {
	doc := wire.Document{Name: "test.paper", Upcasts: []wire.Upcast{
		func(data json.RawMessage) (json.RawMessage, error) {
			return json.RawMessage(strings.Replace(string(data), `"title"`, `"name"`, 1)), nil
		},
		func(data json.RawMessage) (json.RawMessage, error) {
			if strings.Contains(string(data), `"n":0`) {
				return nil, logistics.NewFieldError(logistics.FaultConflict, "0", "version 2 allowed what 3 does not")
			}
			return data, nil
		},
	}}
	if doc.Schema() != "logistics/test.paper/3" {
		t.Errorf("schema %s", doc.Schema())
	}
	for version, name := range map[string]string{"1": "title", "2": "name", "3": "name"} {
		data := `{"schema":"logistics/test.paper/` + version + `","` + name + `":"x","n":1}`
		if got, err := wire.DecodeDocument[paper](doc, []byte(data), wire.Strict); err != nil || got.Name != "x" ||
			got.Schema != doc.Schema() {
			t.Errorf("version %s: %+v, %v", version, got, err)
		}
	}
	for data, want := range map[string]string{
		`{"n":1}`:                                   "/schema required",
		`{"schema":"logistics/test.paper/4"}`:       "/schema unsupported",
		`{"schema":"logistics/test.paper/0"}`:       "/schema unsupported",
		`{"schema":"logistics/test.paper/x"}`:       "/schema unsupported",
		`{"schema":"logistics/other.paper/1"}`:      "/schema unsupported",
		`{"schema":7}`:                              "/schema required",
		`{"schema":"logistics/test.paper/2","n":0}`: " conflict",
		`[]`: " syntax",
		`{`:  " syntax",
	} {
		_, err := wire.DecodeDocument[paper](doc, []byte(data), wire.Strict)
		if got := faultsOf(err); !slices.Equal(got, []string{want}) {
			t.Errorf("%s: %q, want %q", data, got, want)
		}
	}
	var faults logistics.Faults
	doc.Check(doc.Schema(), &faults)
	if len(faults) != 0 {
		t.Errorf("the current schema: %v", faults)
	}
}

type shape interface{ area() int }

type square struct {
	Side int `json:"side"`
}

type point struct{}

func (s square) area() int { return s.Side * s.Side }
func (point) area() int    { return 0 }

func shapes() wire.Union[shape] {
	return wire.Union[shape]{{"square", square{}}, {"point", point{}}}
}

func TestUnionsRoundTrip(t *testing.T) {
	for _, s := range []shape{square{3}, point{}} {
		data, err := shapes().Encode(s)
		if err != nil {
			t.Fatal(err)
		}
		back, err := shapes().Decode(data, wire.Strict)
		if err != nil || back != s {
			t.Errorf("%s reads as %v, %v", data, back, err)
		}
	}
	if got, err := shapes().Decode([]byte(` {"side":2,"type":"square"}`), wire.Strict); err != nil || got.area() != 4 {
		t.Errorf("%v, %v", got, err)
	}
	for data, want := range map[string][]string{
		`{"side":2}`:                         {"/type required"},
		`{"type":"circle"}`:                  {"/type unknown"},
		`{"type":"square","side":"2","x":1}`: {"/side syntax", "/x unknown"},
		`{"type":"point","type":"square"}`:   {"/type unknown"},
		`7`:                                  {" syntax"},
		``:                                   {" syntax"},
	} {
		_, err := shapes().Decode([]byte(data), wire.Strict)
		if got := faultsOf(err); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", data, got, want)
		}
	}
	if _, err := (wire.Union[shape]{{"point", point{}}}).Encode(square{1}); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("a stranger was encoded: %v", err)
	}
}

func TestWireCorpusOfTheNouns(t *testing.T) {
	reread[logistics.Order](t, "order")
	reread[logistics.Order](t, "order_zero")
	reread[logistics.Fulfilment](t, "fulfilment")
	reread[logistics.Hours](t, "hours")
	reread[logistics.Outcome](t, "outcome_due")
	reread[logistics.Finding](t, "finding")
	reread[logistics.Entitlement](t, "entitlement")
	reread[[]logistics.Selector](t, "selectors")
	reread[logistics.Attributes](t, "attributes")
	reread[logistics.LineRef](t, "line_ref")
	reread[logistics.SecretRef](t, "secret_ref")
	reread[logistics.CostFact](t, "cost_in_document")
	reread[logistics.Observation](t, "observation")
	reread[logistics.Tally](t, "tally")
	reread[logistics.ServiceLevel](t, "service_level")
	reread[[]logistics.Window](t, "windows")
	reread[[]logistics.PeriodRule](t, "period_rules")
	reread[[]logistics.Reason](t, "reasons")
	reread[[]logistics.Step](t, "steps")
}

// reread decodes a document of the root's corpus and writes it again: the bytes are the same.
func reread[T any](t *testing.T, name string) {
	t.Helper()
	data, err := os.ReadFile("../../testdata/wire/v1/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	for _, mode := range []wire.Mode{wire.Strict, wire.Tolerant} {
		document, err := wire.Decode[T](data, mode)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if again, err := json.Marshal(document); err != nil || string(again) != strings.TrimSpace(string(data)) {
			t.Errorf("%s became %s, %v", data, again, err)
		}
	}
}

// values draws any JSON value, as text.
func values(depth int) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		kinds := 5
		if depth > 0 {
			kinds = 7
		}
		switch rapid.IntRange(0, kinds-1).Draw(t, "kind") {
		case 0:
			return "null"
		case 1:
			return rapid.SampledFrom([]string{"true", "false"}).Draw(t, "bool")
		case 2:
			return rapid.StringMatching(`-?(0|[1-9][0-9]{0,4})(\.[0-9]{1,3})?(e[+-]?[0-9])?`).Draw(t, "number")
		case 3, 4:
			text, _ := json.Marshal(rapid.String().Draw(t, "text"))
			return string(text)
		case 5:
			return "[" + strings.Join(rapid.SliceOfN(values(depth-1), 0, 4).Draw(t, "list"), " , ") + "]"
		default:
			var members []string
			for _, name := range rapid.SliceOfNDistinct(
				rapid.SampledFrom([]string{"name", "n", "list", "price", "x", "at"}), 0, 4, rapid.ID,
			).Draw(t, "names") {
				members = append(members, `"`+name+`" : `+values(depth-1).Draw(t, name))
			}
			return "{ " + strings.Join(members, "\n,") + "}"
		}
	})
}

func TestDecodeAgreesWithTheStandardReader(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		data := []byte(values(4).Draw(t, "json"))
		got, err := wire.Decode[paper](data, wire.Tolerant)
		var want paper
		if stdErr := json.Unmarshal(data, &want); err == nil && stdErr != nil {
			t.Fatalf("%s was read, the standard reader says %v", data, stdErr)
		}
		if err != nil {
			return
		}
		a, aErr := json.Marshal(got)
		b, bErr := json.Marshal(want)
		if (aErr == nil) != (bErr == nil) || string(a) != string(b) {
			t.Fatalf("%s reads as %s, the standard reader has %s", data, a, b)
		}
	})
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(whole))
	f.Add([]byte(`{"list":[{"price":{"amount":"1e9"}}],"n":1,"n":2}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := wire.Decode[paper](data, wire.Strict)
		if err != nil {
			if !errors.Is(err, logistics.ErrInvalid) {
				t.Fatalf("%T is no fault", err)
			}
			return
		}
		if _, err := json.Marshal(got); err != nil {
			return // a zero enumeration in a list has no text
		}
	})
}

func TestTextsForPeople(t *testing.T) {
	for text, code := range map[string]logistics.FaultCode{
		"": logistics.FaultRequired, "four\n": logistics.FaultEncoding, "\xc3": logistics.FaultEncoding,
		"more than ten": logistics.FaultTooLong,
	} {
		var faults logistics.Faults
		wire.CheckText("/name", text, "what people call it", 10, &faults)
		if len(faults) != 1 || faults[0].Path != "/name" || faults[0].Code != code {
			t.Errorf("%q: %v", text, faults)
		}
	}
	var faults logistics.Faults
	if wire.CheckText("/name", "zwölf", "", 6, &faults); len(faults) > 0 {
		t.Error(faults)
	}
}
