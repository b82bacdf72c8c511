package privacy

import "heard/care"

// Return is where and in which language the patient of a case is answered. It
// refuses to print or marshal itself.
type Return struct {
	mute
	Chat     care.ChatID
	Language string // a tag such as nb
}

// SealReturn seals a case's way back to its patient. It is under an epoch's key
// and not under the case's data key, so that whoever may read a case still
// cannot tell whose it is; it dies with the epoch, unless RewrapReturn moves it to
// a newer one.
func (v *Vault) SealReturn(code care.Code, r Return) ([]byte, error) {
	plain := append(encodeChat(r.Chat), r.Language...)
	return v.sealPadded(forReturns, string(code), plain)
}

// OpenReturn reads what SealReturn made for the same case. It returns
// the errors of OpenKey.
func (v *Vault) OpenReturn(code care.Code, sealed []byte) (Return, error) {
	b, err := v.openPadded(forReturns, string(code), sealed)
	if err != nil {
		return Return{}, err
	}
	chat, language, err := decodeChat(b)
	if err != nil {
		return Return{}, err
	}
	return Return{Chat: chat, Language: string(language)}, nil
}
