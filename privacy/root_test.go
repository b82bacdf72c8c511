package privacy_test

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"strings"
	"testing"

	"heard/privacy"
)

func TestParseRoot(t *testing.T) {
	encode := base64.StdEncoding.EncodeToString
	good := encode(rootBytes(0))
	for name, tc := range map[string]struct {
		text string
		want error
	}{
		"as printed":         {good, nil},
		"end of line":        {good + "\r\n", nil},
		"closing sign lost":  {strings.TrimRight(good, "="), nil},
		"empty":              {"", privacy.ErrRootMissing},
		"white space":        {" \n\t", privacy.ErrRootMissing},
		"only closing signs": {"==", privacy.ErrRootMissing},
		"a sentence":         {"correct horse battery staple", privacy.ErrRootNotBase64},
		"a strange letter":   {good[:10] + "*" + good[11:], privacy.ErrRootNotBase64},
		"too short":          {encode(rootBytes(0)[:31]), privacy.ErrRootLength},
		"too long":           {encode(append(rootBytes(0), 1)), privacy.ErrRootLength},
		"hexadecimal":        {strings.Repeat("0f", 32), privacy.ErrRootLength},
		"zeros":              {encode(make([]byte, 32)), privacy.ErrRootZero},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := privacy.ParseRoot(tc.text)
			if !errors.Is(err, tc.want) {
				t.Fatalf("got %v, want %v", err, tc.want)
			}
			if key := strings.TrimSpace(tc.text); err != nil && len(key) > 4 && strings.Contains(err.Error(), key[:5]) {
				t.Error("the error quotes the key")
			}
		})
	}
}

func TestNewRoot(t *testing.T) {
	one := must(privacy.NewRoot(rand.Reader))(t)
	other := must(privacy.NewRoot(rand.Reader))(t)
	if one == other {
		t.Error("two root keys are the same")
	}
	if _, err := privacy.ParseRoot(one); err != nil {
		t.Error(err)
	}
	if _, err := privacy.NewRoot(bytes.NewReader(make([]byte, 31))); err == nil {
		t.Error("a source that ended gave a key")
	}
}

func TestUnsetKeysAreRefused(t *testing.T) {
	ring := must(privacy.NewRing(began, rand.Reader))(t)
	if _, err := privacy.NewVault(privacy.Root{}, ring, service); err == nil {
		t.Error("a vault from no root")
	}
	for _, ring := range []*privacy.Ring{nil, {}} {
		if _, err := privacy.NewVault(newRoot(t, 0), ring, service); err == nil {
			t.Error("a vault from no ring")
		}
	}
	if _, err := (privacy.DataKey{}).Seal("state", "owner", nil); err == nil {
		t.Error("sealed with no key")
	}
	if _, err := (privacy.DataKey{}).Open("state", "owner", []byte{1}); err == nil {
		t.Error("opened with no key")
	}
	for _, length := range []int{35, 36, 39, 71} {
		if _, err := privacy.NewRing(began, bytes.NewReader(make([]byte, length))); err == nil {
			t.Errorf("a ring from a source that ended after %d bytes", length)
		}
	}
}
