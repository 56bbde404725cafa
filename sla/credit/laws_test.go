package credit_test

import (
	"encoding/json"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/sla/credit"
)

func settleAny(t *rapid.T, s credit.Schedule, all []fact, year credit.Year) credit.Statement {
	compiled, err := credit.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	statement, err := settleYear(compiled, logistics.MustPeriod("2025-03"), all, year)
	if err != nil {
		t.Fatal(err)
	}
	return statement
}

func below(t *rapid.T, a, b logistics.Money) bool {
	order, err := a.Cmp(b)
	if err != nil {
		t.Fatal(err)
	}
	return order < 0
}

func TestHigherAttainmentNeverPaysMore(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		policy, year := schedules().Draw(r, "schedule"), years().Draw(r, "year")
		high, target := charges().Draw(r, "charges"), percent(r, 1, 100)
		low := slices.Clone(high)
		for i := range low {
			worse := rapid.Int64Range(0, low[i].Tally.Good).Draw(r, "worse")
			low[i].Tally.Good, low[i].Tally.Bad = low[i].Tally.Good-worse, low[i].Tally.Bad+worse
			high[i].Verdict, low[i].Verdict = high[i].Tally.Judge(target), low[i].Tally.Judge(target)
		}
		better, worse := settleAny(r, policy, high, year), settleAny(r, policy, low, year)
		if below(r, worse.Uncapped, better.Uncapped) || below(r, worse.Total, better.Total) {
			r.Fatalf("%s (%s) becomes %s (%s)", better.Total, better.Uncapped, worse.Total, worse.Uncapped)
		}
	})
}

func TestLinesSumToTheTotalAndRespectEveryCap(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		policy, year, all := schedules().Draw(r, "schedule"), years().Draw(r, "year"), charges().Draw(r, "charges")
		s := settleAny(r, policy, all, year)
		nothing := money("0 EUR")
		sum, base := nothing, nothing
		counted := map[logistics.ID]bool{}
		paid := map[logistics.ID]int{}
		for i, line := range s.Lines {
			sum, _ = sum.Add(line.Amount)
			if !counted[all[i].Invoice] {
				counted[all[i].Invoice] = true
				base, _ = base.Add(all[i].Charges)
			}
			if below(r, line.Amount, nothing) || below(r, line.Uncapped, line.Amount) {
				r.Fatalf("line of %s, at first %s", line.Amount, line.Uncapped)
			}
			if !line.Incident.IsZero() && line.Uncapped.Sign() > 0 {
				paid[line.Incident]++
			}
			if all[i].Excused != "" && line.Uncapped.Sign() != 0 {
				r.Fatalf("an excused line earns %s", line.Uncapped)
			}
			for _, t := range policy.Terms {
				if t.Objectives[0] != line.Objective {
					continue
				}
				if !t.Cap.IsZero() && below(r, t.Cap, line.Amount) {
					r.Fatalf("line of %s, cap %s", line.Amount, t.Cap)
				}
				if share, err := line.Charges.Share(t.CapShare, logistics.TowardZero); err == nil &&
					below(r, share, line.Amount) {
					r.Fatalf("line of %s, cap %s", line.Amount, share)
				}
			}
		}
		for incident, n := range paid {
			if n > 1 {
				r.Fatalf("incident %s is credited %d times", incident, n)
			}
		}
		if !sum.Equal(s.Total) {
			r.Fatalf("lines sum to %s, the total is %s", sum, s.Total)
		}
		if limit, err := base.Share(policy.Cap, logistics.TowardZero); err == nil && below(r, limit, s.Total) {
			r.Fatalf("total %s, cap %s", s.Total, limit)
		}
		if !policy.CapTotal.IsZero() && below(r, policy.CapTotal, s.Total) {
			r.Fatalf("total %s, cap %s", s.Total, policy.CapTotal)
		}
		if limit, err := year.Charges.Share(policy.Annual, logistics.TowardZero); err == nil && s.Total.Sign() > 0 {
			if after, _ := year.Credited.Add(s.Total); below(r, limit, after) {
				r.Fatalf("the year has %s, cap %s", after, limit)
			}
		}
		if !policy.Least.IsZero() && s.Total.Sign() > 0 && !below(r, policy.Least, s.Total) {
			r.Fatalf("total %s, too little is %s", s.Total, policy.Least)
		}
	})
}

func TestReplayOfIncidentsIsIdempotent(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		policy, all := schedules().Draw(r, "schedule"), charges().Draw(r, "charges")
		replayed := slices.Clone(all)
		for _, c := range all {
			if !c.Incident.IsZero() && rapid.Bool().Draw(r, "again") {
				replayed = append(replayed, c)
			}
		}
		tail := replayed[len(all):]
		copy(tail, rapid.Permutation(tail).Draw(r, "order"))
		once, err := json.Marshal(settleAny(r, policy, all, credit.Year{}))
		if err != nil {
			r.Fatal(err)
		}
		again, err := json.Marshal(settleAny(r, policy, replayed, credit.Year{}))
		if err != nil || string(once) != string(again) {
			r.Fatalf("%s becomes %s, %v", once, again, err)
		}
	})
}

func TestEarnBackNeverExceedsTheCredit(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		policy := schedule()
		policy.EarnBack = credit.EarnBack{
			Periods: rapid.IntRange(1, 4).Draw(r, "periods"), Target: ratio("95%"), Share: percent(r, 1, 100),
		}
		compiled, err := credit.Compile(policy)
		if err != nil {
			r.Fatal(err)
		}
		var history []credit.Past
		month := logistics.MustDate("2025-01-01")
		credits, last := money("0 EUR"), money("0 EUR")
		for range rapid.IntRange(0, 24).Draw(r, "months") {
			good := rapid.Int64Range(90, 100).Draw(r, "good")
			past := credit.Past{Tally: logistics.Tally{Good: good, Bad: 100 - good}, Credit: euros(r, 1e6)}
			if past.Period, err = logistics.NewPeriod(month, month.AddMonths(1)); err != nil {
				r.Fatal(err)
			}
			month = month.AddMonths(1)
			history = append(history, past)
			credits, _ = credits.Add(past.Credit)
			back, err := compiled.EarnedBack(history)
			if err != nil {
				r.Fatal(err)
			}
			if back.IsZero() {
				back = money("0 EUR")
			}
			if below(r, back, last) || below(r, credits, back) {
				r.Fatalf("%s of %s comes back, before it was %s", back, credits, last)
			}
			last = back
		}
	})
}

// TestResultsAreDocuments: a statement that was kept says what it said.
func TestResultsAreDocuments(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		policy := schedules().Draw(r, "schedule")
		golden.Survives(r, policy)
		golden.Survives(r, settleAny(r, policy, charges().Draw(r, "charges"), years().Draw(r, "year")))
	})
}

func TestReasonsSuffice(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		policy := schedules().Draw(r, "schedule")
		s := settleAny(r, policy, charges().Draw(r, "charges"), years().Draw(r, "year"))
		total, paid := money("0 EUR"), map[int]logistics.Money{}
		for i, reason := range s.Reasons() {
			switch reason.Code {
			case credit.StepApplied, credit.LineCapped:
				amount, exact := money(reason.Param("amount")), round(evaluate(reason), policy.Rounding)
				order := amount.Decimal().Shift(2).BigInt().Cmp(exact)
				if reason.Code == credit.StepApplied && order != 0 || reason.Code == credit.LineCapped && order >= 0 {
					r.Fatalf("%v: by hand %s cents", reason, exact)
				}
				total, _ = total.Add(amount)
				if !s.Lines[i].Uncapped.Equal(amount) {
					r.Fatalf("%v: the line has %s", reason, s.Lines[i].Uncapped)
				}
			case credit.Capped, credit.AnnuallyCapped:
				if total.String() != reason.Param("credits") {
					r.Fatalf("%v: so far %s", reason, total)
				}
				total = money(reason.Param("limit"))
			case credit.Paid:
				at, err := strconv.Atoi(strings.TrimPrefix(reason.Path, "/lines/"))
				if err != nil || !s.Lines[at].Uncapped.Equal(money(reason.Param("amount"))) {
					r.Fatalf("%v: %v", reason, err)
				}
				paid[at] = money(reason.Param("paid"))
			case credit.TooLittle:
				if total.String() != reason.Param("credits") || below(r, money(reason.Param("limit")), total) {
					r.Fatalf("%v: so far %s", reason, total)
				}
				total = money("0 EUR")
			}
			if text := credit.Reasons().English(reason); strings.ContainsAny(text, "{}") {
				r.Fatalf("%q lacks a figure", text)
			}
		}
		if !total.Equal(s.Total) {
			r.Fatalf("the reasons say %s, the total is %s", total, s.Total)
		}
		for i, line := range s.Lines {
			if told, ok := paid[i]; ok && !told.Equal(line.Amount) || !ok && !line.Uncapped.Equal(line.Amount) {
				r.Fatalf("the reasons say that %s of line %d is paid, it has %s", told, i, line.Amount)
			}
		}
	})
}

// The naive twin of the product of factors: rational numbers without a bound, rounded at the end.
func TestTheProductIsExactUntilItIsRounded(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		fine := func() logistics.Ratio {
			den := rapid.Int64Range(1, 2_000_000).Draw(r, "den")
			share, err := logistics.NewRatio(rapid.Int64Range(1, den).Draw(r, "num"), den)
			if err != nil {
				r.Fatal(err)
			}
			return share
		}
		policy := by(credit.Term{Kind: credit.AtRisk, AtRisk: fine(), Pool: fine(), Allocation: fine()})
		policy.Rounding = schedules().Draw(r, "schedule").Rounding
		base := euros(r, 1e15)
		s := settleAny(r, policy, []fact{{Objective: id("a"), Charges: base}}, credit.Year{})
		want := new(big.Rat).SetFrac(base.Decimal().Shift(2).BigInt(), big.NewInt(100))
		for _, f := range []logistics.Ratio{policy.Terms[0].AtRisk, policy.Terms[0].Pool, policy.Terms[0].Allocation} {
			want.Mul(want, big.NewRat(f.Num(), f.Den()))
		}
		if got := s.Total.Decimal().Shift(2).BigInt(); got.Cmp(round(want, policy.Rounding)) != 0 {
			r.Fatalf("%s, by hand %s", s.Total, want.FloatString(6))
		}
	})
}

// evaluate works the formula of a reason by hand, from the texts of its inputs.
func evaluate(reason logistics.Reason) *big.Rat {
	read := func(name string) *big.Rat {
		figure, _, _ := strings.Cut(reason.Param(name), " ")
		value, ok := new(big.Rat).SetString(figure)
		if !ok {
			panic("no figure for " + name + ": " + figure)
		}
		return value
	}
	const beyond = "(failing_value - allowance * value) * "
	out, formula := big.NewRat(1, 1), reason.Param("formula")
	if rest, ok := strings.CutPrefix(formula, beyond); ok {
		free := new(big.Rat).Mul(read("allowance"), read("value"))
		out.Sub(read("failing_value"), free)
		formula = rest
	}
	for name := range strings.SplitSeq(formula, " * ") {
		out.Mul(out, read(name))
	}
	return out
}

// round takes an amount that is not below zero to whole cents, by comparing what is left with a half.
func round(amount *big.Rat, mode logistics.Rounding) *big.Int {
	cents := new(big.Rat).Mul(amount, big.NewRat(100, 1))
	whole, left := new(big.Int).QuoRem(cents.Num(), cents.Denom(), new(big.Int))
	half := new(big.Int).Lsh(left, 1).Cmp(cents.Denom())
	up := false
	switch mode {
	case logistics.HalfEven:
		up = half > 0 || half == 0 && whole.Bit(0) == 1
	case logistics.HalfUp:
		up = half >= 0
	case logistics.HalfDown:
		up = half > 0
	case logistics.AwayFromZero, logistics.Ceiling:
		up = left.Sign() > 0
	}
	if up {
		whole.Add(whole, big.NewInt(1))
	}
	return whole
}
