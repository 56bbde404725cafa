package kpi

import "github.com/logicrm/logistics"

// reasonTerms are what people call the metrics of the catalogue and what each measures, in the words of its tables and
// in their order, which a test holds; then why a case is left out of a figure, and which way is better.
var reasonTerms = []logistics.Term{
	{
		Key: "order_acknowledged_in_time", Name: "orders acknowledged in time",
		Meaning: "Orders confirmed to the customer within the agreed time, as a share of orders placed.",
	},
	{
		Key: "stock_available_at_order", Name: "stock available at order",
		Meaning: "Lines that stock could cover when ordered, as a share of lines ordered.",
	},
	{
		Key: "customers_with_service_policy", Name: "customers with a service policy",
		Meaning: "Active customers with service levels agreed in writing, as a share of active customers.",
	},
	{
		Key: "policies_current", Name: "service policies up to date",
		Meaning: "Service policies reviewed within the agreed time, as a share of service policies in force.",
	},
	{
		Key: "customers_holding_policy", Name: "customers holding their service policy",
		Meaning: "Customers who have confirmed receipt of their service levels, " +
			"as a share of customers with service levels agreed in writing.",
	},
	{
		Key: "customers_with_contact", Name: "customers with a named contact",
		Meaning: "Active customers with a named contact person, as a share of active customers.",
	},
	{
		Key: "calls_answered_in_time", Name: "calls answered in time",
		Meaning: "Calls answered within the agreed time, as a share of calls received.",
	},
	{
		Key: "call_abandonment_rate", Name: "call abandonment rate",
		Meaning: "Calls abandoned by the caller while waiting, as a share of calls received.",
	},
	{
		Key: "special_requests_accepted", Name: "special requests accepted",
		Meaning: "Requests beyond the standard service that were accepted, " +
			"as a share of requests beyond the standard service.",
	},
	{
		Key: "change_requests_met", Name: "order changes carried out",
		Meaning: "Changes after the order that were carried out as asked, " +
			"as a share of changes requested after the order.",
	},
	{
		Key: "contingency_plans_tested", Name: "contingency plans tested",
		Meaning: "Contingency plans tested within the year, as a share of contingency plans in force.",
	},
	{
		Key: "advisory_requests_answered", Name: "advice requests answered in time",
		Meaning: "Requests for advice, training or manuals answered within the agreed time, " +
			"as a share of requests for advice, training or manuals.",
	},
	{
		Key: "quotation_time", Name: "quotation time",
		Meaning: "The average hours from inquiry to quotation, over inquiries quoted.",
	},
	{
		Key: "target_dates_offered", Name: "delivery dates offered at order",
		Meaning: "Orders given a delivery date when placed, as a share of orders placed.",
	},
	{
		Key: "on_time_delivery", Name: "on-time delivery",
		Meaning: "Lines inside their promised window, as a share of lines judged.",
	},
	{
		Key: "in_full", Name: "in-full delivery",
		Meaning: "Lines delivered in the promised quantity of the promised product, as a share of lines judged.",
	},
	{
		Key: "on_time_in_full", Name: "on-time in-full delivery",
		Meaning: "Lines inside their promised window and in the promised quantity, as a share of lines judged.",
	},
	{
		Key: "orders_on_time_in_full", Name: "on-time in-full orders",
		Meaning: "Orders with every line on time and in full, as a share of orders judged.",
	},
	{
		Key: "perfect_order", Name: "perfect order",
		Meaning: "Orders with every line perfect, as a share of orders judged.",
	},
	{
		Key: "picking_accuracy", Name: "picking accuracy",
		Meaning: "Lines picked without error, as a share of lines picked.",
	},
	{
		Key: "order_cycle_time", Name: "order cycle time",
		Meaning: "The average hours from order to delivery, over orders delivered.",
	},
	{
		Key: "order_communication_time", Name: "order communication time",
		Meaning: "The average minutes from sending to receipt of an order, over orders received.",
	},
	{
		Key: "order_entry_time", Name: "order entry time",
		Meaning: "The average minutes from receipt to entry of an order, over orders entered.",
	},
	{
		Key: "order_processing_time", Name: "order processing time",
		Meaning: "The average hours from entry to release, over orders released.",
	},
	{
		Key: "pick_and_pack_time", Name: "pick and pack time",
		Meaning: "The average hours from release to ready for dispatch, over orders packed.",
	},
	{
		Key: "dispatch_time", Name: "dispatch time",
		Meaning: "The average hours from order to dispatch, over orders dispatched.",
	},
	{
		Key: "delivery_time", Name: "delivery time",
		Meaning: "The average hours from dispatch to delivery, over shipments delivered.",
	},
	{
		Key: "cycle_time_consistency", Name: "order cycle consistency",
		Meaning: "Orders whose cycle time was within the agreed range, as a share of orders delivered.",
	},
	{
		Key: "dispatched_in_time", Name: "orders dispatched in time",
		Meaning: "Orders dispatched by their cut-off, as a share of orders due for dispatch.",
	},
	{
		Key: "on_time_to_request", Name: "on-time delivery to request",
		Meaning: "Lines delivered by the date the customer requested, as a share of lines judged.",
	},
	{
		Key: "on_time_to_first_promise", Name: "on-time delivery to first promise",
		Meaning: "Lines inside the first promised window, as a share of lines judged.",
	},
	{
		Key: "line_fill_rate", Name: "line fill rate",
		Meaning: "Lines shipped complete from stock at the first attempt, as a share of lines ordered.",
	},
	{
		Key: "unit_fill_rate", Name: "unit fill rate",
		Meaning: "Units shipped from stock at the first attempt, as a share of units ordered.",
	},
	{
		Key: "order_fill_rate", Name: "order fill rate",
		Meaning: "Orders shipped complete at the first attempt, as a share of orders placed.",
	},
	{Key: "backorder_rate", Name: "backorder rate", Meaning: "Lines put on backorder, as a share of lines ordered."},
	{
		Key: "stockout_rate", Name: "stock-out rate",
		Meaning: "Item days without stock, as a share of item days observed.",
	},
	{
		Key: "backorder_age", Name: "backorder age",
		Meaning: "The average days a line waited on backorder, over lines delivered from backorder.",
	},
	{
		Key: "item_accuracy", Name: "item accuracy",
		Meaning: "Lines with only the ordered product, as a share of lines judged.",
	},
	{
		Key: "quantity_accuracy", Name: "quantity accuracy",
		Meaning: "Lines in the ordered quantity, as a share of lines judged.",
	},
	{
		Key: "location_accuracy", Name: "location accuracy",
		Meaning: "Lines delivered at the agreed place, as a share of lines judged.",
	},
	{
		Key: "customer_accuracy", Name: "recipient accuracy",
		Meaning: "Lines delivered to the customer they were for, as a share of lines judged.",
	},
	{
		Key: "charged_as_agreed", Name: "charges as agreed",
		Meaning: "Lines charged at the agreed price and freight, as a share of lines judged.",
	},
	{
		Key: "condition_accuracy", Name: "condition accuracy",
		Meaning: "Lines received in the agreed condition, as a share of lines judged.",
	},
	{
		Key: "lines_damage_free", Name: "damage-free lines",
		Meaning: "Lines received without damage, as a share of lines received.",
	},
	{
		Key: "orders_damage_free", Name: "damage-free orders",
		Meaning: "Orders delivered without damage, as a share of orders delivered.",
	},
	{
		Key: "orders_defect_free", Name: "defect-free orders",
		Meaning: "Orders delivered without a defect, as a share of orders delivered.",
	},
	{
		Key: "temperature_kept", Name: "temperature compliance",
		Meaning: "Shipments kept within their temperature range throughout, " +
			"as a share of temperature-controlled shipments delivered.",
	},
	{
		Key: "documents_accurate", Name: "document accuracy",
		Meaning: "Orders with all documents complete and correct, as a share of orders delivered.",
	},
	{
		Key: "shipping_documents_accurate", Name: "shipping document accuracy",
		Meaning: "Shipments with correct shipping documents, as a share of shipments.",
	},
	{
		Key: "compliance_documents_accurate", Name: "compliance document accuracy",
		Meaning: "Shipments with correct customs and safety documents, as a share of shipments that need them.",
	},
	{
		Key: "other_documents_accurate", Name: "other document accuracy",
		Meaning: "Shipments with every other agreed document correct, as a share of shipments that need them.",
	},
	{
		Key: "advance_notice_given", Name: "advance ship notices in time",
		Meaning: "Shipments announced correctly before arrival, as a share of shipments.",
	},
	{
		Key: "status_answered_at_once", Name: "status answered at first contact",
		Meaning: "Status inquiries answered at the first contact, as a share of status inquiries.",
	},
	{
		Key: "status_response_time", Name: "status response time",
		Meaning: "The average minutes from a status inquiry to its answer, over status inquiries answered.",
	},
	{
		Key: "customer_told_first", Name: "proactive delay notification",
		Meaning: "Late lines announced to the customer before the promised time, as a share of late lines.",
	},
	{
		Key: "expedited_rate", Name: "expedited shipment rate",
		Meaning: "Shipments sent faster than ordered to keep a promise, as a share of shipments.",
	},
	{
		Key: "expedited_on_time", Name: "expedited shipments on time",
		Meaning: "Expedited shipments inside their window, as a share of expedited shipments.",
	},
	{
		Key: "transshipment_rate", Name: "transshipment rate",
		Meaning: "Lines served from another site than the usual one, as a share of lines shipped.",
	},
	{
		Key: "inventory_accuracy", Name: "inventory accuracy",
		Meaning: "Locations whose count agrees with the stock record, as a share of locations counted.",
	},
	{
		Key: "order_entry_accuracy", Name: "order entry accuracy",
		Meaning: "Lines entered without error, as a share of lines entered.",
	},
	{
		Key: "self_service_orders", Name: "self-service orders",
		Meaning: "Orders the customer placed without a clerk, as a share of orders placed.",
	},
	{
		Key: "orders_without_query", Name: "orders without a query",
		Meaning: "Orders processed without a query to the customer, as a share of orders placed.",
	},
	{
		Key: "substitution_rate", Name: "substitution rate",
		Meaning: "Lines delivered with another product, agreed or not, as a share of lines delivered.",
	},
	{
		Key: "substitutions_accepted", Name: "substitutions accepted",
		Meaning: "Substitutes the customer kept, as a share of substitutes delivered.",
	},
	{
		Key: "dock_to_stock_time", Name: "dock-to-stock time",
		Meaning: "The average hours from arrival to available stock, over receipts put away.",
	},
	{
		Key: "receipts_put_away_in_time", Name: "receipts put away in time",
		Meaning: "Receipts put away within the agreed time, as a share of receipts.",
	},
	{
		Key: "supplier_receipts_clean", Name: "faultless supplier receipts",
		Meaning: "Supplier lines received on time, correct and undamaged, as a share of supplier lines received.",
	},
	{
		Key: "first_attempt_delivery", Name: "first-attempt delivery",
		Meaning: "Deliveries handed over at the first attempt, as a share of deliveries attempted.",
	},
	{
		Key: "proof_of_delivery_in_time", Name: "proof of delivery in time",
		Meaning: "Deliveries whose proof arrived within the agreed time, as a share of deliveries.",
	},
	{
		Key: "storage_capacity_used", Name: "storage capacity used",
		Meaning: "Storage places occupied, as a share of storage places.",
	},
	{
		Key: "vehicle_capacity_used", Name: "vehicle capacity used",
		Meaning: "Pallet places loaded, as a share of pallet places sent.",
	},
	{
		Key: "trained_staff", Name: "cross-trained staff",
		Meaning: "Staff trained for two tasks or more, as a share of staff.",
	},
	{
		Key: "staff_turnover", Name: "staff turnover",
		Meaning: "Staff who left in the period, as a share of staff at the beginning of the period.",
	},
	{
		Key: "freight_cost_share", Name: "freight cost as a share of sales",
		Meaning: "Freight cost, as a share of sales.",
	},
	{
		Key: "distribution_cost_share", Name: "distribution cost as a share of sales",
		Meaning: "Distribution cost, as a share of sales.",
	},
	{
		Key: "return_rate", Name: "return rate",
		Meaning: "Lines returned, whole or in part, as a share of lines delivered.",
	},
	{
		Key: "complaint_rate", Name: "complaint rate",
		Meaning: "Orders complained about, as a share of orders delivered.",
	},
	{
		Key: "invoice_accuracy", Name: "invoice accuracy",
		Meaning: "Invoices that needed no correction, as a share of invoices sent.",
	},
	{
		Key: "claim_resolution_time", Name: "claim resolution time",
		Meaning: "The average days from claim to settlement, over claims settled.",
	},
	{
		Key: "complaint_response_time", Name: "complaint response time",
		Meaning: "The average hours from complaint to first answer, over complaints answered.",
	},
	{
		Key: "first_contact_resolution", Name: "first-contact resolution",
		Meaning: "Complaints resolved at the first contact, as a share of complaints resolved.",
	},
	{
		Key: "return_cycle_time", Name: "return cycle time",
		Meaning: "The average days from return request to refund, over returns refunded.",
	},
	{
		Key: "faultless_installation", Name: "faultless installation",
		Meaning: "Installations without fault, as a share of installations.",
	},
	{
		Key: "first_call_fix_rate", Name: "first-call fix rate",
		Meaning: "Repairs completed at the first visit, as a share of repairs.",
	},
	{
		Key: "call_out_time", Name: "call-out time",
		Meaning: "The average hours from the call to the engineer on site, over call-outs.",
	},
	{
		Key: "spares_available", Name: "spare parts available",
		Meaning: "Spare part lines covered from stock, as a share of spare part lines ordered.",
	},
	{
		Key: "warranty_claim_rate", Name: "warranty claim rate",
		Meaning: "Units claimed under warranty or returned as defective, as a share of units in warranty.",
	},
	{
		Key: "traceable_units", Name: "traceable units",
		Meaning: "Units whose batch and location are known, as a share of units shipped of traced products.",
	},
	{
		Key: "trace_time", Name: "trace time",
		Meaning: "The average hours from a request to locating the batch, over traces completed.",
	},
	{
		Key: "recall_completion", Name: "recall completion",
		Meaning: "Units of a recall accounted for, as a share of units recalled.",
	},
	{
		Key: "replacements_in_time", Name: "loan replacements in time",
		Meaning: "Temporary replacements supplied within the agreed time, " +
			"as a share of temporary replacements requested.",
	},
	{
		Key: "credit_notes_in_time", Name: "credit notes in time",
		Meaning: "Credit notes sent within the agreed time, as a share of credit notes due.",
	},
	{Key: "undetermined", Name: "not determined", Meaning: "What is known of the case does not decide it."},
	{Key: "not_due", Name: "not due yet", Meaning: "The time of the case has not come."},
	{Key: "open", Name: "still open", Meaning: "The case is overdue and not over."},
	{Key: "cancelled", Name: "cancelled", Meaning: "The case was called off."},
	{Key: "waived", Name: "waived", Meaning: "It was agreed not to judge the case."},
	{Key: "unmeasured", Name: "not measured", Meaning: "The case has no value to count."},
	{Key: "higher_is_better", Name: "higher is better", Meaning: "The figure improves as it rises."},
	{Key: "lower_is_better", Name: "lower is better", Meaning: "The figure improves as it falls."},
}
