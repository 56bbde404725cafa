package voice

import (
	"math/big"
	"strconv"
	"strings"

	"github.com/logicrm/logistics/internal/exact"
)

// measured is the number of a figure, and the unit of a measure.
func (p Param) measured() (number, unit string) {
	if p.Figure != FigureMeasure {
		return p.Text, ""
	}
	number, unit, _ = strings.Cut(p.Text, " ")
	return number, unit
}

// number writes a number, a share, points or a measure, with at least so many decimals where it is rounded.
func (s *telling) number(dst []byte, p Param, decimals int) []byte {
	v := s.Voice
	number, unit := p.measured()
	var text string
	digits, money := s.from.Digits(unit)
	if _, known := v.format("logistics.unit." + unit); known {
		money = false
	}
	r, ok := s.ratio(number)
	if ok && r.den != 0 {
		if text = shown(r, p.Figure, decimals); money {
			text = minor(r, max(s.cents(p, r, digits), decimals-1), text)
		}
	} else if ok {
		return v.fillIn(dst, formatNoData)
	} else if text = approximate(number, p.Figure); text == "" {
		return append(dst, p.Text...)
	}
	switch {
	case unit == "":
		return v.ofKind(dst, p.Figure, text)
	case money:
		dst, _ = v.money(dst, text+" "+unit)
	default:
		dst, _ = v.quantity(dst, text+" "+unit)
	}
	return dst
}

// ratio is a fraction; of 0/0 there is no data.
type ratio struct{ num, den int64 }

func (s *telling) ratio(text string) (ratio, bool) {
	num, den, ok := s.from.Ratio(text)
	return ratio{num, den}, ok
}

// minor is an amount to the decimals of its currency; one that they would write as 0 stays as it is.
func minor(r ratio, decimals int, text string) string {
	n, err := exact.Int(r.num).Ratio(exact.Int(1), exact.Int(r.den), decimals, exact.HalfEven)
	if err != nil || n.Sign() == 0 && r.num != 0 {
		return text
	}
	return string(n.Append(nil, decimals))
}

// ofKind writes a plain decimal as a number, a share or points.
func (v Voice) ofKind(dst []byte, kind string, text string) []byte {
	switch kind {
	case FigurePercent:
		if v.speech == nil {
			return append(v.plain(dst, text), '%')
		}
		return v.speech.Signs.AppendPercent(dst, text)
	case FigurePoints:
		return v.count(dst, formatPoints, text)
	}
	return v.plain(dst, text)
}

// shown is the plain decimal that people read of a ratio. What two decimals write exactly is written so; all else is
// rounded once, half to even, to the decimals asked for, and of numbers from a thousand up none more than told
// them apart. What is not 0, nor 100 where it is a share, is never written so.
func shown(r ratio, kind string, decimals int) string {
	if kind == FigureMeasure {
		kind = FigureNumber
	}
	by := exact.Int(1)
	if kind != FigureNumber {
		by = exact.Int(100)
	}
	num, den := exact.Int(r.num), exact.Int(r.den)
	two, err := num.Ratio(by, den, 2, exact.HalfEven)
	if err != nil {
		return strconv.FormatInt(r.num, 10) + "/" + strconv.FormatInt(r.den, 10)
	}
	if whole, err := two.Mul(den); err == nil {
		if times, err := num.Mul(by); err == nil && whole.Cmp(times) == 0 {
			return two.String()
		}
	}
	switch size := two.Abs(); {
	case kind == FigureNumber && size.Cmp(exact.Int(1000)) >= 0:
		decimals--
	case kind == FigureNumber && size.Cmp(exact.Int(10)) < 0:
		decimals++ // three digits
	}
	for ; ; decimals++ {
		n, err := num.Ratio(by, den, decimals, exact.HalfEven)
		if err != nil {
			return two.String()
		}
		hundred := n.Abs().Cmp(exact.Int(100)) == 0
		onto := n.Sign() == 0 || kind == FigurePercent && hundred
		switch {
		case onto && decimals >= mostDecimals:
			return nearest(r, hundred)
		case !onto && (kind != FigureNumber || n.Abs().Cmp(exact.Int(1)) >= 0 || decimals >= 3):
			return string(n.Append(nil, 0))
		}
	}
}

// nearest is the figure that is nearest to nothing, or to a hundred hundredths, and is not it.
func nearest(r ratio, hundred bool) string {
	text := "0.000001"
	if over := r.num > r.den || -r.num > r.den; hundred && over {
		text = "100.000001"
	} else if hundred {
		text = "99.999999"
	}
	if r.num < 0 {
		return "-" + text
	}
	return text
}

// mostFraction is how long a fraction of large numbers is read that has to be told: a change of a thousand segments has
// thousands of digits.
const mostFraction = 1 << 16

// approximate is the plain decimal of a figure of statistics that is no ratio of whole numbers, or of
// such as do not fit 64 bits; "" for no number.
func approximate(text string, kind string) string {
	if len(text) > mostFraction || strings.Trim(text, "0123456789.+-eE/") != "" {
		return ""
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil && strings.Contains(text, "/") {
		if r, ok := new(big.Rat).SetString(text); ok {
			x, _ = r.Float64()
			err = nil
		}
	}
	decimals := 3
	if kind == FigurePercent || kind == FigurePoints {
		if x *= 100; x >= 0.05 || x <= -0.05 {
			decimals = 1
		}
	}
	if err != nil || x != x || x > 1e18 || x < -1e18 {
		return ""
	}
	s := strconv.FormatFloat(x, 'f', decimals, 64)
	if large := x >= 1000 || x <= -1000; large {
		s = strconv.FormatFloat(x, 'f', 0, 64)
	} else if x > -0.0005 && x < 0.0005 {
		s = strconv.FormatFloat(x, 'f', 9, 64)
	}
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if s == "-0" {
		return "0"
	}
	return s
}
