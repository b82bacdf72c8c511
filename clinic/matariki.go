package clinic

import "time"

// matariki lists New Zealand's holiday as the first schedule of the Te Kāhui o
// Matariki Public Holiday Act 2022 does. It follows the moon and the stars as
// they rise over Aotearoa, so only the list has the force of law, and it ends
// with 2052.
func matariki() []Date {
	return []Date{
		{2022, time.June, 24},
		{2023, time.July, 14},
		{2024, time.June, 28},
		{2025, time.June, 20},
		{2026, time.July, 10},
		{2027, time.June, 25},
		{2028, time.July, 14},
		{2029, time.July, 6},
		{2030, time.June, 21},
		{2031, time.July, 11},
		{2032, time.July, 2},
		{2033, time.June, 24},
		{2034, time.July, 7},
		{2035, time.June, 29},
		{2036, time.July, 18},
		{2037, time.July, 10},
		{2038, time.June, 25},
		{2039, time.July, 15},
		{2040, time.July, 6},
		{2041, time.July, 19},
		{2042, time.July, 11},
		{2043, time.July, 3},
		{2044, time.June, 24},
		{2045, time.July, 7},
		{2046, time.June, 29},
		{2047, time.July, 19},
		{2048, time.July, 3},
		{2049, time.June, 25},
		{2050, time.July, 15},
		{2051, time.June, 30},
		{2052, time.June, 21},
	}
}
