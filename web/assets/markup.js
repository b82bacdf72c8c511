// A message's words: the tree of marks from the program becomes elements. The
// program allows the same marks; what is not in the table here is left out.
import { el, words } from "./dom.js";

const inline = { b: "strong", i: "em", u: "u", s: "s", code: "code" };
const blocks = { pre: "pre", blockquote: "blockquote" };

export function body(nodes) {
  const out = [];
  for (const [i, node] of nodes.entries()) {
    if (!node.mark) {
      out.push(besideBlocks(node.text ?? "", nodes[i - 1], nodes[i + 1]));
      continue;
    }
    out.push(marked(node, body(node.children ?? [])));
  }
  return out;
}

function marked(node, children) {
  const tag = inline[node.mark] ?? blocks[node.mark];
  if (tag) return el(tag, {}, ...children);
  if (node.mark === "a") {
    return el("a", { href: node.href, target: "_blank", rel: "noopener noreferrer" }, ...children);
  }
  if (node.mark === "spoiler") return spoiler(children);
  return el("span", { class: node.mark === "mention" && "mention" }, ...children);
}

// A block begins and ends a line by itself, so the line break beside it is one
// too many.
function besideBlocks(text, before, after) {
  if (blocks[before?.mark]) text = text.replace(/^\n/, "");
  if (blocks[after?.mark]) text = text.replace(/\n$/, "");
  return text;
}

function spoiler(children) {
  const cover = el("button", { type: "button", class: "spoiler", "aria-label": words.spoiler });
  const hidden = el("span", {}, ...children);
  cover.append(hidden);
  cover.addEventListener("click", () => cover.replaceWith(hidden), { once: true });
  return cover;
}
