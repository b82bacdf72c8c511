// The messages of one chat, kept as they are in the scene. A message that has
// not changed keeps its element, so that focus and reading are not disturbed.
import { messageElement } from "./message.js";

const nearEnd = 120; // pixels from the end that still count as reading along

export class Log {
  constructor(root, on) {
    this.root = root;
    this.on = on;
    this.chat = null;
    this.shown = new Map(); // id -> { element, form }
    this.following = true;
    root.addEventListener("scroll", () => { this.following = this.atEnd(); });
    new ResizeObserver(() => { if (this.following) this.toEnd(); }).observe(root);
  }

  update(chat, name) {
    const turned = this.chat !== chat.id;
    if (turned) this.turn(chat.id);
    const follow = turned || this.following || chat.messages.at(-1)?.from !== "bot";
    const around = { name, find: (id) => chat.messages.find((m) => m.id === id) };
    const gone = new Set(this.shown.keys());
    for (const m of chat.messages) {
      gone.delete(m.id);
      this.put(m, around);
    }
    for (const id of gone) this.drop(id);
    if (follow) this.toEnd();
    if (turned) requestAnimationFrame(() => this.root.setAttribute("aria-live", "polite"));
  }

  /** Another chat in the same place is not news: it is not read aloud. */
  turn(id) {
    this.root.setAttribute("aria-live", "off");
    this.root.replaceChildren();
    this.shown.clear();
    this.chat = id;
  }

  put(m, around) {
    const form = JSON.stringify(m);
    const old = this.shown.get(m.id);
    if (old?.form === form) return;
    const element = messageElement(m, around, this.on);
    this.shown.set(m.id, { element, form });
    if (!old) {
      this.root.append(element);
      return;
    }
    const focused = old.element.contains(document.activeElement) ? document.activeElement : null;
    old.element.replaceWith(element);
    if (focused) refocus(element, focused);
  }

  drop(id) {
    const { element } = this.shown.get(id);
    if (element.contains(document.activeElement)) this.root.focus({ preventScroll: true });
    element.remove();
    this.shown.delete(id);
  }

  toEnd() {
    this.root.scrollTop = this.root.scrollHeight;
    this.following = true;
  }

  atEnd() {
    return this.root.scrollHeight - this.root.scrollTop - this.root.clientHeight < nearEnd;
  }
}

// Somebody at the keyboard stays where they were: on the same button if it is
// still there, or else on the message, from where Tab leads to its buttons.
function refocus(element, focused) {
  const same = [...element.querySelectorAll("[data-data]")]
    .find((button) => button.dataset.data === focused.dataset.data);
  (same ?? element).focus({ preventScroll: true });
}
