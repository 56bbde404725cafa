// Command quickstart tells the story of one distributor's year on one page: what was promised and
// kept, what it says about service, what is owed, who the key customers are, one return, and what to
// send next to the customers whose stock is managed for them. Without flags it runs on bundled data:
//
//	go run ./examples/quickstart
//
// With -shipments it runs the same judgement on a delivery history in the layout of the USAID SCMS
// data set, plain or gzipped:
//
//	go run ./examples/quickstart -shipments FILE.csv.gz -early any -late 0 -by "Shipment Mode"
//
// and draws on-time by quarter as a control chart.
//
// With -invoices it matches the credit lines of an invoice history, in the layout of the Online Retail II
// data set, to the sales they take back, and replays them as returns:
//
//	go run ./examples/quickstart -invoices FILE.csv.gz
//
// With -parts it sorts the parts of a storeroom by their demand, in the layout of the data set of spare
// parts man_full, sets levels, and replays the last fifty weeks beside the usual formula:
//
//	go run ./examples/quickstart -parts FILE.csv.gz
package main
