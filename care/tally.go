package care

import "time"

// Tally is one answer that is counted and kept nowhere else: no person, case or
// time goes with it, only the block of weeks in which it was given.
type Tally struct {
	Question Term // what was asked, such as helped, or pulse.honest
	About    Term // what it was asked about, such as need.housing; may be empty
	Answer   Term // what was answered, such as yes
}

// Key names the count of a tally.
func (t Tally) Key() string {
	if t.About == "" {
		return string(t.Question) + "=" + string(t.Answer)
	}
	return string(t.Question) + ":" + string(t.About) + "=" + string(t.Answer)
}

// weeksInBlock is how long counts are gathered before anybody may see them.
const weeksInBlock = 4

// BlockOf numbers the block of four weeks that t lies in, from a Monday before
// every count.
func BlockOf(t time.Time) int {
	first := time.Date(2024, time.January, 1, 0, 0, 0, 0, time.UTC)
	return int(t.Sub(first) / (weeksInBlock * 7 * 24 * time.Hour))
}
