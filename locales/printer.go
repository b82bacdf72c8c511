package locales

import (
	"embed"

	"heard/care"
)

//go:embed active.*.toml safety.lock.toml
var files embed.FS

// sorry is the key of the text that stands in when nothing else can be printed.
// Every language must have it.
const sorry care.Key = "sorry.missing"

// Printer writes lines in any of Languages. It is read-only once made, and safe
// for use by many goroutines.
type Printer struct {
	// OnMissing, if set, hears of every text that was missing or could not be
	// filled in, and that was therefore printed from the default language or not
	// at all. It is set before the first line is printed, and may be called from
	// any goroutine. Key and language say nothing about a person.
	OnMissing func(lang string, key care.Key)

	html, plain edition
}

// New reads the catalogue. It returns an error when a file of Languages cannot
// be read, or lacks what every language must have.
func New() (*Printer, error) { return load(files, Languages()) }

// Print writes a line as HTML for Telegram's parse mode of that name. Values are
// escaped; tags come from the catalogue alone. It always returns something fit
// to be read: where a text is missing, that of the default language, and failing
// that an apology.
func (p *Printer) Print(lang string, line care.Line) string {
	return p.print(p.html, lang, line)
}

// Plain writes a line without tags or entities, for buttons and for the alerts
// that answer a press, which Telegram shows as they are. It falls back as Print
// does.
func (p *Printer) Plain(lang string, line care.Line) string {
	return p.print(p.plain, lang, line)
}

func (p *Printer) print(e edition, lang string, line care.Line) string {
	standIn := e[Languages()[0]]
	t, ok := e[lang]
	if !ok {
		p.missing(lang, line.Key)
		t = standIn
	}
	text := t.print(line)
	if text == "" && t != standIn {
		text = standIn.print(line)
	}
	if text == "" {
		text = t.fixed[sorry]
	}
	return text
}

func (p *Printer) missing(lang string, key care.Key) {
	if p.OnMissing != nil {
		p.OnMissing(lang, key)
	}
}
