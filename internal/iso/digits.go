package iso

import "strconv"

// AllDigits reports whether a text is one or more of the digits 0 to 9.
func AllDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// Number is that of at most eighteen digits, which the caller has looked at.
func Number(digits string) (n int64) {
	for i := range len(digits) {
		n = n*10 + int64(digits[i]-'0')
	}
	return n
}

// AppendPadded writes a number in at least so many digits.
func AppendPadded(dst []byte, n, width int) []byte {
	text := strconv.Itoa(n)
	dst = append(dst, "000000000"[:max(width-len(text), 0)]...)
	return append(dst, text...)
}
