package clinic

import "strings"

// maxWord bounds what is compared, in characters: no key or id is longer.
const maxWord = 48

// nearest returns the candidate that takes the fewest slips of the finger to
// get from word, the first of them when several do. close is false when it
// takes so many that something else was probably meant. Without candidates it
// returns nothing.
func nearest(word string, candidates []string) (best string, close bool) {
	least := maxWord + 1
	for _, c := range candidates {
		if n := slips(strings.ToLower(word), strings.ToLower(c)); n < least {
			best, least = c, n
		}
	}
	return best, least <= max(1, len([]rune(best))/3)
}

// slips is the distance of Damerau and Levenshtein in its simple form: letters
// added, left out, changed, or two neighbours swapped.
func slips(a, b string) int {
	x, y := clip(a), clip(b)
	var before []int // the row above the one above
	above := make([]int, len(y)+1)
	for j := range above {
		above[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row := make([]int, len(y)+1)
		row[0] = i
		for j := 1; j <= len(y); j++ {
			change := above[j-1]
			if x[i-1] != y[j-1] {
				change++
			}
			row[j] = min(above[j]+1, row[j-1]+1, change)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, above = above, row
	}
	return above[len(y)]
}

func clip(s string) []rune {
	r := []rune(s)
	return r[:min(len(r), maxWord)]
}
