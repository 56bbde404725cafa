package stat_test

import (
	"math"
	"strings"
	"testing"

	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/internal/stat"
)

func numbers(t *testing.T, text string) []float64 {
	var list []float64
	for part := range strings.SplitSeq(text, ";") {
		if part != "" {
			list = append(list, number(t, part))
		}
	}
	return list
}

func near(got, want, tolerance float64) bool { return math.Abs(got-want) <= tolerance*math.Abs(want) }

// law makes the law that a row of a table names.
func law(t *testing.T, name, params string) stat.Law {
	t.Helper()
	kind, _, _ := strings.Cut(name, "(")
	p := numbers(t, params)
	var l stat.Law
	var err error
	switch kind {
	case "std_normal":
		l, err = stat.NewNormal(0, 1)
	case "normal":
		if len(p) == 0 {
			p = []float64{0, 1}
		}
		l, err = stat.NewNormal(p[0], p[1])
	case "poisson":
		l, err = stat.NewPoisson(p[0])
	case "gamma":
		l, err = stat.NewGamma(p[0], p[1])
	case "negbin":
		l, err = stat.NewNegativeBinomial(p[0], p[1])
	case "lognormal":
		l, err = stat.NewLognormal(p[0], p[1])
	case "exponential":
		l, err = stat.NewExponential(1 / p[0])
	default:
		t.Fatalf("law %q", name)
	}
	if err != nil {
		t.Fatalf("%s %s: %v", name, params, err)
	}
	return l
}

func TestLossAgainstTheOracle(t *testing.T) {
	rows := golden.Table(t, "testdata/vmi_loss.csv")
	passed, worst := 0, 0.0
	for _, row := range rows {
		l := law(t, row["dist"], row["params"])
		x, want := number(t, row["x"]), number(t, row["truth_mpmath"])
		var got float64
		switch row["which"] {
		case "n":
			got = l.Loss(x)
		case "nbar":
			got = l.ComplementaryLoss(x)
		case "n2":
			got = l.Loss2(x)
		case "n2bar":
			got = l.ComplementaryLoss2(x)
		default:
			t.Fatal(row)
		}
		if want != 0 {
			worst = max(worst, math.Abs(got/want-1))
		}
		if !near(got, want, 1e-12) {
			t.Errorf("%v: %v, off by %.1e", row, got, got/want-1)
			continue
		}
		passed++
	}
	t.Logf("%d of %d rows, worst %.1e", passed, len(rows), worst)
}

func TestQuantilesAgainstTheOracle(t *testing.T) {
	rows := golden.Table(t, "testdata/vmi_quantiles.csv")
	passed := 0
	for _, row := range rows {
		l := law(t, row["dist"], row["params"])
		tolerance := 1e-12
		if row["dist"] == "normal" {
			tolerance = 1e-14
		}
		if got, want := l.Quantile(number(t, row["p"])), number(t, row["x"]); !near(got, want, tolerance) {
			t.Errorf("%v: %v, off by %.1e", row, got, got/want-1)
			continue
		}
		passed++
	}
	t.Logf("%d of %d rows", passed, len(rows))
}

// reading takes the figure of a row off a law.
func reading(t *testing.T, l stat.Law, which string, x float64) float64 {
	t.Helper()
	switch which {
	case "pmf":
		return l.(stat.Counting).PMF(x)
	case "cdf":
		return l.CDF(x)
	case "survival":
		return l.Survival(x)
	case "n":
		return l.Loss(x)
	case "nbar":
		return l.ComplementaryLoss(x)
	case "n2":
		return l.Loss2(x)
	case "n2bar":
		return l.ComplementaryLoss2(x)
	}
	t.Fatal(which)
	return 0
}

func TestTailsAgainstTheOracle(t *testing.T) {
	rows := golden.Table(t, "testdata/tails.csv")
	worst := map[string]float64{}
	for _, row := range rows {
		l := law(t, row["dist"], row["params"])
		want := number(t, row["truth"])
		if math.Abs(want) < 1e-290 {
			continue // has lost digits before it came here
		}
		got := reading(t, l, row["which"], number(t, row["x"]))
		tolerance := 1e-12
		if row["dist"] == "lognormal" && row["which"] == "n2" {
			tolerance = 1e-11
		}
		if !near(got, want, tolerance) {
			t.Errorf("%v: %v, off by %.1e", row, got, got/want-1)
			continue
		}
		name := row["dist"] + " " + row["which"]
		worst[name] = max(worst[name], math.Abs(got/want-1))
	}
	t.Logf("%d rows, worst %v", len(rows), worst)
}

// sizes are the weights of the sizes of an order, as far as they are above 1e-22.
func sizes(t *testing.T, kind, params string) []float64 {
	t.Helper()
	parameter := func(name string) string {
		for field := range strings.FieldsSeq(params) {
			if value, ok := strings.CutPrefix(field, name+"="); ok {
				return value
			}
		}
		t.Fatal(params)
		return ""
	}
	list := []float64{0}
	switch kind {
	case "log":
		theta := number(t, parameter("theta"))
		for k, power := 1.0, theta; power > 1e-22; k, power = k+1, power*theta {
			list = append(list, power/k)
		}
	case "geometric":
		p := number(t, parameter("p"))
		for w := p; w > 1e-22; w *= 1 - p {
			list = append(list, w)
		}
	case "fixed":
		list = append(list, make([]float64, int(number(t, parameter("size"))))...)
		list[len(list)-1] = 1
	case "empirical":
		weights := numbers(t, parameter("weights"))
		for i, size := range numbers(t, parameter("sizes")) {
			for len(list) <= int(size) {
				list = append(list, 0)
			}
			list[int(size)] = weights[i]
		}
	default:
		t.Fatal(kind)
	}
	return list
}

func TestCompoundPoissonAgainstTheOracle(t *testing.T) {
	rows := golden.Table(t, "testdata/vmi_compound.csv")
	passed := 0
	for _, row := range rows {
		var l stat.Law
		var err error
		if params, ok := strings.CutPrefix(row["params"], "lam="); ok {
			// Poisson at a rate over a gamma lead time of a shape and a scale.
			rate, rest, _ := strings.Cut(params, ";L~gamma(")
			shape, scale, _ := strings.Cut(strings.TrimSuffix(rest, ")"), ",")
			l, err = stat.NewNegativeBinomial(number(t, shape), 1/(1+number(t, rate)*number(t, scale)))
		} else {
			l, err = stat.CompoundPoisson(number(t, row["lambda_L"]), sizes(t, row["size_dist"], row["params"]))
		}
		if err != nil {
			t.Errorf("%v: %v", row, err)
			continue
		}
		ok := near(l.CDF(0), number(t, row["p0"]), 1e-12) && near(l.Mean(), number(t, row["mean"]), 1e-12)
		for _, q := range []string{"90", "95", "99"} {
			ok = ok && l.Quantile(number(t, "0."+q)) == number(t, row["q"+q])
		}
		if row["cdf_at_q95"] != "" {
			x := number(t, row["q95"])
			ok = ok && near(l.CDF(x), number(t, row["cdf_at_q95"]), 1e-12) &&
				near(l.Loss(x), number(t, row["loss_at_q95"]), 1e-12)
		}
		if !ok {
			t.Errorf(
				"%v: p0 %v, mean %v, 95%% %v, %v, %v", row, l.CDF(0), l.Mean(), l.Quantile(0.95),
				l.CDF(l.Quantile(0.95)), l.Loss(l.Quantile(0.95)),
			)
			continue
		}
		passed++
	}
	t.Logf("%d of %d rows", passed, len(rows))
}
