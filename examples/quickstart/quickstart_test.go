package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/examples/quickstart/sample"
	"github.com/logicrm/logistics/internal/golden"
)

func output(t *testing.T, args ...string) string {
	t.Helper()
	var out, progress bytes.Buffer
	if err := run(args, &out, &progress); err != nil {
		t.Fatalf("%q: %v", args, err)
	}
	if progress.Len() > 0 {
		t.Errorf("%q wrote to standard error, which is no terminal: %s", args, progress.String())
	}
	return out.String()
}

func TestTheYearOnOnePage(t *testing.T) {
	golden.Equal(t, "testdata/quickstart.golden", []byte(output(t)))
}

// TestTheYearInGerman has the page in another language; at its end it says what is not translated.
func TestTheYearInGerman(t *testing.T) {
	golden.Equal(t, "testdata/quickstart.de.golden", []byte(output(t, "-lang", "de")))
	data, err := sample.Files.ReadFile("page.de.json")
	if err != nil {
		t.Fatal(err)
	}
	translation, err := logistics.DecodeTranslation(data)
	if err != nil {
		t.Fatal(err)
	}
	if err := pageTexts().Check(translation); err != nil {
		t.Error(err)
	}
	var out, progress bytes.Buffer
	var usage usageError
	if err := run([]string{"-lang", "tlh"}, &out, &progress); !errors.As(err, &usage) || out.Len() > 0 {
		t.Errorf("a language that nobody has translated: %v, %s", err, out.String())
	}
}

func TestEveryVerdictOfEveryRightOccurs(t *testing.T) {
	y, err := judgeYear()
	if err != nil {
		t.Fatal(err)
	}
	for _, right := range logistics.AllRights() {
		for v := logistics.Missed; v <= logistics.Waived; v++ {
			if y.verdicts[right][v] == 0 {
				t.Errorf("no line of the year has %s %s", right, v)
			}
		}
	}
}

func TestTheSampleIsWhatTheGeneratorWrites(t *testing.T) {
	files, err := sample.Generate(sample.Seed)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		got, err := sample.Files.ReadFile(name)
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what the generator writes, %v; run go generate ./examples/quickstart/sample", name, err)
		}
	}
	other, err := sample.Generate("another year")
	if err != nil || bytes.Equal(other["orders.json"], files["orders.json"]) {
		t.Errorf("another seed gives the same year: %v", err)
	}
}

const header = "\ufeffID,Project Code,PQ #,PO / SO #,ASN/DN #,Country,Shipment Mode,PQ First Sent to Client Date,PO " +
	"Sent to Vendor Date," +
	"Scheduled Delivery Date,Delivered to Client Date,Line Item Quantity,Line Item Value,Freight Cost (USD)"

// history is a file in the layout of the data set: two shipments of one order, and one of another.
func history(rows ...string) string {
	return header + "\n" + strings.Join(append([]string{
		`1,P,Q,SO-1,DN-1,Benin,Air,6/1/25,N/A - From RDC,10-Jun-25,10-Jun-25,100,1200.50,80.25`,
		`2,P,Q,SO-1,DN-1,Benin,Air,6/1/25,6/2/25,10-Jun-25,12-Jun-25,50,600,See DN-1 (ID#:1)`,
		`3,P,Q,SO-1,DN-2,Benin,N/A,Pre-PQ Process,Date Not Captured,20-Jun-25,18-Jun-25,50,600,` +
			`Freight Included in Commodity Cost`,
		`4,P,Q,SO-2,DN-3,"Korea, Republic of",Ocean,6/1/25,6/2/25,20-Jun-25,20-Jun-25,7.5,0,Invoiced Separately`,
		`5,P,Q,SO-2,DN-3,"Korea, Republic of",Ocean,6/1/25,6/2/25,20-Jun-25,20-Jun-25,1,0,See DN-3 (ID#:4)`,
	}, rows...), "\n") + "\n"
}

func write(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "history.csv")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestShipments(t *testing.T) {
	path := write(t, history())
	for name, args := range map[string][]string{
		"lines_any_early": {"-early", "any", "-late", "0", "-by", "Shipment Mode"},
		"lines_exact":     {"-early", "0", "-late", "0", "-by", "Country"},
		"lines_late_2":    {"-early", "1", "-late", "2"},
		"shipments":       {"-grain", "shipment", "-by", "Shipment Mode"},
		"orders":          {"-grain", "order"},
	} {
		golden.Equal(t, "testdata/shipments/"+name+".golden", []byte(output(t, append(args, "-shipments", path)...)))
	}
}

func TestGzipReadsTheSame(t *testing.T) {
	var zipped bytes.Buffer
	w := gzip.NewWriter(&zipped)
	if _, err := w.Write([]byte(history())); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if output(t, "-shipments", write(t, zipped.String())) != output(t, "-shipments", write(t, history())) {
		t.Error("a gzipped file gives other figures")
	}
}

func TestNoRowDisappears(t *testing.T) {
	path := write(t, history(
		`6,P,Q,SO-3,DN-4,Benin,Air,6/1/25,6/2/25,31-Jun-25,20-Jun-25,1,0,1`,       // no such day
		`7,P,Q,SO-3,DN-4,Benin,Air,6/1/25,6/2/25,20-Jun-25,20-Jun-25,many,0,1`,    // no number
		`8,P,Q,SO-3,DN-4,Benin,Air,6/1/25,6/2/25,20-Jun-25,20-Jun-25,0,0,1`,       // nothing ordered
		`9,P,Q,SO-3,DN-4,Benin,Air,6/1/25,6/2/25,20-Jun-25,20-Jun-25,1,0`,         // a field too few
		`1,P,Q,SO-3,DN-4,Benin,Air,6/1/25,6/2/25,20-Jun-25,20-Jun-25,1,0,1`,       // an id that was there
		`10,P,Q,SO-3,DN-4,Benin,Air,6/1/25,6/2/25,20-Jun-25,20-Jun-25,1,1e9,1`,    // an exponent
		`11,P,Q,SO-3,DN-4,Benin,Air,6/1/25,6/2/25,20-Jun-25,20-Jun-25,1,1,See me`, // a reference to nothing
		`12,P,Q,,DN-4,Benin,Air,6/1/25,6/2/25,20-Jun-25,20-Jun-25,1,1,1`,          // no order
		"13,P,Q,SO-3,DN-4,B\xff,Air,6/1/25,6/2/25,20-Jun-25,20-Jun-25,1,1,1",      // not UTF-8
		`14,P,"Q"x,SO-3,DN-4,Benin,Air,6/1/25,6/2/25,20-Jun-25,20-Jun-25,1,1,1`,   // a quote in the middle
		`15,P,Q,SO-3,DN-4,Benin,Air,soon,6/2/25,20-Jun-25,20-Jun-25,1,1,1`,        // no date, and no word for none
	))
	out := output(t, "-shipments", path)
	golden.Equal(t, "testdata/shipments/refused.golden", []byte(out))
	var read, judged, refused int
	_, account, _ := strings.Cut(out, "Rows\n")
	if _, err := fmt.Sscanf(account, " %d read\n %d judged\n %d refused", &read, &judged, &refused); err != nil {
		t.Fatal(err)
	}
	if read != 16 || read != judged+refused {
		t.Errorf("%d read, %d judged, %d refused", read, judged, refused)
	}
}

func TestMangledDatesAreReportedBeforeAnyFigure(t *testing.T) {
	sound, mangled := []string{}, []string{}
	for i := range 100 {
		row := fmt.Sprintf(`%d,P,Q,SO-9,DN-%d,Benin,Air,%%s,%%s,20-Jun-08,20-Jun-08,1,1,1`, 100+i, 100+i)
		sound = append(sound, fmt.Sprintf(row, "3/4/08", "4/5/08"))
		if i%3 == 0 { // read as year/month/day by a spreadsheet
			mangled = append(mangled, fmt.Sprintf(row, "2003-04-08", "2004-05-08"))
		} else {
			mangled = append(mangled, fmt.Sprintf(row, "3/14/08", "4/15/08"))
		}
	}
	if out := output(t, "-shipments", write(t, history(sound...))); strings.Contains(out, "WARNING") {
		t.Errorf("sound dates are suspected:\n%s", out)
	}
	out := output(t, "-shipments", write(t, history(mangled...)))
	warning, figures := strings.Index(out, "WARNING"), strings.Index(out, "On time")
	if warning < 0 || warning > figures {
		t.Errorf("no warning before the figures:\n%s", out)
	}
	golden.Equal(t, "testdata/shipments/mangled.golden", []byte(out))
}

func TestMistakesOnTheCommandLine(t *testing.T) {
	path := write(t, history())
	for _, args := range [][]string{
		{"-early", "-1", "-shipments", path},
		{"-late", "soon", "-shipments", path},
		{"-grain", "pallet", "-shipments", path},
		{"-by", "Colour", "-shipments", path},
		{"-shipments", write(t, "a,b\n1,2\n")},
		{"story"},
		{"-x"},
	} {
		var usage usageError
		if err := run(args, new(bytes.Buffer), new(bytes.Buffer)); !errors.As(err, &usage) {
			t.Errorf("%q: %v", args, err)
		}
	}
	for _, path := range []string{"testdata/nowhere.csv", write(t, ""), write(t, "\x1f\x8bnot gzip")} {
		if err := run([]string{"-shipments", path}, new(bytes.Buffer), new(bytes.Buffer)); err == nil {
			t.Errorf("%s was judged", path)
		}
	}
}
