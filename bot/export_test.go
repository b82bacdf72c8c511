package bot

// Narrow leaves room for only so many deliveries under way at once.
func (b *Bot) Narrow(n int) { b.sends = make(chan struct{}, n) }
