package privacy

import "encoding/binary"

// bind joins a head of fixed length and parts of any length, so that no other
// list of parts gives the same bytes: "ab","c" is not "a","bc".
func bind(head []byte, parts ...string) []byte {
	size := len(head)
	for _, p := range parts {
		size += binary.MaxVarintLen32 + len(p)
	}
	out := append(make([]byte, 0, size+20), head...) // 20: room for a number after it
	for _, p := range parts {
		out = binary.AppendUvarint(out, uint64(len(p)))
		out = append(out, p...)
	}
	return out
}
