package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"
)

// table is a CSV file read row by row, gzipped or not.
type table struct {
	header []string
	csv    *csv.Reader
	meter  *meter
	file   *os.File
}

// row is one record with the positions of its fields.
type row struct {
	fields    []string
	line      int
	positions []int // column of each field in its line, from 1
}

// openTable opens a file and reads its header. Progress goes to meterOut when that is a terminal.
func openTable(path string, meterOut io.Writer) (*table, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	t := &table{file: file, meter: newMeter(file, meterOut)}
	if err := t.start(path); err != nil {
		file.Close()
		return nil, err
	}
	return t, nil
}

func (t *table) start(path string) error {
	buffered := bufio.NewReaderSize(t.meter, 1<<16)
	var plain io.Reader = buffered
	if magic, _ := buffered.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		unzipped, err := gzip.NewReader(buffered)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		plain = unzipped
	}
	t.csv = csv.NewReader(plain)
	t.csv.FieldsPerRecord = -1 // counted here, so that one bad row does not end the reading
	header, err := t.csv.Read()
	if err != nil {
		return fmt.Errorf("%s: no header: %w", path, err)
	}
	header[0] = strings.TrimPrefix(header[0], "\ufeff") // spreadsheets write a byte order mark
	t.header = header
	return nil
}

func (t *table) close() {
	t.meter.done()
	t.file.Close()
}

// column finds a column by name.
func (t *table) column(name string) (int, error) {
	if i := slices.Index(t.header, name); i >= 0 {
		return i, nil
	}
	return 0, fmt.Errorf("no column %q; there are %q", name, t.header)
}

// refusal is why a row was not judged: a kind to count by, and where.
type refusal struct {
	kind         string
	line, column int
	detail       string
}

func (r refusal) String() string {
	return fmt.Sprintf("line %d, column %d: %s: %s", r.line, r.column, r.kind, r.detail)
}

// next reads a row. A row that is no row comes back as a refusal; err is the end or a broken file.
func (t *table) next() (row, *refusal, error) {
	fields, err := t.csv.Read()
	var broken *csv.ParseError
	switch {
	case errors.As(err, &broken):
		return row{}, &refusal{"csv", broken.StartLine, max(broken.Column, 1), broken.Err.Error()}, nil
	case err != nil:
		return row{}, nil, err
	}
	r := row{fields: fields, positions: make([]int, len(fields))}
	for i := range fields {
		line, column := t.csv.FieldPos(i)
		if i == 0 {
			r.line = line
		}
		r.positions[i] = column
	}
	if len(fields) != len(t.header) {
		return r, &refusal{
			"columns", r.line, 1, fmt.Sprintf("%d fields, the header has %d", len(fields), len(t.header)),
		}, nil
	}
	for i, field := range fields {
		if !utf8.ValidString(field) {
			return r, &refusal{"encoding", r.line, r.positions[i], t.header[i] + " is not UTF-8"}, nil
		}
	}
	return r, nil, nil
}

// meter counts what was read and draws a bar on a terminal.
type meter struct {
	file  *os.File
	out   io.Writer // nil when nobody watches
	size  int64
	read  int64
	drawn int64
}

func newMeter(file *os.File, out io.Writer) *meter {
	m := &meter{file: file}
	if info, err := file.Stat(); err == nil {
		m.size = info.Size()
	}
	if terminal, ok := out.(*os.File); ok && m.size > 0 {
		if info, err := terminal.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
			m.out = out
		}
	}
	return m
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.file.Read(p)
	m.read += int64(n)
	if percent := m.read * 100 / max(m.size, 1); m.out != nil && percent > m.drawn {
		m.drawn = percent
		fmt.Fprintf(m.out, "\r[%-50s] %3d%%", strings.Repeat("=", int(min(percent, 100)/2)), percent)
	}
	return n, err
}

func (m *meter) done() {
	if m.out != nil && m.drawn > 0 {
		fmt.Fprint(m.out, "\r\033[K")
	}
}
