package flows

import (
	"time"

	"heard/care"
	"heard/clinic"
)

// On which days to be reminded, where the picked windows are on several.

func remindDaysAsked(v *visit) bool {
	days := v.offeredDays()
	return days&(days-1) != 0 // more than one bit
}

// offeredDays are the weekdays on which the picked windows are.
func (v *visit) offeredDays() clinic.Days {
	d, c := v.wanted()
	return windowDaysOf(d.Subscription.Windows, c)
}

func showRemindDays(v *visit) Screen {
	d, _ := v.wanted()
	offered := v.offeredDays()
	s := Screen{Lines: []care.Line{care.Say("remind.days")}}
	if d.Several {
		s.Lines = append(s.Lines, care.Say("pick.several"))
	} else {
		s.Options = v.dayGroups(d, offered)
	}
	for _, day := range offered.List() {
		b := v.button(care.Key("button.day."+shortDay(day)), shortDay(day))
		b.Ticked = d.ticks(day)
		s.Options = append(s.Options, b)
	}
	s.Rows = [][]Button{v.pickRow(d.Several), v.foot()}
	return s
}

// ticks reports whether a day was picked by itself, and not with a group of days.
func (d Setup) ticks(day time.Weekday) bool {
	days := d.Subscription.Days
	return days != 0 && days.Has(day) && (d.Several || days != weekdays() && days != weekend())
}

// dayGroups offers several days at once: all, and the weekdays or the weekend
// where there are both.
func (v *visit) dayGroups(d Setup, offered clinic.Days) []Button {
	every := v.button("button.every_day", "every")
	every.Ticked = d.Subscription.Days == 0 && len(d.Subscription.Leads) > 0
	groups := []Button{every}
	if offered&weekdays() == weekdays() && offered&weekend() != 0 {
		on := v.button("button.weekdays", "weekdays")
		on.Ticked = d.Subscription.Days == weekdays()
		groups = append(groups, on)
	}
	if offered&weekend() == weekend() && offered&weekdays() != 0 {
		on := v.button("button.weekend", "weekend")
		on.Ticked = d.Subscription.Days == weekend()
		groups = append(groups, on)
	}
	return groups
}

func pressRemindDays(v *visit, token string) bool {
	offered := v.offeredDays()
	d := v.setup()
	days, ok := dayToken(token)
	switch {
	case token == "several":
		d.Several = true
		v.show()
	case token == tokenNext && d.Several:
		if d.Subscription.Days == 0 {
			v.toast("toast.pick_one")
			break
		}
		v.leaveDays(d, offered)
	case !ok || days&^offered != 0:
		return false
	case d.Several:
		d.Subscription.Days ^= days
		v.show()
	default:
		d.Subscription.Days = days
		v.leaveDays(d, offered)
	}
	return true
}

// dayToken reads the days of a button; every day is the zero value.
func dayToken(token string) (days clinic.Days, ok bool) {
	switch token {
	case "every":
		return 0, true
	case "weekdays":
		return weekdays(), true
	case "weekend":
		return weekend(), true
	}
	for day := time.Sunday; day <= time.Saturday; day++ {
		if token == shortDay(day) {
			return clinic.DaysOf(day), true
		}
	}
	return 0, false
}

// leaveDays keeps all days as every day, which stays so when the clinic opens on
// more.
func (v *visit) leaveDays(d *Setup, offered clinic.Days) {
	if d.Subscription.Days == offered {
		d.Subscription.Days = 0
	}
	v.leaveRemind(remindLeads)
}
