package bot

import "io"

// Narrow leaves room for only so many deliveries under way at once.
func (b *Bot) Narrow(n int) { b.sends = make(chan struct{}, n) }

// Shuffled is the order of a release.
func Shuffled(random io.Reader, all []string) error { return (&Bot{random: random}).shuffle(all) }
