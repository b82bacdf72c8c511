// One chat with everything around it: its messages, its toasts, its composer.
import { Composer } from "./composer.js";
import { el, icon, words } from "./dom.js";
import { Log } from "./log.js";
import { act } from "./wire.js";

const toastStays = 9000; // milliseconds: two slow readings of a line
const busyStays = 1000; // milliseconds: the bot may have nothing to change

export class Pane {
  /** @param actor returns the id of who acts here */
  constructor(root, actor) {
    this.root = root;
    this.actor = actor;
    this.toasts = root.querySelector(".toasts");
    this.empty = root.querySelector(".empty");
    const who = root.querySelector("[data-actor]"); // staff alone: the bot makes nothing of a patient's reply
    this.log = new Log(root.querySelector(".log"), root.querySelector("[data-down]"), {
      press: (m, data, button) => this.press(m, data, button),
      reply: who && ((m) => this.composer?.replyTo(m)),
    });
    who?.addEventListener("change", () => this.toasts.replaceChildren()); // they were for somebody else
    const form = root.querySelector("form");
    this.composer = form && new Composer(form, (what) => this.perform(what));
    root.querySelector("[data-start]")?.addEventListener("click", () => this.start());
  }

  show(chat, name) {
    if (this.chat && this.chat !== chat.id) this.leave();
    this.chat = chat.id;
    this.empty.hidden = chat.messages.length > 0;
    this.log.update(chat, name);
  }

  leave() {
    this.composer?.reset();
    this.toasts.replaceChildren();
  }

  start() {
    this.log.root.focus(); // the button is about to go, and from here Tab leads to what comes
    this.perform({ verb: "write", text: "/start" });
  }

  async press(m, data, button) {
    button.setAttribute("aria-busy", "true"); // until the bot edits the message, which takes the button away
    const done = await this.perform({ verb: "press", message: m.id, data });
    setTimeout(() => button.removeAttribute("aria-busy"), done ? busyStays : 0);
  }

  async perform(what) {
    try {
      await act({ ...what, chat: this.chat, actor: this.actor() });
      return true;
    } catch {
      this.toast(words.failed, "", true);
      return false;
    }
  }

  /** Shows one answer at a time, as Telegram does; who is alone in seeing it there. */
  toast(text, who, stays) {
    const close = el("button", { type: "button", class: "plain", "aria-label": words.close }, icon("close"));
    const toast = el("div", { class: "toast", "data-testid": "toast" },
      el("div", {}, who && el("p", { class: "to" }, `${words["shown.to"]} ${who}`), el("p", { dir: "auto" }, text)), close);
    close.addEventListener("click", () => toast.remove());
    this.toasts.replaceChildren(toast);
    if (!stays) setTimeout(() => toast.remove(), toastStays);
  }
}
