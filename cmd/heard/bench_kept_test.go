package main

import (
	"context"
	"encoding/json"
	"strconv"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
	"github.com/redis/go-redis/v9"
)

// book keeps what an echo answers in the plainest way that loses nothing: before it answers, one script notes that the update came,
// where the conversation stands, and the answer that is owed, and all of it is on
// disk; after it, the answer is crossed out. It thinks nothing, seals nothing, and
// knows no limits and no leases.
type book struct {
	db         *redis.Client
	owe, cross *redis.Script
}

func newBook(address string) (*book, error) {
	set, err := redis.ParseURL(address)
	if err != nil {
		return nil, err
	}
	set.MaxRetries, set.Protocol, set.DisableIdentity, set.PoolSize = -1, 2, true, 64 //nolint:mnd // as Heard has it, but for the pool
	return &book{
		db: redis.NewClient(set),
		owe: redis.NewScript(`
if not redis.call('SET', KEYS[1], 1, 'NX', 'EX', 172800) then return 0 end
redis.call('HSET', KEYS[2], 'v', ARGV[1], 'state', ARGV[2])
redis.call('RPUSH', KEYS[3], ARGV[3])
redis.call('ZADD', KEYS[4], ARGV[1], KEYS[3])
return 1`),
		cross: redis.NewScript(`
redis.call('LPOP', KEYS[1])
if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('ZREM', KEYS[2], KEYS[1]) end
return 1`),
	}, nil
}

// state is as long as that of a conversation.
var state = string(make([]byte, 300)) //nolint:gochecknoglobals // never written

// note keeps an update and the answer to it.
func (b *book) note(ctx context.Context, u tgbotapi.Update, text string, keys tgbotapi.InlineKeyboardMarkup) error {
	body, err := json.Marshal(struct {
		Text string
		Keys tgbotapi.InlineKeyboardMarkup
	}{text, keys})
	if err != nil {
		return err
	}
	id, chat := strconv.Itoa(u.UpdateID), strconv.FormatInt(u.FromChat().ID, 10)
	return b.owe.Run(ctx, b.db, []string{"u:" + id, "p:" + chat, "box:" + chat, "due"}, id, state, body).Err()
}

// done crosses an answer out.
func (b *book) done(ctx context.Context, u tgbotapi.Update) error {
	return b.cross.Run(ctx, b.db, []string{"box:" + strconv.FormatInt(u.FromChat().ID, 10), "due"}).Err()
}

// keptEcho is the full echo with a book.
func keptEcho(ctx context.Context, w world) error {
	env, err := readEnvironment(w)
	if err != nil {
		return err
	}
	kept, err := newBook(env.redis)
	if err != nil {
		return err
	}
	return echo{screen: full, book: kept}.run(ctx, w)
}

// keep answers an update that is noted before, and says so to whoever waits to
// confirm it.
func (e echo) keep(ctx context.Context, u tgbotapi.Update, noted func()) {
	text, keys := e.shown(u)
	err := e.book.note(ctx, u, text, keys)
	noted()
	if err == nil {
		e.send(u, text, keys)
		err = e.book.done(ctx, u)
	}
	if err != nil && ctx.Err() == nil {
		panic(err) // the benchmark ends, and shows it
	}
}
