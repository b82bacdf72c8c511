// One message as an element.
import { timeOf } from "./clock.js";
import { el, icon, words } from "./dom.js";
import { body } from "./markup.js";

/**
 * @param m the message
 * @param around names: who staff are; find: another message of the chat by id
 * @param on press(message, data, button), and reply(message) where replies mean something
 */
export function messageElement(m, around, on) {
  return el("article", {
    class: `message from-${m.from}`, tabindex: -1, "data-testid": `message-${m.id}`, "data-id": m.id,
  }, ...parts(m, around, on));
}

/** What a message consists of now; an edit changes these and leaves the element. */
export function parts(m, around, on) {
  return [
    bubble(m, around),
    m.buttons?.length && keyboard(m, on),
    m.from === "bot" && on.reply && replyButton(m, on),
  ].filter((part) => part);
}

function bubble(m, around) {
  return el("div", { class: "bubble" },
    el("p", { class: "author" }, author(m, around)),
    m.replyTo && quote(around.find(m.replyTo)),
    el("div", { class: "body", dir: "auto" }, ...(m.kind ? sent(m) : body(m.body))),
    // The bot edits all the time, and Telegram says so of people alone.
    el("p", { class: "meta" }, m.edited && m.from !== "bot" && `${words.edited} `,
      m.at && el("time", { datetime: m.at }, timeOf(m.at))),
    m.reactions?.length && el("p", { class: "reactions" }, m.reactions.join(" ")));
}

function author(m, around) {
  if (m.from === "bot") return "Heard";
  return m.from === "staff" ? around.name(m.author) : words.patient;
}

/** The first line of a message, to recognise it by. */
export const gist = (m) => m?.text.split("\n", 1)[0] ?? "";

function quote(original) {
  return original && el("p", { class: "quote", dir: "auto" }, gist(original));
}

function sent(m) {
  return [el("span", { class: "sent" }, icon(m.kind), words[`kind.${m.kind}`] ?? "")];
}

const many = 9; // rows of buttons, from which on they stand closer to be seen at once

function keyboard(m, on) {
  return el("div", { class: m.buttons.length < many ? "keys" : "keys many" }, ...m.buttons.map((row) =>
    el("div", { class: "keyrow" }, ...row.map((b) => {
      const button = el("button", { type: "button", "data-data": b.data, dir: "auto" }, b.text);
      button.addEventListener("click", () => on.press(m, b.data, button));
      return button;
    }))));
}

function replyButton(m, on) {
  const button = el("button", { type: "button", class: "reply", "data-testid": `reply-${m.id}` },
    icon("reply"), el("span", {}, words.reply));
  button.addEventListener("click", () => on.reply(m));
  return button;
}
