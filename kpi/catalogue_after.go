package kpi

// after are the metrics after delivery.
var after = [...]row{
	{
		id: "return_rate", name: "Return rate", direction: lower,
		counting:  Counting{Grain: GrainLine, Among: "received", Good: "returned"},
		numerator: "lines returned, whole or in part", denominator: "lines delivered",
		covers: []Element{ClaimsAndReturns},
	},
	{
		id: "complaint_rate", name: "Complaint rate", direction: lower,
		counting:  Counting{Grain: GrainOrder, Among: "delivered", Good: "complained"},
		numerator: "orders complained about", denominator: "orders delivered",
		covers: []Element{ClaimsAndReturns},
	},
	{
		id: "invoice_accuracy", name: "Invoice accuracy",
		counting:  Counting{Grain: GrainInvoice, Among: "-credit_note", Good: "-corrected"},
		numerator: "invoices that needed no correction", denominator: "invoices sent",
		covers: []Element{SCORPaymentDocuments, Accuracy},
	},
	{
		id: "claim_resolution_time", name: "Claim resolution time", unit: "DAY",
		counting:  Counting{Grain: GrainClaim, Among: "settled", Numerator: "resolution_time"},
		numerator: "days from claim to settlement", denominator: "claims settled",
		covers: []Element{ClaimsAndReturns},
	},
	{
		id: "complaint_response_time", name: "Complaint response time", unit: "HUR", scale: 1,
		counting:  Counting{Grain: GrainComplaint, Numerator: "response_time"},
		numerator: "hours from complaint to first answer, in tenths", denominator: "complaints answered",
		covers: []Element{ClaimsAndReturns},
	},
	{
		id: "first_contact_resolution", name: "First-contact resolution",
		counting:  Counting{Grain: GrainComplaint, Among: "resolved", Good: "first_contact"},
		numerator: "complaints resolved at the first contact", denominator: "complaints resolved",
		covers: []Element{ClaimsAndReturns},
	},
	{
		id: "return_cycle_time", name: "Return cycle time", unit: "DAY",
		counting:  Counting{Grain: GrainReturn, Among: "refunded", Numerator: "cycle_time"},
		numerator: "days from return request to refund", denominator: "returns refunded",
		covers: []Element{ClaimsAndReturns},
	},
	{
		id: "faultless_installation", name: "Faultless installation",
		counting:  Counting{Grain: GrainService, Among: "installation", Good: "faultless"},
		numerator: "installations without fault", denominator: "installations",
		covers: []Element{InstallationAndRepair, SCORFaultlessInstall},
	},
	{
		id: "first_call_fix_rate", name: "First-call fix rate",
		counting:  Counting{Grain: GrainService, Among: "repair", Good: "first_call"},
		numerator: "repairs completed at the first visit", denominator: "repairs",
		covers: []Element{InstallationAndRepair},
	},
	{
		id: "call_out_time", name: "Call-out time", unit: "HUR", scale: 1,
		counting:  Counting{Grain: GrainService, Among: "call_out", Numerator: "call_out_time"},
		numerator: "hours from the call to the engineer on site, in tenths", denominator: "call-outs",
		covers: []Element{InstallationAndRepair},
	},
	{
		id: "spares_available", name: "Spare parts available",
		counting:  Counting{Grain: GrainLine, Among: "spare_part", Good: "stock_available"},
		numerator: "spare part lines covered from stock", denominator: "spare part lines ordered",
		covers: []Element{InstallationAndRepair},
	},
	{
		id: "warranty_claim_rate", name: "Warranty claim rate", direction: lower,
		counting:  Counting{Grain: GrainStock, Numerator: "units_claimed", Denominator: "units_in_warranty"},
		numerator: "units claimed under warranty or returned as defective", denominator: "units in warranty",
		covers: []Element{InstallationAndRepair, SCORWarrantyAndReturns},
	},
	{
		id: "traceable_units", name: "Traceable units",
		counting:  Counting{Grain: GrainShipment, Numerator: "units_traceable", Denominator: "units_traced"},
		numerator: "units whose batch and location are known", denominator: "units shipped of traced products",
		covers: []Element{ProductTracing},
	},
	{
		id: "trace_time", name: "Trace time", unit: "HUR", scale: 1,
		counting:  Counting{Grain: GrainService, Among: "trace", Numerator: "trace_time"},
		numerator: "hours from a request to locating the batch, in tenths", denominator: "traces completed",
		covers: []Element{ProductTracing},
	},
	{
		id: "recall_completion", name: "Recall completion",
		counting:  Counting{Grain: GrainService, Numerator: "units_recovered", Denominator: "units_recalled"},
		numerator: "units of a recall accounted for", denominator: "units recalled",
		covers: []Element{ProductTracing},
	},
	{
		id: "replacements_in_time", name: "Loan replacements in time",
		counting:    Counting{Grain: GrainService, Among: "temporary_replacement", Good: "in_time"},
		numerator:   "temporary replacements supplied within the agreed time",
		denominator: "temporary replacements requested",
		covers:      []Element{TemporaryReplacement},
	},
	{
		id: "credit_notes_in_time", name: "Credit notes in time",
		counting:  Counting{Grain: GrainInvoice, Among: "credit_note", Good: "in_time"},
		numerator: "credit notes sent within the agreed time", denominator: "credit notes due",
		covers: []Element{ClaimsAndReturns},
	},
}
