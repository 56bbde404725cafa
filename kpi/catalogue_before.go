package kpi

// before are the metrics before the order.
var before = [...]row{
	{
		id: "order_acknowledged_in_time", name: "Orders acknowledged in time",
		counting:  Counting{Grain: GrainOrder, Good: "acknowledged_in_time"},
		numerator: "orders confirmed to the customer within the agreed time", denominator: "orders placed",
		covers: []Element{OrderInformation},
	},
	{
		id: "stock_available_at_order", name: "Stock available at order",
		counting:  Counting{Grain: GrainLine, Good: "stock_available"},
		numerator: "lines that stock could cover when ordered", denominator: "lines ordered",
		covers: []Element{StockoutLevel},
	},
	{
		id: "customers_with_service_policy", name: "Customers with a service policy",
		counting:  Counting{Grain: GrainCustomer, Good: "service_policy"},
		numerator: "active customers with service levels agreed in writing", denominator: "active customers",
		covers: []Element{WrittenPolicy},
	},
	{
		id: "policies_current", name: "Service policies up to date",
		counting:  Counting{Grain: GrainPolicy, Among: "service_policy", Good: "reviewed_in_time"},
		numerator: "service policies reviewed within the agreed time", denominator: "service policies in force",
		covers: []Element{WrittenPolicy},
	},
	{
		id: "customers_holding_policy", name: "Customers holding their service policy",
		counting:    Counting{Grain: GrainCustomer, Among: "service_policy", Good: "receipt_confirmed"},
		numerator:   "customers who have confirmed receipt of their service levels",
		denominator: "customers with service levels agreed in writing",
		covers:      []Element{PolicyInCustomersHands},
	},
	{
		id: "customers_with_contact", name: "Customers with a named contact",
		counting:  Counting{Grain: GrainCustomer, Good: "named_contact"},
		numerator: "active customers with a named contact person", denominator: "active customers",
		covers: []Element{OrganizationStructure},
	},
	{
		id: "calls_answered_in_time", name: "Calls answered in time",
		counting:  Counting{Grain: GrainCall, Good: "answered_in_time"},
		numerator: "calls answered within the agreed time", denominator: "calls received",
		covers: []Element{OrganizationStructure},
	},
	{
		id: "call_abandonment_rate", name: "Call abandonment rate", direction: lower,
		counting:  Counting{Grain: GrainCall, Good: "abandoned"},
		numerator: "calls abandoned by the caller while waiting", denominator: "calls received",
		covers: []Element{OrganizationStructure},
	},
	{
		id: "special_requests_accepted", name: "Special requests accepted",
		counting:    Counting{Grain: GrainInquiry, Among: "special_request", Good: "accepted"},
		numerator:   "requests beyond the standard service that were accepted",
		denominator: "requests beyond the standard service",
		covers:      []Element{SystemFlexibility},
	},
	{
		id: "change_requests_met", name: "Order changes carried out",
		counting:    Counting{Grain: GrainInquiry, Among: "change_request", Good: "carried_out"},
		numerator:   "changes after the order that were carried out as asked",
		denominator: "changes requested after the order",
		covers:      []Element{SystemFlexibility},
	},
	{
		id: "contingency_plans_tested", name: "Contingency plans tested",
		counting:  Counting{Grain: GrainPolicy, Among: "contingency_plan", Good: "tested_in_time"},
		numerator: "contingency plans tested within the year", denominator: "contingency plans in force",
		covers: []Element{SystemFlexibility},
	},
	{
		id: "advisory_requests_answered", name: "Advice requests answered in time",
		counting:    Counting{Grain: GrainInquiry, Among: "advisory_request", Good: "answered_in_time"},
		numerator:   "requests for advice, training or manuals answered within the agreed time",
		denominator: "requests for advice, training or manuals",
		covers:      []Element{ManagementServices},
	},
	{
		id: "quotation_time", name: "Quotation time", unit: "HUR", scale: 1,
		counting:  Counting{Grain: GrainInquiry, Among: "quoted", Numerator: "quotation_time"},
		numerator: "hours from inquiry to quotation, in tenths", denominator: "inquiries quoted",
		covers: []Element{ManagementServices},
	},
	{
		id: "target_dates_offered", name: "Delivery dates offered at order",
		counting:  Counting{Grain: GrainOrder, Good: "date_offered"},
		numerator: "orders given a delivery date when placed", denominator: "orders placed",
		covers: []Element{OrderConvenience},
	},
}
