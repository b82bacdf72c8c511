package bot

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

// opener is a caller that takes the result out of an answer and gives the library the
// rest. The library would read a result twice over to hand it on unread, and most
// results are a copy of the screen that was just sent.
type opener struct {
	caller

	result json.RawMessage // nil when the answer looks different; then the library has it
}

// How an answer that grants a call begins and ends, and what is left of it.
const (
	grantHead = `{"ok":true,"result":`
	grantTail = `}`
	granted   = `{"ok":true}`
)

// answerLimit bounds what is read of an answer, in bytes: more than a hundred updates
// of the longest texts take.
const answerLimit = 16 << 20

// Do sends a request.
func (o *opener) Do(req *http.Request) (*http.Response, error) {
	answer, err := o.caller.Do(req)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(io.LimitReader(answer.Body, answerLimit))
	_ = answer.Body.Close()
	if err != nil {
		return nil, fmt.Errorf("telegram %s: reading the answer: %w", o.method, err)
	}
	body = bytes.TrimSpace(body)
	if result := inside(body); result != nil {
		o.result, body = result, []byte(granted)
	}
	answer.Body = io.NopCloser(bytes.NewReader(body))
	return answer, nil
}

// inside is the message or the list in an answer that grants a call, nil for any other:
// beside a mere true there may be a description. A list holds updates, which must not
// be misread, so it is looked at whole; of a message only the beginning is ever read.
func inside(answer []byte) json.RawMessage {
	result, granted := bytes.CutPrefix(answer, []byte(grantHead))
	result, whole := bytes.CutSuffix(result, []byte(grantTail))
	if !granted || !whole || len(result) < 2 {
		return nil
	}
	ends := string([]byte{result[0], result[len(result)-1]})
	if ends == "{}" || ends == "[]" && json.Valid(result) {
		return result
	}
	return nil
}
