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
		"credit.Biller":           compiled,
		"logistics.CurrencyError": fault,
		"logistics.FieldError":    fault,
		"logistics.Secret":        secret,
		"logistics.UnitError":     fault,
		"logistics.WorkingHours":  compiled,
		"logistics.ZoneCache":     machine,
		"promise.Calendars":       host,
		"promise.Scheduler":       compiled,
		"sevenr.Checker":          compiled,
		"sevenr.Grader":           compiled,
		"sla.Book":                machine,
		"sla.Evaluator":           compiled,
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
