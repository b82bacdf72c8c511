package care

import "time"

// KeepPatient is how long a patient who says nothing is remembered, to the end of
// that day.
const KeepPatient = 365 * 24 * time.Hour
