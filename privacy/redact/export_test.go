package redact

// Outside lists the matches of patterns in a text that no window has whole: those
// that are missed, for the needs of the pattern are wrong.
func (r *Redactor) Outside(text string) map[string][]string {
	c := newClaims(r.parse("", text))
	outside := map[string][]string{}
	look := func(name string, p pattern) {
		for _, m := range p.FindAllStringIndex(c.s, -1) {
			if !c.inside(p, m[0], m[1]) && c.apart(c.rune[m[0]], c.rune[m[1]]) {
				outside[name] = append(outside[name], c.s[m[0]:m[1]])
			}
		}
	}
	for name, p := range patterns() {
		look(name, p)
	}
	for _, t := range r.tongues {
		for _, rule := range t.rare {
			look(rule.fact, rule.pattern)
		}
	}
	return outside
}

func (c *claims) inside(p pattern, start, end int) bool {
	for _, w := range c.windows(p) {
		// A space that stands before or after may be outside.
		if w.Start <= start+1 && end-1 <= w.End {
			return true
		}
	}
	return false
}

func patterns() map[string]pattern {
	return map[string]pattern{
		"mail": mail, "bracket": bracket, "tagged": tagged, "spelled": spelled, "halfMail": halfMail, "atName": atName, "app": app, "hardLink": hardLink, "dotted": dotted, "tailed": tailed, "clock": clock, "span": span, "dose": dose, "money": money, "yearRange": yearRange, "counts": counts, "numeric": numeric, "dayToDay": dayToDay, "plateMoped": plateMoped, "french": french, "pressure": pressure, "dayFirst": dayFirst, "dayLast": dayLast, "short": short, "bornIn": bornIn, "caseCode": caseCode, "insurance": insurance, "licence": licence, "iban": iban, "birth": birth, "secret": secret, "dialled": dialled, "plateUK": plateUK, "plateNO": plateNO, "plateSE": plateSE, "plate": plate, "postUK": postUK, "postArea": postArea, "postCA": postCA, "postNO": postNO, "postSE": postSE, "postCode": postCode, "nordic2": nordic2, "nordic3": nordic3, "numbered": numbered, "flat": flat, "titled": titled, "lives": lives, "oldEN": oldEN, "amEN": amEN, "oldNB": oldNB, "amNB": amNB, "bareNB": bareNB, "turnedEN": turnedEN, "turnedNB": turnedNB, "filled": filled, "nanny": nanny, "appAlone": appAlone, "appAs": appAs, "stroke": stroke, "ordinals": ordinals, "weekday": weekday, "monthOf": monthOf, "bornSaid": bornSaid, "birthday": birthday, "plateOld": plateOld, "plateLow": plateLow, "ending": ending, "numeral": numeral, "rounded": rounded, "address": address, "lane": lane, "dayThe": dayThe,
	}
}
