package care

// Report is what a patient tells or asks: answers picked by buttons, and own
// words if they wanted any. It holds nothing about who wrote it.
type Report struct {
	Lane    Lane     `json:"lane"`
	Topic   Term     `json:"topic"`
	Answers []Answer `json:"answers,omitempty"`
	Words   string   `json:"words,omitempty"`
	// Signed is how the clinic knows the patient, in their own words. It is
	// empty unless they chose, twice, to sign this one report.
	Signed string `json:"signed,omitempty"`
}

// Question is what an answer answers.
type Question string

// The questions a report can hold answers to.
const (
	Who   Question = "who"
	Where Question = "where"
	What  Question = "what"
	Led   Question = "led"
	Days  Question = "days" // without medicine
)

// Answer holds the terms picked for one question, in the order of the list they
// were picked from, so that the order of tapping is not told.
type Answer struct {
	Question Question `json:"q"`
	Picked   []Term   `json:"picked"`
}

// Summary writes a report as lines from its codes alone, own words last. Staff
// get exactly these lines, and the patient is shown exactly these lines first.
func (r Report) Summary() []Line {
	lines := []Line{r.headline()}
	for _, a := range r.Answers {
		if a.Question == Who && len(a.Picked) == 1 {
			continue // the headline says it
		}
		labels := make(Labels, len(a.Picked))
		for i, t := range a.Picked {
			labels[i] = t.Label()
		}
		lines = append(lines, Say("summary."+Key(a.Question), With("List", labels)))
	}
	if r.Signed != "" {
		lines = append(lines, Say("summary.signed", With("Name", Words(r.Signed))))
	}
	if r.Words != "" {
		lines = append(lines, Say("summary.words", With("Words", Words(r.Words))))
	}
	return lines
}

func (r Report) headline() Line {
	if r.Topic == Unsaid {
		return Say("summary.unsaid")
	}
	return Say("summary.lane."+Key(r.Lane), With("Topic", Label(r.Topic.Label())))
}
