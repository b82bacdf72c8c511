package privacy

// SealJob seals the body of a delivery, which holds a chat id and a text and
// waits in the outbox for seconds to days.
func (v *Vault) SealJob(plain []byte) ([]byte, error) {
	return v.sealPadded(forJobs, "", plain)
}

// OpenJob reads what SealJob made. It returns the errors of OpenKey.
func (v *Vault) OpenJob(sealed []byte) ([]byte, error) {
	return v.openPadded(forJobs, "", sealed)
}
