package scheme

import "strings"

// Fault is what is wrong with a number; the zero Fault is nothing.
type Fault struct {
	Want       string // the form it should have, or the rule of its check digit
	CheckDigit bool   // the form is right, the check digit is not
}

// GTIN is a GS1 trade item of 8, 12, 13 or 14 digits, as 14.
func GTIN(value string) (string, Fault) {
	switch len(value) {
	case 8, 12, 13, 14:
		digits := strings.Repeat("0", 14-len(value)) + value
		return digits, gs1(digits)
	}
	return "", Fault{Want: "8, 12, 13 or 14 digits"}
}

// Sized is a GS1 number of so many digits: a GLN of 13, an SSCC of 18.
func Sized(value string, size int) Fault {
	if len(value) != size {
		return Fault{Want: "wrong number of digits"}
	}
	return gs1(value)
}

// gs1 verifies the GS1 check digit: weights 3 and 1 alternating from the right.
func gs1(digits string) Fault {
	if !allDigits(digits) {
		return Fault{Want: "digits only"}
	}
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			d *= 3
		}
		sum += d
	}
	if sum%10 != 0 {
		return Fault{"GS1 modulo 10", true}
	}
	return Fault{}
}

// GRAI is a GS1 returnable asset: 14 digits, the first 0, and a serial of up to 16 characters of the GS1 AI
// encodable character set 82.
func GRAI(value string) Fault {
	if len(value) < 14 || len(value) > 30 || value[0] != '0' || !allDigits(value[:14]) {
		return Fault{Want: "14 digits beginning with 0, then a serial of up to 16 characters"}
	}
	for i := 14; i < len(value); i++ {
		c := value[i]
		if !isDigit(c) && !isUpper(c) && (c < 'a' || c > 'z') && strings.IndexByte(`!"%&'()*+,-./:;<=>?_`, c) < 0 {
			return Fault{Want: "a character outside the GS1 set in the serial"}
		}
	}
	return gs1(value[:14])
}

// S10 is a UPU postal item: two letters, eight digits, check digit, country.
func S10(value string) Fault {
	if len(value) != 13 || !allUpper(value[:2]) || !allDigits(value[2:11]) || !allUpper(value[11:]) {
		return Fault{Want: "two letters, nine digits, two letters"}
	}
	sum := 0
	for i, weight := range [8]int{8, 6, 4, 2, 3, 5, 9, 7} {
		sum += weight * int(value[2+i]-'0')
	}
	check := 11 - sum%11
	switch check {
	case 10:
		check = 0
	case 11:
		check = 5
	}
	if int(value[10]-'0') != check {
		return Fault{"UPU S10 modulo 11", true}
	}
	return Fault{}
}

// ISO6346 is a freight container: owner code, category, six digits, check digit. Letters count from 10 and skip the
// multiples of 11.
func ISO6346(value string) Fault {
	if len(value) != 11 || !allUpper(value[:4]) || !allDigits(value[4:]) {
		return Fault{Want: "four letters and seven digits"}
	}
	sum := 0
	for i := range 10 {
		n := int(value[i] - '0')
		if i < 4 {
			n = int(value[i]-'A') + 10
			n += (n - 1) / 10 // 11, 22 and 33 are skipped
		}
		sum += n << i
	}
	if int(value[10]-'0') != sum%11%10 {
		return Fault{"ISO 6346 modulo 11", true}
	}
	return Fault{}
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }

func allDigits(s string) bool {
	return strings.IndexFunc(s, func(c rune) bool { return c < '0' || c > '9' }) < 0
}

func allUpper(s string) bool {
	return strings.IndexFunc(s, func(c rune) bool { return c < 'A' || c > 'Z' }) < 0
}
