// The demonstration's clock: what it shows, how it is moved, and when something was.
import { words } from "./dom.js";
import { move } from "./wire.js";

const lang = document.documentElement.lang;
const locale = lang === "en" ? "en-GB" : lang; // the clinic's own English has the day before the month
const shapes = {
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  day: { weekday: "long", day: "numeric", month: "long" },
  date: { weekday: "short", day: "numeric", month: "short" },
};

let zone = "";
let write = {}; // a formatter of each shape, in the clinic's zone
let ahead = 0; // milliseconds, of the browser's clock since the page was opened

const now = () => performance.now() + ahead;

function liveIn(place) {
  if (place === zone) return;
  zone = place;
  write = Object.fromEntries(Object.entries(shapes).map(([name, parts]) => [
    name, new Intl.DateTimeFormat(locale, { timeZone: zone, ...parts })]));
}

/** The time of a moment at the clinic, as in 09:20. */
export const timeOf = (at) => write.time.format(new Date(at)).replace(".", ":");

/** The day of a moment at the clinic, in full. */
export const dayOf = (at) => write.day.format(new Date(at));

export class Clock {
  /** @param failed is called with words when the clock could not be moved, and without when it was */
  constructor(root, failed) {
    this.root = root;
    this.failed = failed;
    this.day = root.querySelector("[data-day]");
    this.time = root.querySelector("[data-time]");
    this.said = document.getElementById("clock-said");
    for (const b of root.querySelectorAll("[data-leap]")) b.addEventListener("click", () => this.leap(b));
    setInterval(() => { if (zone) this.draw(); }, 1000);
  }

  /** Shows what the program says the time is. */
  set(clock) {
    liveIn(clock.zone || "UTC");
    ahead = Date.parse(clock.now) - performance.now();
    this.draw();
  }

  draw() {
    put(this.day, write.date.format(new Date(now())));
    put(this.time, timeOf(now()));
  }

  /** Moves the clock, one move at a time, and says where it has come to. */
  async leap(button) {
    if (this.root.hasAttribute("aria-busy")) return;
    this.root.setAttribute("aria-busy", "true");
    try {
      this.set(await move(button.dataset.leap));
      this.failed("");
      this.said.textContent = `${this.said.dataset.words} ${dayOf(now())} ${timeOf(now())}`;
    } catch {
      this.failed(words.failed);
    }
    this.root.removeAttribute("aria-busy");
  }
}

function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
