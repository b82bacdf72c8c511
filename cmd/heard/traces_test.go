package main

import (
	"bytes"
	"crypto/md5"  //nolint:gosec // what somebody might have taken for a safe name
	"crypto/sha1" //nolint:gosec // the same
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"hash/fnv"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"heard/locales"
	"heard/simulator"
)

// traces are all the forms in which people and what they wrote could show in the
// bytes of something, by how each begins, so that one pass finds any of them.
type traces struct {
	byStart map[[traceStart]byte][]trace
	byPair  [1 << 16]bool  // of the first two bytes: most of what is searched begins no trace
	count   map[string]int // of each kind
}

// trace is one of them: what it is of, and its bytes.
type trace struct {
	kind  string
	bytes []byte
}

// traceStart is the least length of a trace, in bytes: less is met by chance in
// megabytes of what is sealed.
const traceStart = 6

func newTraces() *traces {
	return &traces{byStart: map[[traceStart]byte][]trace{}, count: map[string]int{}}
}

func (all *traces) add(kind string, b []byte) {
	start := [traceStart]byte(b)
	for _, have := range all.byStart[start] {
		if bytes.Equal(have.bytes, b) {
			return
		}
	}
	all.byPair[pair(b)] = true
	all.byStart[start] = append(all.byStart[start], trace{kind, bytes.Clone(b)})
	all.count[kind]++
}

func pair(b []byte) int { return int(b[0])<<8 | int(b[1]) }

// in counts what is found in something, by kind.
func (all *traces) in(content []byte) map[string]int {
	found := map[string]int{}
	for i := range max(0, len(content)-traceStart+1) {
		if !all.byPair[pair(content[i:])] {
			continue
		}
		for _, one := range all.byStart[[traceStart]byte(content[i:])] {
			if bytes.HasPrefix(content[i:], one.bytes) {
				found[one.kind]++
			}
		}
	}
	return found
}

// addPerson adds what a person is called, their id, and every plain hash of it.
func (all *traces) addPerson(p simulator.Person) {
	all.add("name", []byte(p.FirstName))
	all.add("name", []byte(p.LastName))
	all.add("username", []byte(p.Username))
	all.add("id, decimal", []byte(strconv.FormatInt(p.ID, 10)))
	all.add("id, hex", []byte(strconv.FormatInt(p.ID, 16)))
	little, big := binary.LittleEndian.AppendUint64(nil, uint64(p.ID)), binary.BigEndian.AppendUint64(nil, uint64(p.ID))
	all.add("id, little endian", little[:6]) // the same in six, seven and eight bytes
	all.add("id, big endian", big[2:])
	all.add("id, as a float", binary.LittleEndian.AppendUint64(nil, math.Float64bits(float64(p.ID))))
	all.add("id, as a float", binary.BigEndian.AppendUint64(nil, math.Float64bits(float64(p.ID))))
	all.addHashes([]byte(strconv.FormatInt(p.ID, 10)), little, big)
}

// addHashes adds the hashes of all forms of an id, raw, in hex and in base64.
func (all *traces) addHashes(forms ...[]byte) {
	for name, sum := range map[string]func() hash.Hash{
		"MD5": md5.New, "SHA-1": sha1.New, "SHA-256": sha256.New, "FNV-128": fnv.New128, "FNV-128a": fnv.New128a,
		"FNV-64":  func() hash.Hash { return fnv.New64() },
		"FNV-64a": func() hash.Hash { return fnv.New64a() },
		"FNV-32":  func() hash.Hash { return fnv.New32() },
		"FNV-32a": func() hash.Hash { return fnv.New32a() },
	} {
		for _, form := range forms {
			h := sum()
			_, _ = h.Write(form)
			raw := h.Sum(nil)
			all.add(name, []byte(hex.EncodeToString(raw)))
			all.add(name, []byte(strings.ToUpper(hex.EncodeToString(raw))))
			all.add(name, []byte(base64.RawStdEncoding.EncodeToString(raw)))
			if len(raw) >= 8 { // four bytes are met by chance
				all.add(name, raw)
			}
			if len(raw) == 8 { // as a number
				all.add(name, []byte(strconv.FormatUint(binary.BigEndian.Uint64(raw), 10)))
				all.add(name, binary.LittleEndian.AppendUint64(nil, binary.BigEndian.Uint64(raw)))
			}
		}
	}
}

// wordForm is a word that is long enough to be looked for.
var wordForm = regexp.MustCompile(`\p{L}{6,}`)

// addText adds what somebody wrote: the whole, each of its lines, and each long
// word that is not one of the program's own.
func (all *traces) addText(text string, own map[string]bool) {
	for _, line := range append(strings.Split(text, "\n"), text) {
		if len(line) >= traceStart {
			all.add("sentence", []byte(line))
		}
	}
	for _, word := range wordForm.FindAllString(text, -1) {
		lower := strings.ToLower(word)
		if own[lower] {
			continue
		}
		for _, form := range []string{word, lower, strings.ToUpper(word)} {
			all.add("word", []byte(form))
		}
	}
}

// ownWords are the words of the catalogue in all languages, in lower case.
func ownWords(t *testing.T) map[string]bool {
	t.Helper()
	own := map[string]bool{}
	for _, lang := range locales.Languages() {
		text, err := os.ReadFile("../../locales/active." + lang + ".toml")
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range wordForm.FindAllString(strings.ToLower(string(text)), -1) {
			own[word] = true
		}
	}
	return own
}

// String counts the traces that are looked for.
func (all *traces) String() string {
	hashes, others := 0, []string{}
	for _, kind := range []string{"name", "username", "id, decimal", "id, hex", "id, little endian", "id, big endian", "id, as a float", "sentence", "word"} {
		others = append(others, fmt.Sprintf("%d of kind %q", all.count[kind], kind))
	}
	for kind, n := range all.count {
		if strings.Contains(kind, "MD") || strings.Contains(kind, "SHA") || strings.Contains(kind, "FNV") {
			hashes += n
		}
	}
	return fmt.Sprintf("%s, %d hashes of ids", strings.Join(others, ", "), hashes)
}
