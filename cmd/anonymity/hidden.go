package main

import "heard/clinic"

// hidings is what the worker can know of where the clinic hides what is written
// at each minute of a week: found by asking the clinic itself.
type hidings []hiding

// hiding is from when to when something can come out, in minutes after it was
// written, and how likely in each minute in which the clinic is open.
type hiding struct{ first, last, density float64 }

// lookBack is how long before something comes out it can have been written: from
// a Friday's closing to a Saturday's, and some more.
const lookBack = 3 * day

func learnHidings(clinics []clinic.Clinic) hidings {
	all := make(hidings, int(week))
	for i := range all {
		at := float64(i)
		h := clinic.HidingIn(clinics, clock(at))
		var length int64
		first := h.Pick(func(n int64) int64 { length = n; return 0 })
		last := h.Pick(func(n int64) int64 { return n - 1 })
		all[i] = hiding{minutes(first) - at, minutes(last) - at, 1 / (float64(length) / 6e10)}
	}
	return all
}

// likely is how likely it is to come out then what was written at another time.
// When it came out the clinic was open.
func (h hidings) likely(written, out float64) float64 {
	at := int(written) % len(h)
	if at < 0 {
		at += len(h)
	}
	if one := h[at]; out-written >= one.first && out-written <= one.last+1 {
		return one.density
	}
	return 0
}

// hidden is for something that came out just then and was hidden among others.
func (w worker) hidden(h hidings, out float64) []float64 {
	const step = 5 // minutes, fine enough for what fades over twenty
	anyTime := 0.0
	for t := out - lookBack; t < out; t += step {
		anyTime += step * h.likely(t, out)
	}
	return w.each(out-lookBack, out, anyTime, func(v visit) float64 {
		seen := 0.0
		for t := v.arrive; t < min(out, v.leave+stopsAfter); t += step {
			if l := h.likely(t+step/2, out); l > 0 {
				seen += (v.by(t+step) - v.by(t)) * l
			}
		}
		return seen
	})
}
