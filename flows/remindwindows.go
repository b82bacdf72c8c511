package flows

import (
	"slices"

	"heard/care"
	"heard/clinic"
)

// Which windows of the ordinary week to be reminded of, where there are several.

func remindWindowsAsked(v *visit) bool {
	_, c := v.wanted()
	return len(c.PickableWindows()) > 1
}

func showRemindWindows(v *visit) Screen {
	d, c := v.wanted()
	picks := c.PickableWindows()
	s := Screen{Lines: []care.Line{care.Say("remind.windows")}}
	for _, p := range picks {
		if p.Days != picks[0].Days {
			s.Lines = append(s.Lines, windowDays(picks))
			break
		}
	}
	if d.Several {
		s.Lines = append(s.Lines, care.Say("pick.several"))
	} else {
		s.Options = append(s.Options, v.button("button.all_windows", "all"))
	}
	for _, p := range picks {
		b := Button{
			Label: care.Say("button.window", care.With("Window", span(p.Window))),
			Data:  Data{Turn: v.s.Turn, Token: p.Window.String()},
		}
		b.Ticked = slices.Contains(d.Subscription.Windows, p.Window)
		s.Options = append(s.Options, b)
	}
	s.Rows = [][]Button{v.pickRow(d.Several), v.foot()}
	return s
}

// windowDays says on which days each window is, where that differs.
func windowDays(picks []clinic.Pick) care.Line {
	var all care.Line
	for i, p := range picks {
		one := care.Say("remind.window_days", care.With("Window", span(p.Window)), care.With("Days", daysOf(p.Days)))
		if i == 0 {
			all = one
			continue
		}
		all = care.Say("remind.below", care.With("Line", all), care.With("Next", one))
	}
	return all
}

func pressRemindWindows(v *visit, token string) bool {
	d := v.setup()
	_, c := v.wanted()
	var window clinic.Window
	switch {
	case token == "several":
		d.Several = true
		v.show()
	case token == tokenNext && d.Several:
		if len(d.Subscription.Windows) == 0 {
			v.toast("toast.pick_one")
			break
		}
		v.leaveWindows(d, c)
	case token == "all" && !d.Several:
		d.Subscription.Windows = nil
		v.leaveWindows(d, c)
	case window.UnmarshalText([]byte(token)) != nil || !pickable(c, window):
		return false
	case d.Several:
		d.Subscription.Windows = toggled(d.Subscription.Windows, window)
		v.show()
	default:
		d.Subscription.Windows = []clinic.Window{window}
		v.leaveWindows(d, c)
	}
	return true
}

func pickable(c clinic.Clinic, w clinic.Window) bool {
	return slices.ContainsFunc(c.PickableWindows(), func(p clinic.Pick) bool { return p.Window == w })
}

// leaveWindows puts what was picked in the order of the day. All of them are kept
// as none, which stays all when the clinic's week changes; days that no picked
// window has are dropped.
func (v *visit) leaveWindows(d *Setup, c clinic.Clinic) {
	var picked []clinic.Window
	for _, p := range c.PickableWindows() {
		if slices.Contains(d.Subscription.Windows, p.Window) {
			picked = append(picked, p.Window)
		}
	}
	if len(picked) == len(c.PickableWindows()) {
		picked = nil
	}
	d.Subscription.Windows = picked
	d.Subscription.Days &= windowDaysOf(picked, c)
	v.leaveRemind(remindDays)
}

// windowDaysOf are the weekdays on which some windows are; none are all of them.
func windowDaysOf(windows []clinic.Window, c clinic.Clinic) (days clinic.Days) {
	for _, p := range c.PickableWindows() {
		if len(windows) == 0 || slices.Contains(windows, p.Window) {
			days |= p.Days
		}
	}
	return days
}
