package privacy_test

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"heard/privacy"
)

// hidden holds things where printing by reflection does not ask them how.
type hidden struct{ it any }

// TestNothingPrintsAKey prints everything that holds a key, in every way and
// from every hiding place, and looks for the key in every spelling.
func TestNothingPrintsAKey(t *testing.T) {
	root := newRoot(t, 0xa0)
	secretBytes, nameBytes := rootBytes(0x50), rootBytes(0x20)
	// The ring's epoch takes its id first, and its key from the bytes after it; and so
	// does its lookup key.
	drawn := slices.Concat(make([]byte, 4), secretBytes, make([]byte, 4), nameBytes)
	ring := must(privacy.NewRing(began, bytes.NewReader(drawn)))(t)
	vault := must(privacy.NewVault(root, ring, service))(t)
	key, _, err := vault.NewKey("owner")
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []any{root, &root, *ring, ring, *vault, vault, key, &key} {
		for _, out := range append(printed(t, v), printed(t, hidden{v})...) {
			for _, key := range [][]byte{rootBytes(0xa0), secretBytes, nameBytes} {
				noKey(t, out, key)
			}
		}
	}
}

// TestPrintsRedacted: the plain ways print what they should.
func TestPrintsRedacted(t *testing.T) {
	root, vault := newRoot(t, 0), newVault(t)
	for _, v := range []any{root, &root, vault, privacy.DataKey{}, &privacy.Ring{}, privacy.Return{Chat: person}, &privacy.Return{Chat: person}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d"} {
			if got := fmt.Sprintf(verb, v); got != "[redacted]" {
				t.Errorf("%s of %T: %s", verb, v, got)
			}
		}
		if got := string(must(json.Marshal(v))(t)); got != `"[redacted]"` {
			t.Errorf("JSON of %T: %s", v, got)
		}
	}
}

// TestKeysAreOutOfReach: printers other than fmt follow every pointer. There is
// nothing at the end of one that could be a key or a cipher made of it.
func TestKeysAreOutOfReach(t *testing.T) {
	root, ring := newRoot(t, 0), must(privacy.NewRing(began, rand.Reader))(t)
	vault := must(privacy.NewVault(root, ring, service))(t)
	key, _, err := vault.NewKey("owner")
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []any{root, ring, vault, key} {
		if path := reachable(reflect.ValueOf(v)); path != "" {
			t.Errorf("%T%s", v, path)
		}
	}
	if reachable(reflect.ValueOf(hidden{&[]any{rootBytes(0)}})) == "" {
		t.Error("the search finds nothing")
	}
}

// reachable returns the way to the first list of numbers, or nothing.
func reachable(v reflect.Value) string {
	if !v.IsValid() || v.Type() == reflect.TypeFor[time.Time]() {
		return ""
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		return reachable(v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			if path := reachable(v.Field(i)); path != "" {
				return "." + v.Type().Field(i).Name + path
			}
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			if path := reachable(k) + reachable(v.MapIndex(k)); path != "" {
				return "[]" + path
			}
		}
	case reflect.Slice, reflect.Array:
		if v.Type().Elem().Kind() >= reflect.Int && v.Type().Elem().Kind() <= reflect.Uintptr {
			return " is numbers"
		}
		for i := range v.Len() {
			if path := reachable(v.Index(i)); path != "" {
				return "[]" + path
			}
		}
	}
	return ""
}

func printed(t *testing.T, v any) []string {
	t.Helper()
	var out []string
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%o", "%b", "%c", "%U", "%p", "%t", "%z"} {
		out = append(out, fmt.Sprintf(verb, v), fmt.Sprintf(verb, []any{v}))
	}
	var logs bytes.Buffer
	slog.New(slog.NewTextHandler(&logs, nil)).Info("x", "field", v)
	slog.New(slog.NewJSONHandler(&logs, nil)).Info("x", "field", v)
	out = append(out, logs.String(), fmt.Errorf("%w, %v", fmt.Errorf("%v", v), v).Error())
	b, err := json.Marshal(map[string]any{"field": v})
	if err != nil {
		t.Error(err)
	}
	return append(out, string(b))
}

// noKey looks for any five bytes of a key in a row, in the spellings of the
// verbs above.
func noKey(t *testing.T, out string, key []byte) {
	t.Helper()
	low := strings.ToLower(out)
	for i := 0; i+5 <= len(key); i++ {
		part := key[i : i+5]
		decimal := strings.Trim(fmt.Sprintf("%d", part), "[]")
		spellings := []string{
			decimal, strings.ReplaceAll(decimal, " ", ", "),
			hex.EncodeToString(part), fmt.Sprintf("% x", part),
			strings.Trim(fmt.Sprintf("%#v", part), "[]byte{}"), strings.Trim(fmt.Sprintf("%o", part), "[]"),
			strings.ToLower(string(part)),
		}
		for _, s := range spellings {
			if strings.Contains(low, s) {
				t.Fatalf("a key is printed: %.60s", out)
			}
		}
	}
	if strings.Contains(out, base64.StdEncoding.EncodeToString(key)[:8]) {
		t.Fatalf("a key is printed in base64: %.60s", out)
	}
}

// TestNoKeyFindsKeys keeps the search above honest.
func TestNoKeyFindsKeys(t *testing.T) {
	key := rootBytes(0x50)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x", "%X", "%d", "%o"} {
		found := new(testing.T)
		done := make(chan struct{})
		go func() { // Fatalf ends the goroutine it is called from
			defer close(done)
			noKey(found, fmt.Sprintf(verb, struct{ key []byte }{key}), key)
		}()
		<-done
		if !found.Failed() {
			t.Errorf("%s: not found", verb)
		}
	}
}
