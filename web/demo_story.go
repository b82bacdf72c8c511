package web

// stepView is one step of the guided story.
type stepView struct {
	Name             string // tells the page's script what to watch for
	Spot             string // the side of the page that the step is about
	Number           int
	Title, Text, Why string
}

// The sides of the page, and its clock.
const (
	patientSide = "phone"
	staffSide   = "groups"
	theClock    = "clock"
)

// story tells the whole path once, from the first press to the answer; and what the
// clock brings.
func story(w words) []stepView {
	steps := []stepView{
		{Name: "open", Spot: patientSide},
		{Name: "tell", Spot: patientSide},
		{Name: "preview", Spot: patientSide},
		{Name: "card", Spot: staffSide},
		{Name: "reply", Spot: staffSide},
		{Name: "answer", Spot: patientSide},
		{Name: "remind", Spot: theClock},
		{Name: "report", Spot: patientSide},
		{Name: "digest", Spot: theClock},
	}
	for i := range steps {
		s, key := &steps[i], "story."+steps[i].Name
		s.Number = i + 1
		s.Title, s.Text, s.Why = w[key+".title"], w[key+".text"], w[key+".why"]
	}
	return steps
}
