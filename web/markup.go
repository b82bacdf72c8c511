package web

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
)

// Node is a run of text, or a mark around other nodes. The page builds elements
// from nodes and never from a string of HTML, so that nothing but these marks
// can come out of a message.
type Node struct {
	Text     string `json:"text,omitempty"`
	Mark     string `json:"mark,omitempty"` // one of the values of markOf
	Href     string `json:"href,omitempty"` // for "a" alone: http, https, mailto or tel
	Children []Node `json:"children,omitempty"`
}

// maxDepth bounds nesting, far above what Telegram accepts.
const maxDepth = 32

var errTooDeep = errors.New("web: marks are nested too deeply")

// markOf maps the tags of Telegram's HTML to marks. ok is false for any other
// tag: its text is kept and the tag is not.
func markOf(tag xml.StartElement) (mark string, ok bool) {
	switch strings.ToLower(tag.Name.Local) {
	case "b", "strong":
		return "b", true
	case "i", "em":
		return "i", true
	case "u", "ins":
		return "u", true
	case "s", "strike", "del":
		return "s", true
	case "code":
		return "code", true
	case "pre":
		return "pre", true
	case "blockquote":
		return "blockquote", true
	case "a":
		if strings.HasPrefix(attr(tag, "href"), "tg://user?") {
			return "mention", true
		}
		return "a", safeHref(tag) != ""
	case "tg-spoiler":
		return "spoiler", true
	case "span":
		return "spoiler", attr(tag, "class") == "tg-spoiler"
	}
	return "", false
}

// parseMarkup reads Telegram's HTML. It returns an error for text that is not
// well formed, as Telegram would.
func parseMarkup(s string) ([]Node, error) {
	d := xml.NewDecoder(strings.NewReader(s))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	return children(d, maxDepth)
}

// children reads nodes up to the end of the element it is called in.
func children(d *xml.Decoder, depth int) ([]Node, error) {
	if depth == 0 {
		return nil, errTooDeep
	}
	nodes := []Node{}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nodes, nil
		}
		if err != nil {
			return nil, fmt.Errorf("web: reading marks: %T", err) // the error itself quotes the text
		}
		switch t := token.(type) {
		case xml.CharData:
			nodes = append(nodes, Node{Text: string(t)})
		case xml.EndElement:
			return nodes, nil
		case xml.StartElement:
			inner, err := children(d, depth-1)
			if err != nil {
				return nil, err
			}
			nodes = append(nodes, around(t, inner)...)
		}
	}
}

// around puts the mark of a tag around nodes, or leaves them bare.
func around(tag xml.StartElement, inner []Node) []Node {
	mark, ok := markOf(tag)
	if !ok {
		return inner
	}
	n := Node{Mark: mark, Children: inner}
	if mark == "a" {
		n.Href = safeHref(tag)
	}
	return []Node{n}
}

// safeHref returns the address of a link that may be followed, or "".
func safeHref(tag xml.StartElement) string {
	u, err := url.Parse(strings.TrimSpace(attr(tag, "href")))
	if err != nil {
		return ""
	}
	switch u.Scheme {
	case "http", "https", "mailto", "tel":
		return u.String()
	}
	return ""
}

func attr(tag xml.StartElement, name string) string {
	for _, a := range tag.Attr {
		if strings.EqualFold(a.Name.Local, name) {
			return a.Value
		}
	}
	return ""
}
