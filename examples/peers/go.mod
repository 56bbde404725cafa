module github.com/logicrm/logistics/examples/peers

go 1.26

require (
	github.com/logicrm/logistics v0.0.0
	github.com/rickar/cal/v2 v2.1.27
)

require github.com/shopspring/decimal v1.6.0 // indirect

replace github.com/logicrm/logistics => ../..
