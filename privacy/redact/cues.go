package redact

import "strings"

// cues are words that tell that a name or a place is near. See data/en/cues.txt.
type cues struct {
	named, title, beside, person, after, speech, toward, house set
	namesakes, acts, open, intro, here, owned, talk, with      set // see grammar.go
	calls, epithet                                             set
	bare, takes, goes                                          set // see bare.go
	brand, site, generic, towns                                set // see landmarks.go
}

func (t *tongue) readCues() error {
	sections, err := sections("data/" + t.language + "/cues.txt")
	if err != nil {
		return err
	}
	read := func(name string) set { return setOf(sections[name]) }
	t.cues = cues{
		named: setOf(append(sections["named"], sections["title"]...)), title: read("title"),
		beside: read("beside"), person: read("person"), after: read("after"), speech: read("speech"),
		toward: read("toward"), house: read("house"),
		namesakes: setOf(append(sections["namesakes"], sections["bare"]...)), acts: read("acts"), open: read("open"), intro: read("intro"), here: read("here"),
		owned: read("owned"), talk: read("talk"), with: read("with"), calls: read("calls"), epithet: read("epithet"),
		bare: read("bare"), takes: read("takes"), goes: read("goes"),
		brand: read("brand"), site: read("site"), generic: read("generic"), towns: read("towns"),
	}
	t.stops = read("stops")
	for _, line := range sections["ends"] {
		t.ends = append(t.ends, strings.Fields(line)...)
	}
	return nil
}

// sections reads a file of the data folder: # starts a comment line, [name] a
// section.
func sections(path string) (map[string][]string, error) {
	raw, err := files.ReadFile(path)
	if err != nil {
		return nil, err
	}
	found := map[string][]string{}
	name := ""
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[' && strings.HasSuffix(line, "]"):
			name = line[1 : len(line)-1]
		default:
			found[name] = append(found[name], line)
		}
	}
	return found, nil
}
