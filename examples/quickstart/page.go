package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/examples/quickstart/sample"
	"github.com/logicrm/logistics/examples/translations"
)

// page is what is printed, in a language. The page has a catalogue of its own, like a room.
type page struct {
	out     io.Writer
	in      logistics.Language
	english map[string]int // sentences of a room that the language does not have
}

// newPage is a page in a language that there are translations of.
func newPage(out io.Writer, tag string) (*page, error) {
	var own []logistics.Translation
	if tag != "en" {
		data, err := sample.Files.ReadFile("page." + tag + ".json")
		if err != nil {
			return nil, fmt.Errorf("no translation into %s; there are en and de", tag)
		}
		translation, err := logistics.DecodeTranslation(data)
		if err != nil {
			return nil, err
		}
		own = append(own, translation)
	}
	in, err := translations.Read(tag, own...)
	return &page{out, in, map[string]int{}}, err
}

// line prints a sentence of the page, indented.
func (p *page) line(indent int, code logistics.Code, params ...logistics.Param) {
	p.reasons(indent, pageTexts(), logistics.Reason{Code: code, Params: params})
}

// reasons prints the sentences of a room, and notes which the language does not have.
func (p *page) reasons(indent int, catalog logistics.Catalog, reasons ...logistics.Reason) {
	for i, sentence := range catalog.Sentences(reasons, p.in) {
		fmt.Fprintf(p.out, "%*s%s\n", indent, "", sentence)
		if room, _, _ := strings.Cut(string(reasons[i].Code), "."); !p.in.IsZero() &&
			!p.in.Translates(reasons[i].Code) {
			p.english[room]++
		}
	}
}

// untold says how much was printed in English because the language does not have it.
func (p *page) untold() {
	if len(p.english) == 0 {
		return
	}
	fmt.Fprintln(p.out)
	p.line(0, "page.untranslated", logistics.TextParam("language", p.in.Tag()))
	for _, room := range slices.Sorted(maps.Keys(p.english)) {
		p.line(2, "page.untranslated.room", logistics.TextParam("room", room),
			logistics.CountParam("sentences", int64(p.english[room])))
	}
}

// figure is one figure of a table.
func (p *page) figure(x logistics.Param, rooms ...logistics.Catalog) string {
	return pageTexts().With(rooms...).Figure(x, p.in)
}

// term is what the page, or one of the rooms, calls a code.
func (p *page) term(code string, rooms ...logistics.Catalog) string {
	return p.figure(logistics.CodeParam("", code), rooms...)
}

func (p *page) money(m logistics.Money) string { return p.figure(m.Param("")) }

func (p *page) quantity(q logistics.Quantity) string { return p.figure(q.Param("")) }

// percent is a share with as many decimals, so that a column is even.
func (p *page) percent(r logistics.Ratio, decimals int) string {
	if r.IsZero() {
		return p.figure(r.PercentParam(""))
	}
	rounded, err := logistics.ParseRatio(r.Percent(decimals))
	if err != nil {
		return r.Percent(decimals)
	}
	return p.figure(rounded.PercentParam(""))
}

func (p *page) count(n int) string { return p.figure(logistics.CountParam("", int64(n))) }

// table begins a table; its heads are terms of the page.
func (p *page) table(heads ...string) *tabwriter.Writer {
	w := tabwriter.NewWriter(p.out, 0, 0, 2, ' ', 0)
	for i, head := range heads {
		heads[i] = p.term(head)
	}
	fmt.Fprintln(w, "  "+strings.Join(heads, "\t"))
	return w
}

// plain is a whole number in a table of ranks and weights.
func plain[T ~int | ~int64](n T) string { return strconv.FormatInt(int64(n), 10) }
