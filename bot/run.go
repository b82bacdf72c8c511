package bot

import (
	"context"
	"sync"
	"time"
)

// What is done within the five seconds that Run has to stop. A call to the store
// that was begun last may take settleLimit more.
const (
	// drainLimit is how long deliveries under way may go on. What has not ended
	// by then is cut off, and delivered by the next process.
	drainLimit = 2500 * time.Millisecond
	// lastLimit is how long after that settling may go on. What is not settled by
	// then is delivered again when its lease ends.
	lastLimit = time.Second
)

// Run delivers, and polls unless updates are pushed to Webhook, until ctx ends.
// Then it takes in no more, lets deliveries under way end, and returns within
// five seconds. When it has returned nothing of it goes on. Being stopped is no
// error.
func (b *Bot) Run(ctx context.Context, pushed bool) error {
	b.crew.stay()
	settling, cut := context.WithCancel(context.WithoutCancel(ctx))
	defer cut()
	go b.settler.run(settling)
	var all sync.WaitGroup
	all.Go(func() { b.introduce(ctx) })
	all.Go(func() { b.deliver(ctx) })
	all.Go(func() { b.followAtStart(ctx) })
	if !pushed {
		all.Go(func() {
			b.dropWebhook(ctx)
			b.poll(ctx)
		})
	}
	all.Wait()
	<-ctx.Done()
	b.drain(cut)
	return nil
}

// drain ends what is under way, and everything that came of it is settled.
func (b *Bot) drain(cut context.CancelFunc) {
	late := time.AfterFunc(drainLimit+lastLimit, cut)
	defer late.Stop()
	if !b.under.end(drainLimit) {
		b.log.Warn("some deliveries had not ended and were cut off; they are made again")
	}
	b.settler.close()
	b.crew.sendHome()
}
