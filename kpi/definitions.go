package kpi

import (
	"slices"

	"github.com/logicrm/logistics"
)

// Definitions is the catalogue, by stage. It grows; what is in it keeps its id, version and meaning.
// Together they cover every one of [Elements].
func Definitions() []Definition { return slices.Concat(before(), during(), after()) }

const better, worse = logistics.HigherIsBetter, logistics.LowerIsBetter

func before() []Definition {
	return []Definition{
		proportion("order_acknowledged_in_time", "Orders acknowledged in time", PreTransaction, better, "orders confirmed to the customer within the agreed time", "orders placed", OrderInformation),
		proportion("stock_available_at_order", "Stock available at order", PreTransaction, better, "lines that stock could cover when ordered", "lines ordered", StockoutLevel),
		proportion("customers_with_service_policy", "Customers with a service policy", PreTransaction, better, "active customers with service levels agreed in writing", "active customers", WrittenPolicy),
		proportion("policies_current", "Service policies up to date", PreTransaction, better, "service policies reviewed within the agreed time", "service policies in force", WrittenPolicy),
		proportion("customers_holding_policy", "Customers who hold their policy", PreTransaction, better, "customers who have confirmed receipt of their service levels", "customers with service levels agreed in writing", PolicyInCustomersHands),
		proportion("customers_with_contact", "Customers with one contact", PreTransaction, better, "active customers with one named person to turn to", "active customers", OrganizationStructure),
		proportion("calls_answered_in_time", "Calls answered in time", PreTransaction, better, "calls answered within the agreed time", "calls received", OrganizationStructure),
		proportion("call_abandonment_rate", "Calls given up", PreTransaction, worse, "calls given up by the caller while waiting", "calls received", OrganizationStructure),
		proportion("special_requests_accepted", "Special requests accepted", PreTransaction, better, "requests beyond the standard service that were accepted", "requests beyond the standard service", SystemFlexibility),
		proportion("change_requests_met", "Order changes met", PreTransaction, better, "changes after the order that were carried out as asked", "changes asked for after the order", SystemFlexibility),
		proportion("contingency_plans_tested", "Contingency plans tested", PreTransaction, better, "contingency plans tested within the year", "contingency plans in force", SystemFlexibility),
		proportion("advisory_requests_answered", "Advice given in time", PreTransaction, better, "requests for advice, training or manuals answered within the agreed time", "requests for advice, training or manuals", ManagementServices),
		mean("quotation_time", "Quotation time", PreTransaction, "HUR", 1, "hours from inquiry to quotation, in tenths", "inquiries quoted", ManagementServices),
		proportion("target_dates_offered", "Delivery dates offered at order", PreTransaction, better, "orders given a delivery date when placed", "orders placed", OrderConvenience),
	}
}

func during() []Definition {
	return []Definition{
		proportion(onTimeDelivery, "On-time delivery", Transaction, better, "lines inside their promised window", "lines judged", SCORToCommitDate, SCORCommitTime, WERCCustomer),
		proportion(inFull, "Delivered in full", Transaction, better, "lines delivered in the promised quantity of the promised product", "lines judged", SCORInFull),
		proportion(perfectOrder, "Perfect order", Transaction, better, "orders with every line perfect", "orders judged", SCORPerfectOrder, WERCPerfectOrder, Quality),
		proportion("picking_accuracy", "Picking accuracy", Transaction, better, "lines picked without error", "lines picked", Accuracy, WERCCapacityQuality, SystemAccuracy),
		mean("order_cycle_time", "Order cycle time", Transaction, "HUR", 1, "hours from order to delivery, in tenths", "orders delivered", OrderCycle, SCOROrderFulfilmentCycle, WERCCustomer),
		mean("order_communication_time", "Order communication time", Transaction, "MIN", 0, "minutes from sending to receipt of an order", "orders received", OrderCycle),
		mean("order_entry_time", "Order entry time", Transaction, "MIN", 0, "minutes from receipt to entry of an order", "orders entered", OrderCycle),
		mean("order_processing_time", "Order processing time", Transaction, "HUR", 1, "hours from entry to release, in tenths", "orders released", OrderCycle),
		mean("pick_and_pack_time", "Pick and pack time", Transaction, "HUR", 1, "hours from release to ready for dispatch, in tenths", "orders packed", OrderCycle, WERCOutbound),
		mean("dispatch_time", "Dispatch time", Transaction, "HUR", 1, "hours from order to dispatch, in tenths", "orders dispatched", OrderCycle, DispatchTime, WERCCustomer),
		mean("delivery_time", "Delivery time", Transaction, "HUR", 1, "hours from dispatch to delivery, in tenths", "shipments delivered", OrderCycle, DeliveryTime),
		proportion("cycle_time_consistency", "Order cycles within the agreed span", Transaction, better, "orders whose cycle was within the agreed span", "orders delivered", OrderCycle),
		proportion("dispatched_in_time", "Dispatched in time", Transaction, better, "orders dispatched by their cut-off", "orders due for dispatch", DispatchTime, WERCCustomer, WERCOutbound),
		proportion("on_time_to_request", "On time to request", Transaction, better, "lines delivered by the date the customer asked for", "lines judged"),
		proportion("on_time_to_first_promise", "On time to the first promise", Transaction, better, "lines inside the window promised first", "lines judged"),
		proportion("line_fill_rate", "Line fill rate", Transaction, better, "lines shipped complete from stock at the first attempt", "lines ordered", StockoutLevel, WERCCustomer),
		proportion("unit_fill_rate", "Unit fill rate", Transaction, better, "units shipped from stock at the first attempt", "units ordered", StockoutLevel),
		proportion("order_fill_rate", "Order fill rate", Transaction, better, "orders shipped complete at the first attempt", "orders placed", StockoutLevel, WERCCustomer),
		proportion("backorder_rate", "Backorder rate", Transaction, worse, "lines put on backorder", "lines ordered", StockoutLevel, WERCCustomer),
		proportion("stockout_rate", "Stock-out rate", Transaction, worse, "item days without stock", "item days watched", StockoutLevel),
		mean("backorder_age", "Age of backorders", Transaction, "DAY", 0, "days a line waited on backorder", "lines delivered from backorder", StockoutLevel),
		proportion("item_accuracy", "Right product", Transaction, better, "lines with the ordered product only", "lines judged", SCORItemAccuracy, Accuracy),
		proportion("quantity_accuracy", "Right quantity", Transaction, better, "lines in the ordered quantity", "lines judged", SCORQuantityAccuracy, Accuracy),
		proportion("location_accuracy", "Right place", Transaction, better, "lines delivered at the agreed place", "lines judged", SCORLocationAccuracy, Accuracy),
		proportion("customer_accuracy", "Right customer", Transaction, better, "lines delivered to the customer they were for", "lines judged", Accuracy),
		proportion("charged_as_agreed", "Right cost", Transaction, better, "lines charged at the agreed price and freight", "lines judged", Accuracy),
		proportion("condition_accuracy", "Right condition", Transaction, better, "lines received in the agreed condition", "lines judged", SCORPerfectCondition, Quality),
		proportion("lines_damage_free", "Lines received damage free", Transaction, better, "lines received without damage", "lines received", SCORLinesDamageFree, Quality, WERCCustomer),
		proportion("orders_damage_free", "Orders delivered damage free", Transaction, better, "orders delivered without damage", "orders delivered", SCOROrdersDamageFree, Quality),
		proportion("orders_defect_free", "Orders delivered defect free", Transaction, better, "orders delivered without a defect", "orders delivered", SCOROrdersDefectFree, Quality),
		proportion("temperature_kept", "Temperature kept", Transaction, better, "shipments within their temperature throughout", "temperature-controlled shipments delivered", Quality),
		proportion("documents_accurate", "Documents accurate", Transaction, better, "orders with all documents complete and correct", "orders delivered", SCORDocumentation, WERCCustomer),
		proportion("shipping_documents_accurate", "Shipping documents accurate", Transaction, better, "shipments with correct shipping documents", "shipments", SCORShippingDocuments),
		proportion("compliance_documents_accurate", "Compliance documents accurate", Transaction, better, "shipments with correct customs and safety documents", "shipments that need them", SCORComplianceDocuments),
		proportion("other_documents_accurate", "Other documents accurate", Transaction, better, "shipments with every other document agreed on, correct", "shipments that need them", SCOROtherDocuments),
		proportion("advance_notice_given", "Advance ship notices in time", Transaction, better, "shipments announced correctly before arrival", "shipments", OrderInformation),
		proportion("status_answered_at_once", "Status known at the first question", Transaction, better, "status inquiries answered at the first contact", "status inquiries", OrderInformation),
		mean("status_response_time", "Time to answer for status", Transaction, "MIN", 0, "minutes from a status inquiry to its answer", "status inquiries answered", OrderInformation),
		proportion("customer_told_first", "Customer told first of a delay", Transaction, better, "late lines announced to the customer before the promised time", "late lines", OrderInformation),
		proportion("expedited_rate", "Expedited shipments", Transaction, worse, "shipments sent faster than ordered, to keep a promise", "shipments", ExpeditedShipments),
		proportion("expedited_on_time", "Expedited shipments on time", Transaction, better, "expedited shipments inside their window", "expedited shipments", ExpeditedShipments),
		proportion("transshipment_rate", "Lines served from elsewhere", Transaction, worse, "lines served from another site than the usual one", "lines shipped", Transshipment),
		proportion("inventory_accuracy", "Inventory accuracy", Transaction, better, "locations whose count agrees with the book", "locations counted", SystemAccuracy, Accuracy, WERCCapacityQuality),
		proportion("order_entry_accuracy", "Order entry accuracy", Transaction, better, "lines entered without error", "lines entered", SystemAccuracy, Accuracy),
		proportion("self_service_orders", "Orders without a clerk", Transaction, better, "orders placed by the customer with no hand of ours", "orders placed", OrderConvenience),
		proportion("orders_without_query", "Orders without a query", Transaction, better, "orders processed without asking the customer", "orders placed", OrderConvenience),
		proportion("substitution_rate", "Substitution rate", Transaction, worse, "lines delivered with another product, agreed or not", "lines delivered", ProductSubstitution),
		proportion("substitutions_accepted", "Substitutions accepted", Transaction, better, "substitutes the customer kept", "substitutes delivered", ProductSubstitution),
		mean("dock_to_stock_time", "Dock to stock", Transaction, "HUR", 1, "hours from arrival to available stock, in tenths", "receipts put away", WERCInbound),
		proportion("receipts_put_away_in_time", "Receipts put away in time", Transaction, better, "receipts put away within the agreed time", "receipts", WERCInbound),
		proportion("supplier_receipts_clean", "Supplier receipts without fault", Transaction, better, "supplier lines received on time, correct and undamaged", "supplier lines received", WERCInbound),
		proportion("first_attempt_delivery", "Delivered at the first attempt", Transaction, better, "deliveries handed over at the first attempt", "deliveries attempted", DeliveryTime),
		proportion("proof_of_delivery_in_time", "Proof of delivery in time", Transaction, better, "deliveries whose proof was there within the agreed time", "deliveries", OrderInformation),
		proportion("storage_capacity_used", "Storage capacity used", Transaction, better, "storage places occupied", "storage places", WERCCapacityQuality),
		proportion("vehicle_capacity_used", "Vehicle capacity used", Transaction, better, "pallet places loaded", "pallet places sent", WERCCapacityQuality),
		proportion("trained_staff", "Staff cross-trained", Transaction, better, "staff trained for two tasks or more", "staff", WERCEmployee),
		proportion("staff_turnover", "Staff turnover", Transaction, worse, "staff who left in the period", "staff at its beginning", WERCEmployee),
		proportion("freight_cost_share", "Freight cost of sales", Transaction, worse, "freight cost, in the smallest unit of the currency", "sales, in the same", WERCFinancial),
		proportion("distribution_cost_share", "Distribution cost of sales", Transaction, worse, "distribution cost, in the smallest unit of the currency", "sales, in the same", WERCFinancial),
	}
}

func after() []Definition {
	return []Definition{
		proportion("return_rate", "Return rate", PostTransaction, worse, "lines returned, whole or in part", "lines delivered", ClaimsAndReturns),
		proportion("complaint_rate", "Complaint rate", PostTransaction, worse, "orders complained about", "orders delivered", ClaimsAndReturns),
		proportion("invoice_accuracy", "Invoice accuracy", PostTransaction, better, "invoices that needed no correction", "invoices sent", SCORPaymentDocuments, Accuracy),
		mean("claim_resolution_time", "Claim resolution time", PostTransaction, "DAY", 0, "days from claim to settlement", "claims settled", ClaimsAndReturns),
		mean("complaint_response_time", "Complaint response time", PostTransaction, "HUR", 1, "hours from complaint to first answer, in tenths", "complaints answered", ClaimsAndReturns),
		proportion("first_contact_resolution", "Resolved at the first contact", PostTransaction, better, "complaints resolved at the first contact", "complaints resolved", ClaimsAndReturns),
		mean("return_cycle_time", "Return cycle time", PostTransaction, "DAY", 0, "days from the customer asking to the money back", "returns refunded", ClaimsAndReturns),
		proportion("faultless_installation", "Faultless installation", PostTransaction, better, "installations without fault", "installations", InstallationAndRepair, SCORFaultlessInstall),
		proportion("first_call_fix_rate", "First-call fix rate", PostTransaction, better, "repairs done at the first call", "repairs", InstallationAndRepair),
		mean("call_out_time", "Call-out time", PostTransaction, "HUR", 1, "hours from the call to the engineer on site, in tenths", "call-outs", InstallationAndRepair),
		proportion("spares_available", "Spare parts available", PostTransaction, better, "spare part lines covered from stock", "spare part lines asked for", InstallationAndRepair),
		proportion("warranty_claim_rate", "Warranty claims", PostTransaction, worse, "units claimed under warranty or returned as defective", "units in warranty", InstallationAndRepair, SCORWarrantyAndReturns),
		proportion("traceable_units", "Products traceable", PostTransaction, better, "units whose batch and whereabouts are known", "units shipped of traced products", ProductTracing),
		mean("trace_time", "Time to trace", PostTransaction, "HUR", 1, "hours from a request to the whereabouts of a batch, in tenths", "traces completed", ProductTracing),
		proportion("recall_completion", "Recall completion", PostTransaction, better, "units of a recall accounted for", "units recalled", ProductTracing),
		proportion("replacements_in_time", "Replacements lent in time", PostTransaction, better, "temporary replacements there within the agreed time", "temporary replacements asked for", TemporaryReplacement),
		proportion("credit_notes_in_time", "Credit notes in time", PostTransaction, better, "credit notes sent within the agreed time", "credit notes due", ClaimsAndReturns),
	}
}
