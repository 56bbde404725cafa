package voice

// The kinds of figures, as the root names them; its test of figures has one of each.
const (
	FigureText        = ""
	FigureCount       = "count"
	FigureNumber      = "number"
	FigurePercent     = "percent"
	FigurePoints      = "points"
	FigureProbability = "probability"
	FigureMoney       = "money"
	FigureQuantity    = "quantity"
	FigureMeasure     = "measure"
	FigureDuration    = "duration"
	FigureWorkingTime = "working"
	FigureInstant     = "instant"
	FigureDate        = "date"
	FigureTime        = "time"
	FigureWindow      = "window"
	FigurePeriod      = "period"
	FigureID          = "id"
	FigureCode        = "code"
	FigureCodes       = "codes"
	FigureFormula     = "formula"
	FigureRight       = "right"
)
