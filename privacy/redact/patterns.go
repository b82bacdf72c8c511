package redact

// findPatterns claims what is known by its form. The order matters: a date must
// not be read as a phone number, nor a phone number as just any row of digits.
func (r *Redactor) findPatterns(c *claims) {
	r.findLinks(c)
	if c.many > 0 {
		c.whole(func() { keepFigures(c) })
	}
	findDates(c) // in words too
	if c.many > 0 {
		findIDs(c)
		findPhones(c, r.countries)
		r.findPlates(c)
	}
	findStreets(c) // before postcodes: numbers of houses have four digits too
	if c.many > 0 {
		findAddresses(c)
	}
	findAges(c)
	if c.many > longest {
		findNumbers(c)
	}
}
