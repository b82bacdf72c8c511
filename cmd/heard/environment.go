package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
)

// environment is what the service takes from outside clinic.toml. Each variable
// may also be given as NAME_FILE with a path, which is how secrets reach a
// program without standing in its environment.
type environment struct {
	token         string
	api           string
	redis         string
	key           string
	ring          string
	listen        string
	metrics       string
	webhook       string
	webhookSecret string
	log           string
}

// errBoth says that a variable is given twice.
var errBoth = errors.New("is set both as itself and as a file: keep one of the two")

// readEnvironment reads every variable. It returns all that is wrong at once,
// joined; a value is never quoted.
func readEnvironment(w world) (environment, error) {
	var e environment
	var wrong []error
	for _, v := range []struct {
		name, otherwise string
		into            *string
	}{
		{"HEARD_TELEGRAM_TOKEN", "", &e.token},
		{"HEARD_TELEGRAM_API", "https://api.telegram.org", &e.api},
		{"HEARD_REDIS_URL", "redis://127.0.0.1:6379", &e.redis},
		{"HEARD_KEY", "", &e.key},
		{"HEARD_KEYRING", "", &e.ring},
		{"HEARD_LISTEN", "127.0.0.1:8080", &e.listen},
		{"HEARD_METRICS", "", &e.metrics},
		{"HEARD_WEBHOOK_URL", "", &e.webhook},
		{"HEARD_WEBHOOK_SECRET", "", &e.webhookSecret},
		{"HEARD_LOG", "info", &e.log},
	} {
		value, err := w.variable(v.name)
		if err != nil {
			wrong = append(wrong, err)
		}
		if value == "" {
			value = v.otherwise
		}
		*v.into = value
	}
	return e, errors.Join(wrong...)
}

// variable reads NAME or the file that NAME_FILE names, without the line end
// that editors put there.
func (w world) variable(name string) (string, error) {
	value, set := w.env(name)
	path, filed := w.env(name + "_FILE")
	switch {
	case set && filed:
		return "", fmt.Errorf("%s: %w", name, errBoth)
	case !filed:
		return value, nil
	}
	content, err := os.ReadFile(path) //nolint:gosec // the operator names the file
	if err != nil {
		return "", fmt.Errorf("%s_FILE: %w", name, err)
	}
	return strings.TrimRight(string(content), "\r\n"), nil
}

// errToken says that a token cannot be one.
var errToken = errors.New("HEARD_TELEGRAM_TOKEN is not a bot token: it looks like 123456789:letters, and BotFather shows it")

// secretLetters are what the secret part of a token is made of. Anything else, such as
// the end of a line, would be refused as part of an address.
const secretLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"

// botID is the part of a token that is public. It names everything in the store,
// so that one Redis can hold several bots and none is orphaned when a clinic is
// renamed.
func (e environment) botID() (string, error) {
	id, secret, found := strings.Cut(e.token, ":")
	odd := func(r rune) bool { return !strings.ContainsRune(secretLetters, r) }
	if !found || id == "" || secret == "" || strings.Trim(id, "0123456789") != "" || strings.ContainsFunc(secret, odd) {
		return "", errToken
	}
	return id, nil
}
