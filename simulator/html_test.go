package simulator_test

import (
	"encoding/json"
	"html"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"heard/simulator"
)

type entity struct {
	Type   string
	Offset int
	Length int
	URL    string
}

func TestMarkup(t *testing.T) {
	b := start(t, simulator.Options{})
	tests := []struct {
		in, text, html string
		entities       []entity
	}{
		{"a &lt;b&gt; &amp; &quot;c&quot; &#38; &#x26;", `a <b> & "c" & &`, "a &lt;b&gt; &amp; &quot;c&quot; &amp; &amp;", nil},
		{"R&D &nbsp; &; &#0;", "R&D &nbsp; &; &#0;", "R&amp;D &amp;nbsp; &amp;; &amp;#0;", nil},
		{"🙂<b>x</b>", "🙂x", "🙂<b>x</b>", []entity{{"bold", 2, 1, ""}}},
		{"<STRONG>x</strong>", "x", "<b>x</b>", []entity{{"bold", 0, 1, ""}}},
		{"<b>x<i>y</i></b>", "xy", "<b>x<i>y</i></b>", []entity{{"italic", 1, 1, ""}, {"bold", 0, 2, ""}}},
		{"<em>a</em><ins>b</ins><del>c</del><strike>d</strike>", "abcd", "<i>a</i><u>b</u><s>c</s><s>d</s>", []entity{{"italic", 0, 1, ""}, {"underline", 1, 1, ""}, {"strikethrough", 2, 1, ""}, {"strikethrough", 3, 1, ""}}},
		{`<span class="tg-spoiler">x</span><tg-spoiler>y</tg-spoiler>`, "xy", "<tg-spoiler>x</tg-spoiler><tg-spoiler>y</tg-spoiler>", []entity{{"spoiler", 0, 1, ""}, {"spoiler", 1, 1, ""}}},
		{"<blockquote expandable>x</blockquote>", "x", "<blockquote expandable>x</blockquote>", []entity{{"expandable_blockquote", 0, 1, ""}}},
		{"<pre><code class='language-go'>x</code></pre>", "x", "<pre><code>x</code></pre>", []entity{{"code", 0, 1, ""}, {"pre", 0, 1, ""}}},
		{`<a href="https://a.example/?x=1&amp;y=2">x</a>`, "x", `<a href="https://a.example/?x=1&amp;y=2">x</a>`, []entity{{"text_link", 0, 1, "https://a.example/?x=1&y=2"}}},
		{`<a href='tg://user?id=5'>x</a>`, "x", `<a href="tg://user?id=5">x</a>`, []entity{{"text_link", 0, 1, "tg://user?id=5"}}},
		{`<a href=a.example>x</a>`, "x", `<a href="http://a.example">x</a>`, []entity{{"text_link", 0, 1, "http://a.example"}}},
		{`<a href="javascript:alert(1)">x</a>`, "x", "x", nil},
		{" \n<b> x </b>\n", "x", "<b> x </b>", []entity{{"bold", 0, 1, ""}}},
		{"x<b></b>", "x", "x<b></b>", nil},
	}
	for _, c := range tests {
		t.Run(c.in, func(t *testing.T) {
			var sent struct{ Entities []entity }
			must(t, json.Unmarshal(b.do(t, "sendMessage", args{"chat_id": ada, "text": c.in, "parse_mode": "HTML"}), &sent))
			all := b.Messages(ada)
			m := all[len(all)-1]
			if m.Text != c.text || m.HTML != c.html {
				t.Errorf("got %q and %q", m.Text, m.HTML)
			}
			if d := cmp.Diff(c.entities, sent.Entities); d != "" {
				t.Errorf("entities (-want +got):\n%s", d)
			}
		})
	}
}

func TestMarkupThatTelegramRefuses(t *testing.T) {
	b := start(t, simulator.Options{})
	for in, says := range map[string]string{
		"<b>x":             `Can't find end tag corresponding to start tag "b"`,
		"x</b>":            "Unexpected end tag at byte offset 1",
		"<b><i>x</b></i>":  `Unmatched end tag at byte offset 7, expected "</i>", found "</b>"`,
		"a <script>x":      `Unsupported start tag "script" at byte offset 2`,
		"<br/>":            `Unsupported start tag "br/" at byte offset 0`,
		"3 < 4":            "Unsupported start tag \"\" at byte offset 2",
		"x <":              "Unclosed start tag at byte offset 2",
		"ø <b":             "Unclosed start tag at byte offset 3",
		"<b>x</b":          "Unclosed end tag at byte offset 4",
		"<span>x</span>":   `Tag "span" must have class "tg-spoiler" at byte offset 0`,
		"<a href>x</a>":    `Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0`,
		`<a ="x">x</a>`:    `Empty attribute name in the tag "a" at byte offset 0`,
		`<a href="x>x</a>`: "Unclosed start tag at byte offset 0",
		"<a href=":         "Unclosed start tag at byte offset 0",
	} {
		r := b.call(t, "sendMessage", args{"chat_id": ada, "text": in, "parse_mode": "HTML"})
		if want := "Bad Request: can't parse entities: " + says; r.Description != want {
			t.Errorf("%q: got %q, want %q", in, r.Description, want)
		}
	}
}

// Whatever somebody writes, escaped it is shown as written.
func TestEscapedTextIsShownAsWritten(t *testing.T) {
	b := start(t, simulator.Options{})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.TrimSpace(rapid.StringOfN(rapid.RuneFrom([]rune("ab <>&\"';#/=\n🙂ø")), 1, 60, -1).Draw(t, "text"))
		if text == "" {
			t.Skip("nothing to send")
		}
		id := b.send(t, ada, "<b>"+html.EscapeString(text)+"</b>", args{"parse_mode": "HTML"})
		m, _ := b.Message(ada, id)
		if m.Text != text {
			t.Fatalf("%q became %q", text, m.Text)
		}
		if html.UnescapeString(strings.TrimSuffix(strings.TrimPrefix(m.HTML, "<b>"), "</b>")) != text {
			t.Fatalf("%q is shown as %q", text, m.HTML)
		}
	})
}

// No input makes the parser fail in any other way than by a refusal, and what it
// lets through it lets through again, unchanged.
func TestAnyMarkup(t *testing.T) {
	b := start(t, simulator.Options{})
	piece := rapid.SampledFrom([]string{
		"<b>", "</b>", "<i>", "</i>", "<a href=", `"x.y"`, ">", "</a>", "<", "&", "&lt;", ";", "text", " ", "🙂", "</", "=", "'",
		"<blockquote expandable", "</blockquote>", `<a href="http://x.y/?a&b">`, "\n",
	})
	rapid.Check(t, func(t *rapid.T) {
		in := strings.Join(rapid.SliceOfN(piece, 1, 12).Draw(t, "pieces"), "")
		r := b.call(t, "sendMessage", args{"chat_id": ada, "text": in, "parse_mode": "HTML"})
		if !r.OK {
			if r.Code != 400 {
				t.Fatalf("got %d", r.Code)
			}
			return
		}
		all := b.Messages(ada)
		first := all[len(all)-1]
		again, _ := b.Message(ada, b.send(t, ada, first.HTML, args{"parse_mode": "HTML"}))
		if again.Text != first.Text || again.HTML != first.HTML {
			t.Fatalf("%q and %q became %q and %q", first.Text, first.HTML, again.Text, again.HTML)
		}
	})
}
