package golden

import (
	"compress/gzip"
	"encoding/csv"
	"io"
	"os"
	"strings"
	"testing"
)

// Rows reads a file of cases, comma-separated, plain or gzipped: the line of names, and the rows under it, of
// which there is at least one. A line that begins with # says where they come from.
func Rows(t testing.TB, path string) (names []string, rows [][]string) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var plain io.Reader = file
	if strings.HasSuffix(path, ".gz") {
		if plain, err = gzip.NewReader(file); err != nil {
			t.Fatal(err)
		}
	}
	reader := csv.NewReader(plain)
	reader.Comment = '#'
	records, err := reader.ReadAll()
	if err != nil || len(records) < 2 {
		t.Fatalf("golden: %s: %d lines, %v", path, len(records), err)
	}
	return records[0], records[1:]
}

// Table is Rows with the cells by name.
func Table(t testing.TB, path string) []map[string]string {
	t.Helper()
	names, rows := Rows(t, path)
	table := make([]map[string]string, len(rows))
	for i, row := range rows {
		table[i] = make(map[string]string, len(row))
		for k, cell := range row {
			table[i][names[k]] = cell
		}
	}
	return table
}
