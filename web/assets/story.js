// The guided story. It goes on by itself when what a step asks for has happened,
// never back and never in the way: everything can be done without it.

// The buttons by which each step is known, the furthest first. What is written
// on them depends on the language, what they carry does not. Some tell it only to
// those who have come so far.
const signs = [
  { step: "digest", from: "report", side: "patients", data: /:send$/ }, // all is said of a report
  { step: "answer", side: "patients", data: /^~reply\./ }, // the patient can write back
  { step: "reply", side: "groups", data: /^back\./ }, // somebody has the case
  { step: "card", side: "groups", data: /^take\./ }, // the case is there to be taken
  { step: "preview", side: "patients", data: /:send$/ }, // all is said, nothing is sent
  { step: "tell", side: "patients", data: /^=report$/ }, // the menu
];

export class Story {
  /**
   * @param turn is called with the side of the page that a step is about, when the reader turned to it
   * @param inView tells whether that side can be seen
   */
  constructor(turn, inView) {
    this.turn = turn;
    this.inView = inView;
    this.root = document.getElementById("story");
    this.opener = document.getElementById("story-open");
    this.back = document.getElementById("story-back");
    this.next = document.getElementById("story-next");
    this.nextWord = this.next.textContent;
    this.steps = [...this.root.querySelectorAll("[data-step]")];
    this.at = 0;
    this.begin();
    this.back.addEventListener("click", () => this.read(this.at - 1));
    this.next.addEventListener("click", () => (this.here() ? this.read(this.at + 1) : this.read(this.at)));
    document.getElementById("story-close").addEventListener("click", () => this.set(false));
    this.opener.addEventListener("click", () => this.set(true));
    this.root.addEventListener("keydown", (event) => { if (event.key === "Escape") this.set(false); });
    this.draw();
  }

  /** What is there when the story begins does not move it. */
  begin() {
    this.before = this.scene && marks(this.scene);
    this.came = 0; // the furthest step that was reached
    this.card = null; // id of the group that the card came to
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
      this.begin();
      this.go(0);
      return;
    }
    this.go(step);
    this.turn(this.spot(), this.card);
  }

  go(step) {
    this.at = step;
    this.draw();
    document.querySelector(".group.lit")?.scrollIntoView({ block: "nearest" });
  }

  draw() {
    for (const [i, step] of this.steps.entries()) {
      step.classList.toggle("past", i < this.at);
      step.setAttribute("aria-current", i === this.at ? "step" : "false");
      step.querySelector(".detail").hidden = i !== this.at;
    }
    const last = this.at === this.steps.length - 1;
    this.back.disabled = this.at === 0;
    this.next.textContent = !this.here() ? this.next.dataset.there : last ? this.next.dataset.done : this.nextWord;
    this.light();
  }

  index(step) {
    return this.steps.findIndex((s) => s.dataset.step === step);
  }

  spot() {
    return this.steps[this.at].dataset.spot;
  }

  /** Whether the reader sees what the step is about. */
  here() {
    return this.inView(this.spot(), this.card);
  }

  /** Marks the side of the page that the step is about. */
  light() {
    const spot = this.root.hidden ? "" : this.spot();
    document.getElementById("clock").classList.toggle("lit", spot === "clock");
    for (const pane of document.querySelectorAll("[data-pane]")) {
      const wanted = pane.dataset.pane === "phone" ? spot === "phone"
        : spot === "groups" && (!this.card || this.card === pane.dataset.pane);
      pane.classList.toggle("lit", wanted);
      document.querySelector(`.tabs [data-show="${CSS.escape(pane.dataset.pane)}"]`)?.classList.toggle("lit", wanted);
    }
  }

  see(scene) {
    this.scene = scene;
    this.before ??= marks(scene);
    const found = signs.filter((sign) => !sign.from || this.at >= this.index(sign.from))
      .map((sign) => this.find(sign)).find((sign) => sign);
    if (found?.side === "groups") this.card = found.chat;
    const step = this.index(found?.step);
    if (step > Math.max(this.at, this.came)) this.go(step);
    this.came = Math.max(this.came, step); // somebody who reads back is left in peace
    this.light();
  }

  /** A sign with the chat that shows it now and did not before, the newest of several. */
  find(sign) {
    const button = buttons(this.scene[sign.side]).findLast((b) => sign.data.test(b.data) && !this.before.has(b.mark));
    return button && { ...sign, chat: button.chat };
  }
}

const buttons = (chats) => chats.flatMap((chat) => chat.messages.flatMap((m) => (m.buttons ?? []).flat()
  .map(({ data }) => ({ chat: chat.id, data, mark: `${chat.id} ${m.id} ${data}` }))));

const marks = (scene) => new Set(buttons([...scene.patients, ...scene.groups]).map((b) => b.mark));
