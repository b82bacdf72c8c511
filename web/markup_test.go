package web_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"heard/web"
)

// bodyOf is what reaches the browser of a message's words.
func bodyOf(t interface{ Fatal(...any) }, m web.Message) []web.Node {
	wire, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Body []web.Node `json:"body"`
		HTML *string    `json:"html"`
	}
	if err := json.Unmarshal(wire, &got); err != nil {
		t.Fatal(err)
	}
	if got.HTML != nil || got.Body == nil {
		t.Fatal("a message travels as a body of nodes alone:", string(wire))
	}
	return got.Body
}

func TestMarkup(t *testing.T) {
	text := func(s string) web.Node { return web.Node{Text: s} }
	marked := func(mark string, inner ...web.Node) web.Node { return web.Node{Mark: mark, Children: inner} }
	link := func(href string, inner ...web.Node) web.Node { return web.Node{Mark: "a", Href: href, Children: inner} }
	plain := []web.Node{text("plain")}
	for name, c := range map[string]struct {
		html string
		want []web.Node
	}{
		"none":            {"just words", []web.Node{text("just words")}},
		"entities":        {"a &lt;b&gt; &amp; c", []web.Node{text("a <b> & c")}},
		"all names":       {"<strong>1</strong><em>2</em><ins>3</ins><del>4</del>", []web.Node{marked("b", text("1")), marked("i", text("2")), marked("u", text("3")), marked("s", text("4"))}},
		"nested":          {"<b>a<i>b</i></b>", []web.Node{marked("b", text("a"), marked("i", text("b")))}},
		"blocks":          {"<blockquote expandable>q</blockquote><pre><code>x</code></pre>", []web.Node{marked("blockquote", text("q")), marked("pre", marked("code", text("x")))}},
		"spoilers":        {`<tg-spoiler>x</tg-spoiler><span class="tg-spoiler">y</span>`, []web.Node{marked("spoiler", text("x")), marked("spoiler", text("y"))}},
		"link":            {`<a href="https://example.org/?a=1&amp;b=2">x</a>`, []web.Node{link("https://example.org/?a=1&b=2", text("x"))}},
		"script":          {"<script>alert(1)</script>", []web.Node{text("alert(1)")}},
		"image":           {`<img src="x" onerror="alert(1)"/>`, []web.Node{}},
		"handler":         {`<b onclick="alert(1)" style="x">x</b>`, []web.Node{marked("b", text("x"))}},
		"script link":     {`<a href="javascript:alert(1)">x</a>`, []web.Node{text("x")}},
		"hidden scheme":   {`<a href=" jAvA&#09;script:alert(1)">x</a>`, []web.Node{text("x")}},
		"data link":       {`<a href="data:text/html,x">x</a>`, []web.Node{text("x")}},
		"link to a user":  {`<a href="tg://user?id=1">x</a>`, []web.Node{marked("mention", text("x"))}},
		"relative link":   {`<a href="/demo/act">x</a>`, []web.Node{text("x")}},
		"styled span":     {`<span class="banner">x</span>`, []web.Node{text("x")}},
		"comment":         {"a<!-- b -->c", []web.Node{text("a"), text("c")}},
		"entity written":  {"&lt;script&gt;", []web.Node{text("<script>")}},
		"never closed":    {"<b>x", plain},
		"bare angle":      {"1 < 2", plain},
		"stray end":       {"x</b>", plain},
		"very deep":       {strings.Repeat("<b>", 99) + "x" + strings.Repeat("</b>", 99), plain},
		"nothing at hand": {"", plain},
	} {
		t.Run(name, func(t *testing.T) {
			got := bodyOf(t, web.Message{Text: "plain", HTML: c.html})
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Whatever comes in, only known marks come out, and links go out of the page.
func TestMarkupLetsNothingElseThrough(t *testing.T) {
	pieces := []string{
		"<b>", "</b>", "<a href='", "javascript:", "https://x.example", "'>", "</a>", "<script>", "</script>",
		"<svg/onload=x>", "<", ">", "&", "&lt;", "&#x6a;", `"`, " ", "on", "<pre", " style=x>", "</pre>", "<!--", "-->", "<![CDATA[", "]]>", "word",
	}
	marks := []string{"", "b", "i", "u", "s", "a", "code", "pre", "blockquote", "spoiler"}
	rapid.Check(t, func(t *rapid.T) {
		html := strings.Join(rapid.SliceOf(rapid.SampledFrom(pieces)).Draw(t, "html"), "")
		var check func([]web.Node)
		check = func(nodes []web.Node) {
			for _, n := range nodes {
				if !slices.Contains(marks, n.Mark) {
					t.Fatalf("mark %q of %q", n.Mark, html)
				}
				if n.Href != "" && (n.Mark != "a" || !strings.HasPrefix(n.Href, "http")) {
					t.Fatalf("link %q of %q", n.Href, html)
				}
				check(n.Children)
			}
		}
		check(bodyOf(t, web.Message{Text: "plain", HTML: html}))
	})
}
