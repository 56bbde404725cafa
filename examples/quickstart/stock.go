package main

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/logicrm/logistics/vmi"
)

// stockItem is one item whose stock we manage at a customer's, with its latest report.
type stockItem struct {
	Agreement json.RawMessage `json:"agreement"` // a policy: read strictly
	Position  vmi.Position    `json:"position"`
	Demand    vmi.Demand      `json:"demand"`
}

// tellStock is the last chapter: what to send where we manage the stock, and why.
func tellStock(out io.Writer, _ *year) error {
	items, err := read[[]stockItem]("stock.json")
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "REPLENISHMENT of the stock we manage for our customers")
	var proposals []vmi.Proposal
	w := newTable(out)
	fmt.Fprintln(w, "  agreement\titem\tat\tposition\treorder point\ttarget\taction\tquantity")
	for _, item := range items {
		agreement, err := vmi.DecodeAgreement(item.Agreement)
		if err != nil {
			return fmt.Errorf("stock.json: %w", err)
		}
		p, err := vmi.Propose(agreement, hostZones(), item.Position, item.Demand, asOf())
		if err != nil {
			return fmt.Errorf("%s: %w", agreement.ID, err)
		}
		proposals = append(proposals, p)
		fmt.Fprintf(w, "  %s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", agreement.ID, agreement.Item, agreement.Place.ID,
			p.InventoryPosition, p.ReorderPoint, p.Target, p.Action, p.Quantity)
	}
	w.Flush()
	for i, p := range proposals {
		fmt.Fprintf(out, "  %s:\n", p.Agreement.ID)
		if i == 0 {
			for _, step := range p.Steps() {
				fmt.Fprintf(out, "    %s = %s = %s\n", step.Name, step.Formula, step.Result)
			}
		}
		for _, reason := range p.Reasons() {
			fmt.Fprintf(out, "    %s\n", vmi.Reasons().Render(reason))
		}
	}
	return nil
}
