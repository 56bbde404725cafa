package demand

import "math"

// moments are those of level and trend together with one season, in a model whose errors and seasons are
// relative: a season and the level are moved by the same errors, so that the mean of their product is not
// the product of their means.
type moments struct {
	ml, mb     float64 // E(l·z), E(b·z)
	ll, lb, bb float64 // E(l²z²), E(l·b·z²), E(b²z²)
}

// products writes the exact mean and deviation of each period ahead, for normal errors of deviation
// e.Sigma: y = q·z·(1+ε), l' = q + αqε, b' = φb + βqε, z' = z(1+γε) with q = l + φb.
func (e ETS) products(f *projection, form form) {
	c, variance := e.Constants, e.Sigma*e.Sigma
	phi := c.Phi
	if !form.trend {
		phi = 0
	}
	all := make([]moments, e.Period)
	for i, z := range e.EndSeasons {
		s := z * z
		all[i] = moments{
			e.EndLevel * z, e.EndTrend * z, e.EndLevel * e.EndLevel * s, e.EndLevel * e.EndTrend * s,
			e.EndTrend * e.EndTrend * s,
		}
	}
	for h := range f.Mean {
		now := h % e.Period
		for i := range all {
			m := &all[i]
			// q = l + φb and carried = φb, before the error.
			carried := phi * m.mb
			q := m.ml + carried
			qq := m.ll + 2*phi*m.lb + phi*phi*m.bb
			qc := phi*m.lb + phi*phi*m.bb
			cc := phi * phi * m.bb
			if i == now {
				f.Mean[h] = q
				f.Deviation[h] = math.Sqrt(math.Max((1+variance)*qq-q*q, 0))
			}
			var gamma float64
			if i == now {
				gamma = c.Gamma
			}
			// With w the weight of one and v that of the other: E (a + wqε)(b + vqε)(1+γε)².
			once, cross := 1+gamma*gamma*variance, 2*gamma*variance
			twice := variance + 3*gamma*gamma*variance*variance
			*m = moments{
				ml: q + gamma*variance*c.Alpha*q,
				mb: carried + gamma*variance*c.Beta*q,
				ll: qq*once + 2*c.Alpha*qq*cross + c.Alpha*c.Alpha*qq*twice,
				lb: qc*once + (c.Beta*qq+c.Alpha*qc)*cross + c.Alpha*c.Beta*qq*twice,
				bb: cc*once + 2*c.Beta*qc*cross + c.Beta*c.Beta*qq*twice,
			}
		}
	}
}
