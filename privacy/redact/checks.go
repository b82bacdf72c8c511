package redact

import "strings"

// luhn holds for payment cards, Swedish national and Canadian insurance numbers.
func luhn(digits []int) bool {
	sum := 0
	for i := range digits {
		d := digits[len(digits)-1-i]
		if i%2 == 1 {
			d *= 2
		}
		sum += d/10 + d%10
	}
	return sum%10 == 0
}

// mod11 holds for Norwegian accounts: weights 2 to 7, from the right.
func mod11(digits []int) bool {
	sum := 0
	for i := range digits {
		weight := 1
		if i > 0 {
			weight = 2 + (i-1)%6
		}
		sum += weight * digits[len(digits)-1-i]
	}
	return sum%11 == 0
}

// mod97 holds for an IBAN.
func mod97(s string) bool {
	s = strings.ToUpper(strings.ReplaceAll(s, " ", ""))
	if len(s) < 15 || len(s) > 34 {
		return false
	}
	rest := 0
	for _, r := range s[4:] + s[:4] {
		switch {
		case r >= '0' && r <= '9':
			rest = (rest*10 + int(r-'0')) % 97
		case r >= 'A' && r <= 'Z':
			rest = (rest*100 + int(r-'A') + 10) % 97
		default:
			return false
		}
	}
	return rest == 1
}
