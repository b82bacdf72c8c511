// The messages of one chat, kept as they are in the scene. A message that has
// not changed is left alone, and one that was edited keeps its element, so that
// focus and reading are not disturbed.
import { dayOf } from "./clock.js";
import { el } from "./dom.js";
import { messageElement, parts } from "./message.js";

const nearEnd = 120; // pixels from the end that still count as reading along
const hidden = "0 0"; // the size of a view that is not shown
const above = 10; // pixels kept free above a message that is longer than the view

export class Log {
  /** @param down is the button that leads to the newest message, while that is out of view */
  constructor(root, down, on) {
    this.root = root;
    this.down = down;
    this.on = on;
    this.chat = null;
    this.shown = new Map(); // id -> { element, form, text }
    this.following = true; // reading along
    this.ended = true; // at the very end
    this.size = hidden;
    root.addEventListener("scroll", () => { if (this.size === this.measure()) this.look(); });
    new ResizeObserver(() => this.keep()).observe(root);
    down.addEventListener("click", () => { this.toEnd(); root.focus({ preventScroll: true }); });
  }

  update(chat, name) {
    const turned = this.chat !== chat.id;
    if (turned) this.turn(chat.id);
    const follow = turned || this.following || chat.messages.at(-1)?.from !== "bot";
    const around = { name, find: (id) => chat.messages.find((m) => m.id === id) };
    const gone = new Set(this.shown.keys());
    const said = [];
    for (const m of chat.messages) {
      gone.delete(m.id);
      if (this.put(m, around)) said.push(this.shown.get(m.id).element);
    }
    for (const id of gone) this.drop(id);
    this.days(chat.messages);
    this.settle(said, follow);
    if (turned) requestAnimationFrame(() => this.root.setAttribute("aria-live", "polite"));
  }

  /** Another chat in the same place is not news: it is not read aloud. */
  turn(id) {
    this.root.setAttribute("aria-live", "off");
    this.root.replaceChildren();
    this.shown.clear();
    this.chat = id;
  }

  /** Shows a message as it is now, and tells whether it says something else than before. */
  put(m, around) {
    const form = JSON.stringify(m);
    const old = this.shown.get(m.id);
    if (old?.form === form) return false;
    const element = old?.element ?? messageElement(m, around, this.on);
    this.shown.set(m.id, { element, form, text: m.text, day: old?.day });
    if (old) edit(element, parts(m, around, this.on));
    else this.root.append(element);
    return old?.text !== m.text;
  }

  /** Says which day it is above the first message of each, from the second day on. */
  days(messages) {
    let before = "";
    for (const m of messages) {
      const one = this.shown.get(m.id);
      const day = m.at ? dayOf(m.at) : before;
      if (before && day !== before) {
        one.day ??= el("p", { class: "day" }, day);
        if (one.day !== one.element.previousSibling) one.element.before(one.day);
      } else {
        one.day?.remove();
        one.day = null;
      }
      before = day;
    }
  }

  drop(id) {
    const { element, day } = this.shown.get(id);
    day?.remove();
    if (element.contains(document.activeElement)) this.root.focus({ preventScroll: true });
    element.remove();
    this.shown.delete(id);
  }

  /**
   * Scrolls to what was said. Whoever pressed a button under an older message goes
   * on reading there, and where only the buttons changed nothing moves.
   */
  settle(said, follow) {
    const [only] = said;
    const here = said.length === 1 && only !== this.root.lastElementChild && only.contains(document.activeElement);
    if (here) only.scrollIntoView({ block: "nearest" });
    else if (said.length && follow) this.toNewest();
    else this.keep();
    this.look();
  }

  /** Stays where the reader was when the view or what is in it changes its size. */
  keep() {
    const back = this.size === hidden; // it has forgotten its place
    this.size = this.measure();
    if (back && this.following) this.toNewest();
    else if (this.ended) this.toEnd();
    this.look();
  }

  /** Shows the end, but of a message that is longer than the view its beginning: the question comes before the buttons. */
  toNewest() {
    this.root.scrollTop = this.newest();
  }

  toEnd() {
    this.root.scrollTop = this.root.scrollHeight;
  }

  newest() {
    const end = this.root.scrollHeight - this.root.clientHeight;
    const last = this.root.lastElementChild;
    if (!last) return end;
    const top = last.getBoundingClientRect().top - this.root.getBoundingClientRect().top + this.root.scrollTop;
    return Math.min(end, top - above);
  }

  /** A view of another size scrolls by itself: that is not the reader. */
  measure() {
    return `${this.root.clientWidth} ${this.root.clientHeight}`;
  }

  look() {
    if (this.measure() === hidden) return;
    const { scrollTop, scrollHeight, clientHeight } = this.root;
    const left = scrollHeight - clientHeight - scrollTop;
    this.following = this.newest() - scrollTop < nearEnd;
    this.ended = left < 2;
    this.down.hidden = left < 24;
  }
}

// Somebody at the keyboard stays where they were: on the same button if it is
// still there, or else on the message, from where Tab leads to its buttons.
function edit(element, now) {
  const focused = element.contains(document.activeElement) ? document.activeElement : null;
  element.classList.add("changed");
  element.replaceChildren(...now);
  if (!focused || focused === element) return;
  const same = [...element.querySelectorAll("button")].find((button) => button.className === focused.className
    && button.dataset.data === focused.dataset.data);
  (same ?? element).focus({ preventScroll: true });
}
