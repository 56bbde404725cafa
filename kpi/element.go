package kpi

// Element is a part of customer service that somebody has named, which a metric of [Definitions] covers.
type Element string

// The seventeen elements of B. J. LaLonde and P. H. Zinszer, before, during and after the transaction.
const (
	WrittenPolicy          Element = "lalonde_zinszer.written_policy"
	PolicyInCustomersHands Element = "lalonde_zinszer.policy_in_customers_hands"
	OrganizationStructure  Element = "lalonde_zinszer.organization_structure"
	SystemFlexibility      Element = "lalonde_zinszer.system_flexibility"
	ManagementServices     Element = "lalonde_zinszer.management_services"
	StockoutLevel          Element = "lalonde_zinszer.stockout_level"
	OrderInformation       Element = "lalonde_zinszer.order_information"
	OrderCycle             Element = "lalonde_zinszer.order_cycle"
	ExpeditedShipments     Element = "lalonde_zinszer.expedited_shipments"
	Transshipment          Element = "lalonde_zinszer.transshipment"
	SystemAccuracy         Element = "lalonde_zinszer.system_accuracy"
	OrderConvenience       Element = "lalonde_zinszer.order_convenience"
	ProductSubstitution    Element = "lalonde_zinszer.product_substitution"
	InstallationAndRepair  Element = "lalonde_zinszer.installation_warranty_repairs_parts"
	ProductTracing         Element = "lalonde_zinszer.product_tracing"
	ClaimsAndReturns       Element = "lalonde_zinszer.claims_complaints_returns"
	TemporaryReplacement   Element = "lalonde_zinszer.temporary_replacement"
)

// The reliability tree of SCOR 12 and its order fulfilment cycle time, by their codes.
const (
	SCORPerfectOrder         Element = "scor.RL.1.1"
	SCORInFull               Element = "scor.RL.2.1"
	SCORToCommitDate         Element = "scor.RL.2.2"
	SCORDocumentation        Element = "scor.RL.2.3"
	SCORPerfectCondition     Element = "scor.RL.2.4"
	SCORFaultlessInstall     Element = "scor.RL.3.12"
	SCORLinesDamageFree      Element = "scor.RL.3.24"
	SCORComplianceDocuments  Element = "scor.RL.3.31"
	SCORCommitTime           Element = "scor.RL.3.32"
	SCORItemAccuracy         Element = "scor.RL.3.33"
	SCORLocationAccuracy     Element = "scor.RL.3.34"
	SCORQuantityAccuracy     Element = "scor.RL.3.35"
	SCOROrdersDamageFree     Element = "scor.RL.3.41"
	SCOROrdersDefectFree     Element = "scor.RL.3.42"
	SCOROtherDocuments       Element = "scor.RL.3.43"
	SCORPaymentDocuments     Element = "scor.RL.3.45"
	SCORShippingDocuments    Element = "scor.RL.3.50"
	SCORWarrantyAndReturns   Element = "scor.RL.3.55"
	SCOROrderFulfilmentCycle Element = "scor.RS.1.1"
)

// The groups of warehouse measures of WERC.
const (
	WERCCustomer        Element = "werc.customer"
	WERCInbound         Element = "werc.operational_inbound"
	WERCOutbound        Element = "werc.operational_outbound"
	WERCFinancial       Element = "werc.financial"
	WERCCapacityQuality Element = "werc.capacity_quality"
	WERCEmployee        Element = "werc.employee"
	WERCPerfectOrder    Element = "werc.perfect_order"
)

// What a manager asks for first, by name.
const (
	DispatchTime Element = "asked_for.dispatch_time"
	DeliveryTime Element = "asked_for.delivery_time"
	Accuracy     Element = "asked_for.accuracy"
	Quality      Element = "asked_for.quality"
)

// Elements lists them all.
func Elements() []Element {
	return []Element{
		WrittenPolicy, PolicyInCustomersHands, OrganizationStructure, SystemFlexibility, ManagementServices,
		StockoutLevel, OrderInformation, OrderCycle, ExpeditedShipments, Transshipment, SystemAccuracy,
		OrderConvenience,
		ProductSubstitution, InstallationAndRepair, ProductTracing, ClaimsAndReturns, TemporaryReplacement,
		SCORPerfectOrder, SCORInFull, SCORToCommitDate, SCORDocumentation, SCORPerfectCondition, SCORFaultlessInstall,
		SCORLinesDamageFree, SCORComplianceDocuments, SCORCommitTime, SCORItemAccuracy,
		SCORLocationAccuracy, SCORQuantityAccuracy,
		SCOROrdersDamageFree, SCOROrdersDefectFree, SCOROtherDocuments, SCORPaymentDocuments, SCORShippingDocuments,
		SCORWarrantyAndReturns, SCOROrderFulfilmentCycle,
		WERCCustomer, WERCInbound, WERCOutbound, WERCFinancial, WERCCapacityQuality, WERCEmployee, WERCPerfectOrder,
		DispatchTime, DeliveryTime, Accuracy, Quality,
	}
}
