package bot

import (
	"context"
	"sync"
	"time"
)

// drainLimit is how long deliveries under way may go on when the program stops.
// What has not ended by then is delivered by the next process, when its lease
// ends.
const drainLimit = 3 * time.Second

// Run delivers, and polls unless updates are pushed to Webhook, until ctx ends.
// Then it takes in no more, lets deliveries under way end, and returns within
// five seconds.
func (b *Bot) Run(ctx context.Context, pushed bool) error {
	if err := b.introduce(ctx); err != nil {
		return err
	}
	if !pushed {
		if err := b.dropWebhook(ctx); err != nil {
			return err
		}
	}
	go b.settler.run()
	var all sync.WaitGroup
	all.Go(func() { b.deliver(ctx) })
	if !pushed {
		all.Go(func() { b.poll(ctx) })
	}
	all.Wait()
	<-ctx.Done()
	b.drain()
	return nil
}

// drain waits for deliveries under way, as long as it may.
func (b *Bot) drain() {
	quiet := make(chan struct{})
	go func() {
		b.under.Wait()
		b.settler.close()
		close(quiet)
	}()
	timer := time.NewTimer(drainLimit)
	defer timer.Stop()
	select {
	case <-quiet:
	case <-timer.C:
		b.log.Warn("some deliveries had not ended; they are made again when their lease ends")
	}
}
