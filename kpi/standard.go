package kpi

import (
	"slices"

	"github.com/logicrm/logistics"
)

// The standard metrics that are counted from outcomes.
const (
	onTimeDelivery = "on_time_delivery"
	inFull         = "in_full"
	perfectOrder   = "perfect_order"
)

// Standard is the starting catalogue, by stage. It grows; what is in it keeps its id, version and
// meaning. No target is set: that is for the host to agree with its customers.
//
//   - order_acknowledged_in_time: orders confirmed to the customer within the agreed time ÷ orders placed
//   - stock_available_at_order: lines that stock could cover when ordered ÷ lines ordered
//   - on_time_delivery: lines inside their promised window ÷ lines judged
//   - in_full: lines delivered in the promised quantity of the promised product ÷ lines judged
//   - perfect_order: orders with every line perfect ÷ orders judged
//   - picking_accuracy: lines picked without error ÷ lines picked
//   - order_cycle_time: hours from order to delivery, in tenths, over orders delivered
//   - return_rate: lines returned, whole or in part ÷ lines delivered
//   - complaint_rate: orders complained about ÷ orders delivered
//   - invoice_accuracy: invoices that needed no correction ÷ invoices sent
//   - claim_resolution_time: days from claim to settlement, over claims settled
func Standard() []Metric {
	return []Metric{
		proportion("order_acknowledged_in_time", "Orders acknowledged in time", PreTransaction, logistics.HigherIsBetter),
		proportion("stock_available_at_order", "Stock available at order", PreTransaction, logistics.HigherIsBetter),
		proportion(onTimeDelivery, "On-time delivery", Transaction, logistics.HigherIsBetter),
		proportion(inFull, "Delivered in full", Transaction, logistics.HigherIsBetter),
		proportion(perfectOrder, "Perfect order", Transaction, logistics.HigherIsBetter),
		proportion("picking_accuracy", "Picking accuracy", Transaction, logistics.HigherIsBetter),
		mean("order_cycle_time", "Order cycle time", Transaction, "HUR", 1),
		proportion("return_rate", "Return rate", PostTransaction, logistics.LowerIsBetter),
		proportion("complaint_rate", "Complaint rate", PostTransaction, logistics.LowerIsBetter),
		proportion("invoice_accuracy", "Invoice accuracy", PostTransaction, logistics.HigherIsBetter),
		mean("claim_resolution_time", "Claim resolution time", PostTransaction, "DAY", 0),
	}
}

// Lookup finds a metric of [Standard] by its id.
func Lookup(id logistics.ID) (m Metric, ok bool) {
	metrics := Standard()
	i := slices.IndexFunc(metrics, func(m Metric) bool { return m.ID == id })
	if i < 0 {
		return Metric{}, false
	}
	return metrics[i], true
}

func proportion(id, name string, stage Stage, better logistics.Direction) Metric {
	return Metric{
		Schema: document().Schema(), ID: logistics.MustID(id), Version: 1, Name: name,
		Stage: stage, Kind: KindProportion, Direction: better,
	}
}

// mean is a time that should be short.
func mean(id, name string, stage Stage, unit string, scale int) Metric {
	m := proportion(id, name, stage, logistics.LowerIsBetter)
	m.Kind, m.Unit, m.Scale = KindMean, logistics.MustUnit(unit), scale
	return m
}
