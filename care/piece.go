package care

// Piece is a part of a text: a word that a person can choose, or what stands
// between two words.
type Piece struct {
	Text string
	Word bool
}
