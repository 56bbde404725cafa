package laws_test

// secret is the one reason that holds for what could be written.
const secret = "never written with its text"

// noDocuments are the exported structs that no JSON carries, and why.
func noDocuments() map[string]string {
	const (
		compiled = "compiled from a policy, which is the document"
		machine  = "holds what it has counted or drawn so far, in memory"
		host     = "what a host gives to a call"
		fault    = "an error"
	)
	return map[string]string{
		"calendar.Clock":          compiled,
		"claim.Env":               host,
		"claim.Rules":             compiled,
		"compare.Comparer":        compiled,
		"control.BernoulliCUSUM":  machine,
		"control.CUSUM":           machine,
		"control.EWMA":            machine,
		"control.Watch":           machine,
		"count.Counter":           "written in bytes: see AppendBinary",
		"count.Cube":              "written in bytes: see AppendBinary",
		"count.Entry":             host,
		"count.Grid":              machine,
		"count.Orders":            machine,
		"count.Quantiles":         machine,
		"count.Row":               compiled,
		"credit.Biller":           compiled,
		"crosswalk.Standard":      "a table of the package",
		"disposition.Chooser":     compiled,
		"kpi.Gauge":               compiled,
		"returns.Env":             host,
		"returns.Facts":           host,
		"returns.Rules":           compiled,
		"score.Grader":            compiled,
		"score.Targets":           compiled,
		"sevenr.Auditor":          compiled,
		"logistics.Catalog":       "a table of the package; its document is the Translation",
		"logistics.CurrencyError": fault,
		"logistics.FieldError":    fault,
		"logistics.Language":      "made of translations, which are the documents",
		"logistics.Secret":        secret,
		"logistics.UnitError":     fault,
		"logistics.WorkingHours":  compiled,
		"logistics.ZoneCache":     machine,
		"promise.Calendars":       host,
		"promise.Scheduler":       compiled,
		"sevenr.Checker":          compiled,
		"sla.Book":                machine,
		"sla.Evaluator":           compiled,
		"sla.Run":                 machine,
		"sla.Timeline":            host,
		"sla.Timer":               compiled,
		"tier.Assessor":           compiled,
		"vmi.Planner":             compiled,
		"lot.Work":                machine,
		"policy.Scratch":          machine,
		"policy.PortfolioItem":    host,
		"simulate.Runner":         machine,
		"simulate.Setup":          host,
		"simulate.Source":         host,
	}
}
