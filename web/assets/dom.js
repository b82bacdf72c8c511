// Building blocks of the page: elements, icons, and the page's own words.

export const words = JSON.parse(document.getElementById("words").textContent);

const lang = document.documentElement.lang;

/** The name in the page's language; English where it has none. */
export const nameOf = (label) => label?.[lang] ?? label?.en ?? "";

/** An element with attributes and children; strings become text, never HTML. What is not there is left out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child));
  return node;
}

const svg = "http://www.w3.org/2000/svg";

/** One of the pictures at the top of the page. */
export function icon(name) {
  const picture = document.createElementNS(svg, "svg");
  picture.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(svg, "use");
  use.setAttribute("href", `#i-${name}`);
  picture.append(use);
  return picture;
}
