module github.com/logicrm/logistics

go 1.26.0

require (
	github.com/google/go-cmp v0.7.0
	github.com/rickar/cal/v2 v2.1.27
	github.com/shopspring/decimal v1.6.0
	golang.org/x/text v0.44.0
	gonum.org/v1/gonum v0.17.0
	pgregory.net/rapid v1.3.0
)
