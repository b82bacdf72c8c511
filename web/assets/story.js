// The guided story. It goes on by itself when what a step asks for has happened,
// never back and never in the way: everything can be done without it.

export class Story {
  /** @param turn is called with the side of the page that a step is about, when the reader turned to it */
  constructor(turn) {
    this.turn = turn;
    this.root = document.getElementById("story");
    this.opener = document.getElementById("story-open");
    this.back = document.getElementById("story-back");
    this.next = document.getElementById("story-next");
    this.nextWord = this.next.textContent;
    this.steps = [...this.root.querySelectorAll("[data-step]")];
    this.at = 0;
    this.card = null; // id of the group that the card came to
    this.back.addEventListener("click", () => this.read(this.at - 1));
    this.next.addEventListener("click", () => this.read(this.at + 1));
    document.getElementById("story-close").addEventListener("click", () => this.set(false));
    this.opener.addEventListener("click", () => this.set(true));
    this.root.addEventListener("keydown", (event) => { if (event.key === "Escape") this.set(false); });
    this.draw();
  }

  set(open) {
    this.root.hidden = !open;
    this.opener.hidden = open;
    if (open) this.next.focus();
    else this.opener.focus();
    this.light();
  }

  /** The reader turns a page. */
  read(step) {
    if (step >= this.steps.length) {
      this.set(false);
      this.go(0);
      return;
    }
    this.go(step);
    this.turn(this.steps[step].dataset.spot, this.card);
  }

  go(step) {
    this.at = step;
    this.draw();
  }

  draw() {
    for (const [i, step] of this.steps.entries()) {
      step.classList.toggle("past", i < this.at);
      step.setAttribute("aria-current", i === this.at ? "step" : "false");
      step.querySelector(".detail").hidden = i !== this.at;
    }
    const last = this.at === this.steps.length - 1;
    this.back.disabled = this.at === 0;
    this.next.textContent = last ? this.next.dataset.done : this.nextWord;
    this.light();
    document.querySelector(".group.lit")?.scrollIntoView({ block: "nearest" });
  }

  /** Marks the side of the page that the step is about. */
  light() {
    const spot = this.root.hidden ? "" : this.steps[this.at].dataset.spot;
    for (const pane of document.querySelectorAll("[data-pane]")) {
      const wanted = pane.dataset.pane === "phone" ? spot === "phone"
        : spot === "groups" && (!this.card || this.card === pane.dataset.pane);
      pane.classList.toggle("lit", wanted);
      document.querySelector(`.tabs [data-show="${CSS.escape(pane.dataset.pane)}"]`)?.classList.toggle("lit", wanted);
    }
  }

  /** What was there before the story began does not move it. */
  see(scene) {
    this.before ??= new Set(everything(scene).map(([chat, m]) => key(chat, m)));
    const news = (chats) => chats.flatMap((chat) => chat.messages
      .filter((m) => !this.before.has(key(chat, m))).map((m) => ({ chat, m })));
    const card = news(scene.groups).find(({ m }) => m.from === "bot");
    if (card) this.card = card.chat.id;
    const reached = this.reached(news(scene.patients), news(scene.groups));
    const step = this.steps.findIndex((s) => s.dataset.step === reached);
    if (step > this.at && step > (this.came ?? 0)) this.go(step);
    this.came = Math.max(this.came ?? 0, step); // somebody who reads back is left in peace
    this.light();
  }

  reached(patients, groups) {
    if (groups.some(({ m }) => m.from === "staff" && m.replyTo)) return "answer";
    if (groups.some(({ m }) => m.from === "bot" && m.edited)) return "reply";
    if (groups.some(({ m }) => m.from === "bot")) return "card";
    if (patients.some(({ m }) => m.from === "bot" && quoted(m.body))) return "preview";
    if (patients.some(({ m }) => m.from === "bot")) return "tell";
    return "open";
  }
}

const everything = (scene) => [...scene.patients, ...scene.groups]
  .flatMap((chat) => chat.messages.map((m) => [chat, m]));

const key = (chat, m) => `${chat.id} ${m.id}`;

// What staff will see is the only thing the bot quotes before anything is sent.
const quoted = (nodes) => (nodes ?? []).some((n) => n.mark === "blockquote" || quoted(n.children));
