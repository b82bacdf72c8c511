package clinic

import (
	"fmt"
	"maps"
	"slices"
)

// table is one table of the file while it is read. Its methods report what is
// wrong with a value and then give the zero value, so that reading goes on.
type table struct {
	d      *document
	path   string
	values map[string]any
	keys   []key // that it may have
}

func (t table) join(key string) string { return join(t.path, key) }

func (t table) has(key string) bool {
	_, ok := t.values[key]
	return ok
}

// form is how a key is written.
func (t table) form(name string) string {
	for _, k := range t.keys {
		if k.name == name {
			return k.form
		}
	}
	return name
}

// known reports the keys that the table may not have.
func (t table) known() {
	names := make([]string, len(t.keys))
	for i, k := range t.keys {
		names[i] = k.name
	}
	for _, word := range slices.Sorted(maps.Keys(t.values)) {
		if !slices.Contains(names, word) {
			t.unknown(word, names)
		}
	}
}

func (t table) unknown(word string, names []string) {
	best, near := nearest(word, names)
	cure := fmt.Sprintf("remove it; the nearest known key is %s", best)
	switch place := home(word); {
	case near:
		cure = fmt.Sprintf("write %s; that is the nearest known key", best)
		t.d.meant = append(t.d.meant, t.join(best))
	case place != "":
		cure = fmt.Sprintf("move it: %s stands %s; the nearest key known here is %s", word, place, best)
	}
	t.d.wrong(t.join(word), "is not a known key", cure)
}

// home is where a key of another table belongs: keys written below the wrong
// header are the commonest slip in TOML.
func home(word string) string {
	for _, s := range schemas() {
		if slices.ContainsFunc(s.keys, func(k key) bool { return k.name == word }) {
			return s.place
		}
	}
	return ""
}

// need reports the keys that are missing.
func (t table) need(keys ...string) {
	for _, k := range keys {
		if path := t.join(k); !t.has(k) && !t.d.excused(path) {
			t.d.report(t.d.line(t.path), path, "is missing", "add "+t.form(k))
		}
	}
}

// child is the table of a key, its own keys checked. ok is false when there is
// none.
func (t table) child(key string, keys []key) (c table, ok bool) {
	if !t.has(key) {
		return c, false
	}
	values, ok := t.values[key].(map[string]any)
	if !ok {
		t.mistyped(key, "a table", t.form(key))
		return c, false
	}
	c = table{d: t.d, path: t.join(key), values: values, keys: keys}
	if keys != nil {
		c.known()
	}
	return c, true
}

// children are the tables of an array of tables, their own keys checked.
func (t table) children(key string, keys []key) []table {
	if !t.has(key) {
		return nil
	}
	list, ok := tables(t.values[key])
	switch {
	case !ok:
		t.mistyped(key, "a list of tables, each under its own header in double brackets", t.form(key))
	case len(list) == 0:
		t.d.wrong(t.join(key), "is empty", "write "+t.form(key))
	}
	all := make([]table, len(list))
	for i, values := range list {
		all[i] = table{d: t.d, path: at(t.join(key), i), values: values, keys: keys}
		all[i].known()
	}
	return all
}

// tables takes [[headers]] and lists of inline tables alike.
func tables(v any) ([]map[string]any, bool) {
	if list, ok := v.([]map[string]any); ok {
		return list, true
	}
	list, ok := v.([]any)
	all := make([]map[string]any, 0, len(list))
	for _, v := range list {
		m, isTable := v.(map[string]any)
		if !isTable {
			return nil, false
		}
		all = append(all, m)
	}
	return all, ok
}
