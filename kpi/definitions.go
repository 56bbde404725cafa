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
		proportion("order_acknowledged_in_time", of(GrainOrder, "", "acknowledged_in_time"), "Orders acknowledged in time", PreTransaction, better, "orders confirmed to the customer within the agreed time", "orders placed", OrderInformation),
		proportion("stock_available_at_order", of(GrainLine, "", "stock_available"), "Stock available at order", PreTransaction, better, "lines that stock could cover when ordered", "lines ordered", StockoutLevel),
		proportion("customers_with_service_policy", of(GrainCustomer, "", "service_policy"), "Customers with a service policy", PreTransaction, better, "active customers with service levels agreed in writing", "active customers", WrittenPolicy),
		proportion("policies_current", of(GrainPolicy, "service_policy", "reviewed_in_time"), "Service policies up to date", PreTransaction, better, "service policies reviewed within the agreed time", "service policies in force", WrittenPolicy),
		proportion("customers_holding_policy", of(GrainCustomer, "service_policy", "receipt_confirmed"), "Customers who hold their policy", PreTransaction, better, "customers who have confirmed receipt of their service levels", "customers with service levels agreed in writing", PolicyInCustomersHands),
		proportion("customers_with_contact", of(GrainCustomer, "", "named_contact"), "Customers with one contact", PreTransaction, better, "active customers with one named person to turn to", "active customers", OrganizationStructure),
		proportion("calls_answered_in_time", of(GrainCall, "", "answered_in_time"), "Calls answered in time", PreTransaction, better, "calls answered within the agreed time", "calls received", OrganizationStructure),
		proportion("call_abandonment_rate", of(GrainCall, "", "abandoned"), "Calls given up", PreTransaction, worse, "calls given up by the caller while waiting", "calls received", OrganizationStructure),
		proportion("special_requests_accepted", of(GrainInquiry, "special_request", "accepted"), "Special requests accepted", PreTransaction, better, "requests beyond the standard service that were accepted", "requests beyond the standard service", SystemFlexibility),
		proportion("change_requests_met", of(GrainInquiry, "change_request", "carried_out"), "Order changes met", PreTransaction, better, "changes after the order that were carried out as asked", "changes asked for after the order", SystemFlexibility),
		proportion("contingency_plans_tested", of(GrainPolicy, "contingency_plan", "tested_in_time"), "Contingency plans tested", PreTransaction, better, "contingency plans tested within the year", "contingency plans in force", SystemFlexibility),
		proportion("advisory_requests_answered", of(GrainInquiry, "advisory_request", "answered_in_time"), "Advice given in time", PreTransaction, better, "requests for advice, training or manuals answered within the agreed time", "requests for advice, training or manuals", ManagementServices),
		mean("quotation_time", sum(GrainInquiry, "quoted", "quotation_time"), "Quotation time", PreTransaction, "HUR", 1, "hours from inquiry to quotation, in tenths", "inquiries quoted", ManagementServices),
		proportion("target_dates_offered", of(GrainOrder, "", "date_offered"), "Delivery dates offered at order", PreTransaction, better, "orders given a delivery date when placed", "orders placed", OrderConvenience),
	}
}

func during() []Definition {
	return []Definition{
		proportion("on_time_delivery", of(GrainLine, "", "right_time"), "On-time delivery", Transaction, better, "lines inside their promised window", "lines judged", SCORToCommitDate, SCORCommitTime, WERCCustomer),
		proportion("in_full", of(GrainLine, "", "right_quantity"), "Delivered in full", Transaction, better, "lines delivered in the promised quantity of the promised product", "lines judged", SCORInFull),
		proportion("perfect_order", of(GrainOrder, "", everyRight), "Perfect order", Transaction, better, "orders with every line perfect", "orders judged", SCORPerfectOrder, WERCPerfectOrder, Quality),
		proportion("picking_accuracy", of(GrainLine, "picked", "picked_without_error"), "Picking accuracy", Transaction, better, "lines picked without error", "lines picked", Accuracy, WERCCapacityQuality, SystemAccuracy),
		mean("order_cycle_time", sum(GrainOrder, "delivered", "cycle_time"), "Order cycle time", Transaction, "HUR", 1, "hours from order to delivery, in tenths", "orders delivered", OrderCycle, SCOROrderFulfilmentCycle, WERCCustomer),
		mean("order_communication_time", sum(GrainOrder, "", "communication_time"), "Order communication time", Transaction, "MIN", 0, "minutes from sending to receipt of an order", "orders received", OrderCycle),
		mean("order_entry_time", sum(GrainOrder, "", "entry_time"), "Order entry time", Transaction, "MIN", 0, "minutes from receipt to entry of an order", "orders entered", OrderCycle),
		mean("order_processing_time", sum(GrainOrder, "", "processing_time"), "Order processing time", Transaction, "HUR", 1, "hours from entry to release, in tenths", "orders released", OrderCycle),
		mean("pick_and_pack_time", sum(GrainOrder, "", "pick_and_pack_time"), "Pick and pack time", Transaction, "HUR", 1, "hours from release to ready for dispatch, in tenths", "orders packed", OrderCycle, WERCOutbound),
		mean("dispatch_time", sum(GrainOrder, "", "dispatch_time"), "Dispatch time", Transaction, "HUR", 1, "hours from order to dispatch, in tenths", "orders dispatched", OrderCycle, DispatchTime, WERCCustomer),
		mean("delivery_time", sum(GrainShipment, "", "delivery_time"), "Delivery time", Transaction, "HUR", 1, "hours from dispatch to delivery, in tenths", "shipments delivered", OrderCycle, DeliveryTime),
		proportion("cycle_time_consistency", of(GrainOrder, "delivered", "cycle_in_span"), "Order cycles within the agreed span", Transaction, better, "orders whose cycle was within the agreed span", "orders delivered", OrderCycle),
		proportion("dispatched_in_time", of(GrainOrder, "", "dispatched_in_time"), "Dispatched in time", Transaction, better, "orders dispatched by their cut-off", "orders due for dispatch", DispatchTime, WERCCustomer, WERCOutbound),
		proportion("on_time_to_request", within(GrainLine, ByRequest), "On time to request", Transaction, better, "lines delivered by the date the customer asked for", "lines judged"),
		proportion("on_time_to_first_promise", within(GrainLine, ByFirstPromise), "On time to the first promise", Transaction, better, "lines inside the window promised first", "lines judged"),
		proportion("line_fill_rate", of(GrainLine, "", "complete_at_first"), "Line fill rate", Transaction, better, "lines shipped complete from stock at the first attempt", "lines ordered", StockoutLevel, WERCCustomer),
		proportion("unit_fill_rate", share(GrainLine, "units_at_first", "units_ordered"), "Unit fill rate", Transaction, better, "units shipped from stock at the first attempt", "units ordered", StockoutLevel),
		proportion("order_fill_rate", of(GrainOrder, "", "complete_at_first"), "Order fill rate", Transaction, better, "orders shipped complete at the first attempt", "orders placed", StockoutLevel, WERCCustomer),
		proportion("backorder_rate", of(GrainLine, "", "backordered"), "Backorder rate", Transaction, worse, "lines put on backorder", "lines ordered", StockoutLevel, WERCCustomer),
		proportion("stockout_rate", share(GrainStock, "days_out", "days_watched"), "Stock-out rate", Transaction, worse, "item days without stock", "item days watched", StockoutLevel),
		mean("backorder_age", sum(GrainLine, "backordered", "backorder_age"), "Age of backorders", Transaction, "DAY", 0, "days a line waited on backorder", "lines delivered from backorder", StockoutLevel),
		proportion("item_accuracy", of(GrainLine, "", "right_product"), "Right product", Transaction, better, "lines with the ordered product only", "lines judged", SCORItemAccuracy, Accuracy),
		proportion("quantity_accuracy", of(GrainLine, "", "right_quantity"), "Right quantity", Transaction, better, "lines in the ordered quantity", "lines judged", SCORQuantityAccuracy, Accuracy),
		proportion("location_accuracy", of(GrainLine, "", "right_place"), "Right place", Transaction, better, "lines delivered at the agreed place", "lines judged", SCORLocationAccuracy, Accuracy),
		proportion("customer_accuracy", of(GrainLine, "", "right_customer"), "Right customer", Transaction, better, "lines delivered to the customer they were for", "lines judged", Accuracy),
		proportion("charged_as_agreed", of(GrainLine, "", "right_cost"), "Right cost", Transaction, better, "lines charged at the agreed price and freight", "lines judged", Accuracy),
		proportion("condition_accuracy", of(GrainLine, "", "right_condition"), "Right condition", Transaction, better, "lines received in the agreed condition", "lines judged", SCORPerfectCondition, Quality),
		proportion("lines_damage_free", of(GrainLine, "received", "-damaged"), "Lines received damage free", Transaction, better, "lines received without damage", "lines received", SCORLinesDamageFree, Quality, WERCCustomer),
		proportion("orders_damage_free", of(GrainOrder, "delivered", "-damaged"), "Orders delivered damage free", Transaction, better, "orders delivered without damage", "orders delivered", SCOROrdersDamageFree, Quality),
		proportion("orders_defect_free", of(GrainOrder, "delivered", "-defective"), "Orders delivered defect free", Transaction, better, "orders delivered without a defect", "orders delivered", SCOROrdersDefectFree, Quality),
		proportion("temperature_kept", of(GrainShipment, "temperature_controlled", "temperature_kept"), "Temperature kept", Transaction, better, "shipments within their temperature throughout", "temperature-controlled shipments delivered", Quality),
		proportion("documents_accurate", of(GrainOrder, "delivered", "documents_accurate"), "Documents accurate", Transaction, better, "orders with all documents complete and correct", "orders delivered", SCORDocumentation, WERCCustomer),
		proportion("shipping_documents_accurate", of(GrainShipment, "", "shipping_documents_accurate"), "Shipping documents accurate", Transaction, better, "shipments with correct shipping documents", "shipments", SCORShippingDocuments),
		proportion("compliance_documents_accurate", of(GrainShipment, "compliance_documents", "compliance_documents_accurate"), "Compliance documents accurate", Transaction, better, "shipments with correct customs and safety documents", "shipments that need them", SCORComplianceDocuments),
		proportion("other_documents_accurate", of(GrainShipment, "other_documents", "other_documents_accurate"), "Other documents accurate", Transaction, better, "shipments with every other document agreed on, correct", "shipments that need them", SCOROtherDocuments),
		proportion("advance_notice_given", of(GrainShipment, "", "announced"), "Advance ship notices in time", Transaction, better, "shipments announced correctly before arrival", "shipments", OrderInformation),
		proportion("status_answered_at_once", of(GrainInquiry, "status_inquiry", "answered_at_once"), "Status known at the first question", Transaction, better, "status inquiries answered at the first contact", "status inquiries", OrderInformation),
		mean("status_response_time", sum(GrainInquiry, "status_inquiry", "response_time"), "Time to answer for status", Transaction, "MIN", 0, "minutes from a status inquiry to its answer", "status inquiries answered", OrderInformation),
		proportion("customer_told_first", of(GrainLine, "-right_time", "told_before"), "Customer told first of a delay", Transaction, better, "late lines announced to the customer before the promised time", "late lines", OrderInformation),
		proportion("expedited_rate", of(GrainShipment, "", "expedited"), "Expedited shipments", Transaction, worse, "shipments sent faster than ordered, to keep a promise", "shipments", ExpeditedShipments),
		proportion("expedited_on_time", of(GrainShipment, "expedited", "right_time"), "Expedited shipments on time", Transaction, better, "expedited shipments inside their window", "expedited shipments", ExpeditedShipments),
		proportion("transshipment_rate", of(GrainLine, "", "served_from_elsewhere"), "Lines served from elsewhere", Transaction, worse, "lines served from another site than the usual one", "lines shipped", Transshipment),
		proportion("inventory_accuracy", of(GrainStock, "counted", "agrees_with_book"), "Inventory accuracy", Transaction, better, "locations whose count agrees with the book", "locations counted", SystemAccuracy, Accuracy, WERCCapacityQuality),
		proportion("order_entry_accuracy", of(GrainLine, "", "entered_without_error"), "Order entry accuracy", Transaction, better, "lines entered without error", "lines entered", SystemAccuracy, Accuracy),
		proportion("self_service_orders", of(GrainOrder, "", "self_service"), "Orders without a clerk", Transaction, better, "orders placed by the customer with no hand of ours", "orders placed", OrderConvenience),
		proportion("orders_without_query", of(GrainOrder, "", "-queried"), "Orders without a query", Transaction, better, "orders processed without asking the customer", "orders placed", OrderConvenience),
		proportion("substitution_rate", of(GrainLine, "received", "substituted"), "Substitution rate", Transaction, worse, "lines delivered with another product, agreed or not", "lines delivered", ProductSubstitution),
		proportion("substitutions_accepted", of(GrainLine, "substituted", "kept"), "Substitutions accepted", Transaction, better, "substitutes the customer kept", "substitutes delivered", ProductSubstitution),
		mean("dock_to_stock_time", sum(GrainReceipt, "", "dock_to_stock_time"), "Dock to stock", Transaction, "HUR", 1, "hours from arrival to available stock, in tenths", "receipts put away", WERCInbound),
		proportion("receipts_put_away_in_time", of(GrainReceipt, "", "put_away_in_time"), "Receipts put away in time", Transaction, better, "receipts put away within the agreed time", "receipts", WERCInbound),
		proportion("supplier_receipts_clean", of(GrainReceipt, "from_supplier", "right_time right_product right_quantity -damaged"), "Supplier receipts without fault", Transaction, better, "supplier lines received on time, correct and undamaged", "supplier lines received", WERCInbound),
		proportion("first_attempt_delivery", of(GrainShipment, "attempted", "first_attempt"), "Delivered at the first attempt", Transaction, better, "deliveries handed over at the first attempt", "deliveries attempted", DeliveryTime),
		proportion("proof_of_delivery_in_time", of(GrainShipment, "delivered", "proof_in_time"), "Proof of delivery in time", Transaction, better, "deliveries whose proof was there within the agreed time", "deliveries", OrderInformation),
		proportion("storage_capacity_used", share(GrainDay, "places_occupied", "places"), "Storage capacity used", Transaction, better, "storage places occupied", "storage places", WERCCapacityQuality),
		proportion("vehicle_capacity_used", share(GrainShipment, "pallets_loaded", "pallet_places"), "Vehicle capacity used", Transaction, better, "pallet places loaded", "pallet places sent", WERCCapacityQuality),
		proportion("trained_staff", of(GrainStaff, "", "cross_trained"), "Staff cross-trained", Transaction, better, "staff trained for two tasks or more", "staff", WERCEmployee),
		proportion("staff_turnover", of(GrainStaff, "", "left"), "Staff turnover", Transaction, worse, "staff who left in the period", "staff at its beginning", WERCEmployee),
		ratio("freight_cost_share", share(GrainDay, "freight_cost", "sales"), "Freight cost of sales", Transaction, worse, "freight cost, in the smallest unit of the currency", "sales, in the same", WERCFinancial),
		ratio("distribution_cost_share", share(GrainDay, "distribution_cost", "sales"), "Distribution cost of sales", Transaction, worse, "distribution cost, in the smallest unit of the currency", "sales, in the same", WERCFinancial),
	}
}

func after() []Definition {
	return []Definition{
		proportion("return_rate", of(GrainLine, "received", "returned"), "Return rate", PostTransaction, worse, "lines returned, whole or in part", "lines delivered", ClaimsAndReturns),
		proportion("complaint_rate", of(GrainOrder, "delivered", "complained"), "Complaint rate", PostTransaction, worse, "orders complained about", "orders delivered", ClaimsAndReturns),
		proportion("invoice_accuracy", of(GrainInvoice, "-credit_note", "-corrected"), "Invoice accuracy", PostTransaction, better, "invoices that needed no correction", "invoices sent", SCORPaymentDocuments, Accuracy),
		mean("claim_resolution_time", sum(GrainClaim, "settled", "resolution_time"), "Claim resolution time", PostTransaction, "DAY", 0, "days from claim to settlement", "claims settled", ClaimsAndReturns),
		mean("complaint_response_time", sum(GrainComplaint, "", "response_time"), "Complaint response time", PostTransaction, "HUR", 1, "hours from complaint to first answer, in tenths", "complaints answered", ClaimsAndReturns),
		proportion("first_contact_resolution", of(GrainComplaint, "resolved", "first_contact"), "Resolved at the first contact", PostTransaction, better, "complaints resolved at the first contact", "complaints resolved", ClaimsAndReturns),
		mean("return_cycle_time", sum(GrainReturn, "refunded", "cycle_time"), "Return cycle time", PostTransaction, "DAY", 0, "days from the customer asking to the money back", "returns refunded", ClaimsAndReturns),
		proportion("faultless_installation", of(GrainService, "installation", "faultless"), "Faultless installation", PostTransaction, better, "installations without fault", "installations", InstallationAndRepair, SCORFaultlessInstall),
		proportion("first_call_fix_rate", of(GrainService, "repair", "first_call"), "First-call fix rate", PostTransaction, better, "repairs done at the first call", "repairs", InstallationAndRepair),
		mean("call_out_time", sum(GrainService, "call_out", "call_out_time"), "Call-out time", PostTransaction, "HUR", 1, "hours from the call to the engineer on site, in tenths", "call-outs", InstallationAndRepair),
		proportion("spares_available", of(GrainLine, "spare_part", "stock_available"), "Spare parts available", PostTransaction, better, "spare part lines covered from stock", "spare part lines asked for", InstallationAndRepair),
		proportion("warranty_claim_rate", share(GrainStock, "units_claimed", "units_in_warranty"), "Warranty claims", PostTransaction, worse, "units claimed under warranty or returned as defective", "units in warranty", InstallationAndRepair, SCORWarrantyAndReturns),
		proportion("traceable_units", share(GrainShipment, "units_traceable", "units_traced"), "Products traceable", PostTransaction, better, "units whose batch and whereabouts are known", "units shipped of traced products", ProductTracing),
		mean("trace_time", sum(GrainService, "trace", "trace_time"), "Time to trace", PostTransaction, "HUR", 1, "hours from a request to the whereabouts of a batch, in tenths", "traces completed", ProductTracing),
		proportion("recall_completion", share(GrainService, "units_recovered", "units_recalled"), "Recall completion", PostTransaction, better, "units of a recall accounted for", "units recalled", ProductTracing),
		proportion("replacements_in_time", of(GrainService, "temporary_replacement", "in_time"), "Replacements lent in time", PostTransaction, better, "temporary replacements there within the agreed time", "temporary replacements asked for", TemporaryReplacement),
		proportion("credit_notes_in_time", of(GrainInvoice, "credit_note", "in_time"), "Credit notes in time", PostTransaction, better, "credit notes sent within the agreed time", "credit notes due", ClaimsAndReturns),
	}
}
