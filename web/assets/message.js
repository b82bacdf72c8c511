// One message as an element.
import { el, icon, words } from "./dom.js";
import { body } from "./markup.js";

/**
 * @param m the message
 * @param around names: who staff are; find: another message of the chat by id
 * @param on press(message, data, button) and reply(message)
 */
export function messageElement(m, around, on) {
  const whole = el("article", {
    class: `message from-${m.from}`, tabindex: -1, "data-testid": `message-${m.id}`, "data-id": m.id,
  });
  whole.append(bubble(m, around));
  if (m.buttons?.length) whole.append(keyboard(m, on));
  if (m.from === "bot") whole.append(replyButton(m, on));
  return whole;
}

function bubble(m, around) {
  return el("div", { class: "bubble" },
    el("p", { class: "author" }, author(m, around)),
    m.replyTo && quote(around.find(m.replyTo)),
    el("div", { class: "body", dir: "auto" }, ...(m.kind ? sent(m) : body(m.body))),
    m.edited && el("span", { class: "edited" }, words.edited),
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

function keyboard(m, on) {
  return el("div", { class: "keys" }, ...m.buttons.map((row) =>
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
