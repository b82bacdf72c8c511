package simulator

import (
	"encoding/json"
	"net/http"
	"strconv"
	"sync"
)

// refusal is Telegram saying no, in Telegram's words.
type refusal struct {
	Code        int     `json:"error_code"`
	Description string  `json:"description"`
	Parameters  *advice `json:"parameters,omitempty"`
}

// advice is what a refusal tells the bot to do instead.
type advice struct {
	RetryAfter int   `json:"retry_after,omitempty"`
	MigrateTo  int64 `json:"migrate_to_chat_id,omitempty"`
}

func (r *refusal) Error() string { return r.Description }

func badRequest(why string) error {
	return &refusal{Code: http.StatusBadRequest, Description: "Bad Request: " + why}
}

func forbidden(why string) error {
	return &refusal{Code: http.StatusForbidden, Description: "Forbidden: " + why}
}

func conflict(why string) error {
	return &refusal{Code: http.StatusConflict, Description: "Conflict: " + why}
}

func upgraded(to int64) error {
	return &refusal{
		Code:        http.StatusBadRequest,
		Description: "Bad Request: group chat was upgraded to a supergroup chat",
		Parameters:  &advice{MigrateTo: to},
	}
}

func tooMany(seconds int) error {
	return &refusal{
		Code:        http.StatusTooManyRequests,
		Description: "Too Many Requests: retry after " + strconv.Itoa(seconds),
		Parameters:  &advice{RetryAfter: seconds},
	}
}

func (r *refusal) body() []byte {
	b, _ := json.Marshal(struct { // strings and numbers only: it cannot fail
		OK bool `json:"ok"`
		*refusal
	}{refusal: r})
	return b
}

// tally counts refusals by their description.
type tally struct {
	mu    sync.Mutex
	count map[string]int
}

func (t *tally) add(r *refusal) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.count == nil {
		t.count = map[string]int{}
	}
	t.count[r.Description]++
}
