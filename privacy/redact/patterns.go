package redact

// findPatterns claims what is known by its form. The order matters: a date must
// not be read as a phone number, nor a phone number as just any row of digits.
func findPatterns(c *claims, countries []string) {
	findLinks(c)
	if c.many > 0 {
		keepFigures(c)
		findDates(c)
		findIDs(c)
		findPhones(c, countries)
		findPlates(c)
		findAddresses(c)
	}
	findStreets(c)
	findAges(c)
	if c.many > longest {
		findNumbers(c)
	}
}
