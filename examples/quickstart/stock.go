package main

import (
	"encoding/json"
	"fmt"

	"github.com/logicrm/logistics/vmi"
)

// stockItem is one item whose stock we manage at a customer's, with its latest report.
type stockItem struct {
	Agreement json.RawMessage `json:"agreement"` // a policy: read strictly
	Position  vmi.Position    `json:"position"`
	Demand    vmi.Demand      `json:"demand"`
}

// tellStock is the last chapter: what to send where we manage the stock, and why.
func tellStock(p *page, _ *year) error {
	items, err := read[[]stockItem]("stock.json")
	if err != nil {
		return err
	}
	p.line(0, "page.stock")
	var proposals []vmi.Proposal
	w := p.table("page.agreement", "page.item", "page.at", "page.position", "page.reorder_point", "page.target",
		"page.action", "page.quantity")
	for _, item := range items {
		agreement, err := vmi.DecodeAgreement(item.Agreement)
		if err != nil {
			return fmt.Errorf("stock.json: %w", err)
		}
		proposal, err := vmi.Propose(agreement, hostZones(), item.Position, item.Demand, asOf())
		if err != nil {
			return fmt.Errorf("%s: %w", agreement.ID, err)
		}
		proposals = append(proposals, proposal)
		fmt.Fprintf(w, "  %s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", agreement.ID, p.figure(agreement.Item.Param("")),
			agreement.Place.ID, p.quantity(proposal.InventoryPosition), p.quantity(proposal.ReorderPoint),
			p.quantity(proposal.Target), p.term(proposal.Action.String(), vmi.Reasons()), p.quantity(proposal.Quantity))
	}
	w.Flush()
	for i, proposal := range proposals {
		p.line(2, "page.stock.agreement", proposal.Agreement.ID.Param("agreement"))
		if i == 0 {
			for _, step := range proposal.Steps() {
				fmt.Fprintf(p.out, "    %s\n", vmi.Reasons().Tell(step, p.in))
			}
		}
		p.reasons(4, vmi.Reasons(), proposal.Reasons()...)
	}
	return nil
}
