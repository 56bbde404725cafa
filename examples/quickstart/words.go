package main

import "github.com/logicrm/logistics"

// pageTexts is the catalogue of the page.
func pageTexts() logistics.Catalog { return logistics.NewCatalog(pageSentences, pageTerms...) }

var pageSentences = []logistics.ReasonText{
	{
		Code: "page.title",
		Text: "Rheinhafen Supplies, 2025: {orders} orders, {lines} lines, {customers} customers, as of {as_of}",
	},

	{Code: "page.rights", Text: "THE SEVEN RIGHTS, line by line"},
	{Code: "page.rights.both", Text: "On time and in full: {good} of {judged} judged lines ({share})."},
	{
		Code: "page.rights.orders",
		Text: "Perfect orders: {good} of {judged} judged ({share}); {undetermined} undetermined, " +
			"{not_due} not due yet, {cancelled} cancelled.",
	},

	{Code: "page.metrics", Text: "KEY FIGURES before, during and after the transaction"},

	{Code: "page.service", Text: "SERVICE LEVELS by customer and quarter, and the credit due"},
	{Code: "page.service.largest", Text: "The largest credit, {period}, {customer}:"},

	{Code: "page.tiers", Text: "TIERS, and why"},
	{Code: "page.customer", Text: "{customer} in full:"},

	{Code: "page.cards", Text: "SCORECARDS of the year, and what they depend on"},
	{Code: "page.cards.misses", Text: "{orders} orders missed something. Shared out over the rights: {shares}."},

	{Code: "page.return", Text: "A RETURN, from the request to the refund"},
	{Code: "page.return.step", Text: "{at}  {command}"},
	{Code: "page.return.refused", Text: "{at}  {command}: not possible."},
	{Code: "page.return.repeated", Text: "{at}  {command}: done before, so nothing happens."},
	{Code: "page.return.stage", Text: "{at}  {command}: return {return} is {stage}."},
	{Code: "page.return.refund", Text: "Refund {refund}: {amount}, {state}."},
	{
		Code: "page.return.part",
		Text: "{units, plural, one {# unit} other {# units}} {condition}, paid with {gross}: {kept} is kept.",
	},
	{Code: "page.return.books", Text: "Paid {paid}, refunded {refunded}, kept {kept}, still owed {owed}."},
	{
		Code: "page.return.recovery",
		Text: "{units, plural, one {# unit} other {# units}} {condition}, worth {value} each as new: {disposition}.",
	},

	{Code: "page.stock", Text: "REPLENISHMENT of the stock we manage for our customers"},
	{Code: "page.stock.agreement", Text: "{agreement}:"},

	{Code: "page.untranslated", Text: "Not translated into {language}, and printed in English:"},
	{
		Code: "page.untranslated.room",
		Text: "{room}: {sentences, plural, one {# sentence} other {# sentences}}.",
	},
}

var pageTerms = []logistics.Term{
	{Key: "page.right", Name: "right"},
	{Key: "page.met", Name: "met"},
	{Key: "page.missed", Name: "missed"},
	{Key: "page.undetermined", Name: "undetermined"},
	{Key: "page.not_due", Name: "not due"},
	{Key: "page.waived", Name: "waived"},
	{Key: "page.judged", Name: "of those judged"},
	{Key: "page.stage", Name: "stage"},
	{Key: "page.figure", Name: "figure"},
	{Key: "page.year", Name: "year"},
	{Key: "page.left_out", Name: "left out"},
	{Key: "page.customer", Name: "customer"},
	{Key: "page.credit", Name: "credit"},
	{Key: "page.tier", Name: "tier"},
	{Key: "page.score", Name: "score"},
	{Key: "page.revenue", Name: "revenue"},
	{Key: "page.orders", Name: "orders"},
	{Key: "page.returns", Name: "returns"},
	{Key: "page.lacking", Name: "points to the next tier"},
	{Key: "page.place", Name: "place"},
	{Key: "page.colour", Name: "colour"},
	{Key: "page.agreement", Name: "agreement"},
	{Key: "page.item", Name: "item"},
	{Key: "page.at", Name: "at"},
	{Key: "page.position", Name: "position"},
	{Key: "page.reorder_point", Name: "reorder point"},
	{Key: "page.target", Name: "target"},
	{Key: "page.action", Name: "action"},
	{Key: "page.quantity", Name: "quantity"},
	{Key: "pre_transaction", Name: "before"},
	{Key: "transaction", Name: "during"},
	{Key: "post_transaction", Name: "after"},
	{Key: "page.first", Name: "Q1"},
	{Key: "page.second", Name: "Q2"},
	{Key: "page.third", Name: "Q3"},
	{Key: "page.fourth", Name: "Q4"},
}
