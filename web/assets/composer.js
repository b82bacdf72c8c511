// The row to write in: text, a reply, a command, or something that is not text.
import { words } from "./dom.js";
import { gist } from "./message.js";

export class Composer {
  /** @param perform does an act and resolves to whether it was done */
  constructor(form, perform) {
    this.form = form;
    this.perform = perform;
    this.input = form.querySelector("textarea");
    this.quoting = form.querySelector(".quoting");
    this.prompt = this.input.placeholder;
    this.replied = null;
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("beforeinput", (event) => this.lineBreak(event));
    this.input.addEventListener("input", () => this.fit());
    form.addEventListener("submit", (event) => { event.preventDefault(); this.send(); });
    form.querySelector("[data-cancel]").addEventListener("click", () => this.cancel());
    for (const opener of form.querySelectorAll("[data-menu]")) menu(opener);
    for (const b of form.querySelectorAll("[data-command]")) {
      b.addEventListener("click", () => perform({ verb: "write", text: b.dataset.command }));
    }
    for (const b of form.querySelectorAll("[data-kind]")) {
      b.addEventListener("click", () => perform({ verb: "send", kind: b.dataset.kind }));
    }
  }

  key(event) {
    this.shift = event.shiftKey;
    if (event.key === "Escape" && this.replied) this.cancel();
  }

  /** Enter sends. Keyboards on glass tell of the line break, not of the key. */
  lineBreak(event) {
    if (event.inputType !== "insertLineBreak" || this.shift) return;
    event.preventDefault();
    this.send();
  }

  async send() {
    const text = this.input.value.trim();
    if (!text) return;
    const to = this.replied;
    this.input.value = "";
    this.fit();
    const done = await this.perform(to ? { verb: "reply", message: to.id, text } : { verb: "write", text });
    if (done && to && this.replied === to) this.cancel();
    if (!done && !this.input.value) { // nobody should have to write it again
      this.input.value = text;
      this.fit();
    }
  }

  replyTo(m) {
    this.quote(m);
    this.input.focus();
  }

  cancel() {
    this.quote(null);
    this.input.focus();
  }

  /** Clears what was begun in another chat. */
  reset() {
    this.quote(null);
    this.input.value = "";
    this.fit();
  }

  /** What is written goes to the patient when it replies to a card, and to nobody else when not. */
  quote(m) {
    this.replied = m;
    this.quoting.querySelector("[data-quote]").textContent = gist(m);
    this.quoting.hidden = !m;
    this.input.placeholder = m ? words["write.answer"] : this.prompt;
    this.input.setAttribute("aria-label", this.input.placeholder);
  }

  /** Grows with the text, as far as the style allows. */
  fit() {
    this.input.rows = Math.min(5, this.input.value.split("\n").length);
  }
}

// A button that opens the list after it. Escape, a choice, or leaving closes it.
function menu(opener) {
  const list = opener.nextElementSibling;
  const set = (open) => {
    list.hidden = !open;
    opener.setAttribute("aria-expanded", open);
  };
  opener.addEventListener("click", () => {
    set(list.hidden);
    if (!list.hidden) list.querySelector("button").focus();
  });
  list.addEventListener("click", () => { set(false); opener.focus(); });
  opener.parentElement.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || list.hidden) return;
    set(false);
    opener.focus();
  });
  opener.parentElement.addEventListener("focusout", (event) => {
    if (!opener.parentElement.contains(event.relatedTarget)) set(false);
  });
}
