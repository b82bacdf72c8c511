package bot

import (
	"bytes"
	"crypto/sha256"

	"heard/care"
	"heard/clinic"
	"heard/flows"
)

// What staff get is what the patient was shown, to the byte. When a preview is
// shown, its hash is noted in the conversation; when it is sent, the text is made
// anew and must have that hash; and what was made is kept with the case, and is all
// that its team ever gets. An upgrade between the two, or a team that now reads
// another language, makes another text: then nothing is sent, and the patient looks
// once more.

// previewed is what staff would see, as in the preview of the patient.
func (b *Bot) previewed(p flows.Preview) string {
	team, _ := b.service.TeamFor(p.Topic)
	staff := language(team, b.service)
	if p.Reply != nil {
		return b.printer.Print(staff, care.Say("staff.reply", care.With("Code", p.Reply.Code), care.With("Words", care.Words(p.Reply.Words))))
	}
	return b.summary(staff, *p.Report)
}

// mark is the hash of a text.
func mark(text string) []byte {
	sum := sha256.Sum256([]byte(text))
	return sum[:]
}

// asShown reports whether everything that effects send is what the patient was
// shown.
func (b *Bot) asShown(effects []flows.Effect, held *heldCase) bool {
	for _, effect := range effects {
		switch e := effect.(type) { //nolint:gochecksumtype // only these send words to staff
		case flows.OpenCase:
			if !bytes.Equal(e.Seen, mark(b.previewed(ofReport(e)))) {
				return false
			}
		case flows.ReplyCase:
			if !bytes.Equal(e.Seen, mark(b.previewed(ofReply(e, held)))) {
				return false
			}
		}
	}
	return true
}

func ofReport(e flows.OpenCase) flows.Preview {
	return flows.Preview{Topic: e.Report.Topic, Report: &e.Report}
}

func ofReply(e flows.ReplyCase, held *heldCase) flows.Preview {
	return flows.Preview{Topic: held.Report.Topic, Reply: &e}
}

// preview prints what staff would see, exactly. Where staff read another language
// than the patient, the patient's own follows below.
func (b *Bot) preview(lang string, p flows.Preview) string {
	text := b.previewed(p)
	team, _ := b.service.TeamFor(p.Topic)
	if p.Reply != nil || language(team, b.service) == lang {
		return text
	}
	codes := *p.Report
	codes.Words = "" // the patient's own words are the same in both
	return text + "\n\n" + b.printer.Print(lang, care.Say("review.in_yours")) + "\n" + b.summary(lang, codes)
}

// summary prints a report as staff get it.
func (b *Bot) summary(lang string, r care.Report) string {
	return joined(b.paragraphs(lang, r.Summary()))
}

// language is what a team reads.
func language(t clinic.Team, s clinic.Service) string {
	if t.Language != "" {
		return t.Language
	}
	return s.Language()
}
