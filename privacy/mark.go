package privacy

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
)

// Mark is a fingerprint of the root key: it tells one key from another and
// nothing about either. The store keeps it, so that the service notices when it
// is started with the wrong key.
func (v *Vault) Mark() string { return v.mark }

func mark(root Root) (string, error) {
	key, err := derive(forMark, sealVersion, root.key)
	if err != nil {
		return "", err
	}
	h := hmac.New(sha256.New, key())
	h.Write([]byte("mark"))
	return hex.EncodeToString(h.Sum(nil)[:8]), nil
}
