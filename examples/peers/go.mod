module github.com/logicrm/logistics/examples/peers

go 1.26.0

require (
	github.com/logicrm/logistics v0.0.0
	github.com/qmuntal/stateless v1.7.2
	github.com/rickar/cal/v2 v2.1.27
	github.com/shopspring/decimal v1.6.0
)

require golang.org/x/text v0.44.0 // indirect

replace github.com/logicrm/logistics => ../..
