package bot

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"io"
	"net/http"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// maxUpdate bounds the body of one update. Telegram's largest are some tens of
// kilobytes.
const maxUpdate = 1 << 20

// secretHeader is where Telegram puts the secret that setWebhook agreed on.
const secretHeader = "X-Telegram-Bot-Api-Secret-Token" //nolint:gosec // the name of a header

// Webhook takes updates that Telegram pushes. It answers 200 only when the
// update is committed; anything else makes Telegram send it again.
func (b *Bot) Webhook(secret string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if secret == "" || subtle.ConstantTimeCompare([]byte(r.Header.Get(secretHeader)), []byte(secret)) != 1 {
			http.Error(w, "not Telegram", http.StatusUnauthorized)
			return
		}
		raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxUpdate))
		if err != nil {
			http.Error(w, "not readable", http.StatusBadRequest)
			return
		}
		if err := b.Handle(r.Context(), raw); err != nil {
			b.log.ErrorContext(r.Context(), "an update could not be kept; telegram sends it again", "err", err)
			http.Error(w, "not kept", http.StatusServiceUnavailable)
		}
	})
}

// errNoSecret is returned for a webhook that anybody could write to.
var errNoSecret = errors.New("bot: a webhook needs a secret")

// SetWebhook asks Telegram to push updates to url, again and again while Telegram
// cannot be reached, and returns when that is done or ctx ends. It returns an error
// without a secret, since then anybody could push, and when Telegram refuses the
// address for good.
func (b *Bot) SetWebhook(ctx context.Context, url, secret string) error {
	if secret == "" {
		return errNoSecret
	}
	err := b.insist(ctx, "setWebhook", tgbotapi.Params{
		"url": url, "secret_token": secret, "allowed_updates": wanted, "max_connections": "100",
	})
	if err != nil {
		return fmt.Errorf("bot: setting the webhook: %w", err)
	}
	return nil
}
