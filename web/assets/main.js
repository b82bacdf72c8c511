// The page: one phone with several patients, the staff groups, the story.
import { Clock } from "./clock.js";
import { nameOf } from "./dom.js";
import { Pane } from "./pane.js";
import { Story } from "./story.js";
import { Unseen } from "./unseen.js";
import { watch } from "./wire.js";

const patientButtons = [...document.querySelectorAll("[data-patient]")];
const tabs = [...document.querySelectorAll("[data-show]")];
const narrow = matchMedia("(max-width: 700px)");

let scene = null;
let patient = patientButtons[0]?.dataset.patient;
let view = "phone"; // which pane a narrow page shows
let lastToast = 0;

const panes = new Map([...document.querySelectorAll("[data-pane]")].map((root) => {
  const who = root.querySelector("[data-actor]");
  return [root.dataset.pane, new Pane(root, () => (who ? who.value : patient))];
}));
const story = new Story((spot, group) => {
  if (spot !== "clock") show(spot === "phone" ? "phone" : group ?? firstGroup());
}, inView);
const lost = document.getElementById("lost");
const clock = new Clock(document.getElementById("clock"), (words) => { lost.textContent = words; });
const unseen = new Unseen((chat) => visible().has(chat));

const firstGroup = () => tabs.find((tab) => tab.dataset.show !== "phone")?.dataset.show ?? "phone";

function visible() {
  const chats = [...panes.keys()].map((id) => (id === "phone" ? patient : id));
  if (!narrow.matches) return new Set(chats);
  return new Set([view === "phone" ? patient : view]);
}

function inView(spot, group) {
  if (!narrow.matches || spot === "clock") return true;
  return spot === "phone" ? view === "phone" : group ? view === group : view !== "phone";
}

function show(id) {
  view = id;
  for (const tab of tabs) tab.setAttribute("aria-pressed", tab.dataset.show === id);
  for (const [pane, { root }] of panes) root.classList.toggle("shown", pane === id);
  draw();
  story.draw();
}

function draw() {
  if (!scene) return;
  const names = new Map(scene.staff.map((p) => [p.id, nameOf(p.name)]));
  const name = (id) => names.get(id) ?? "";
  for (const chat of scene.patients) if (chat.id === patient) panes.get("phone").show(chat, name);
  for (const chat of scene.groups) panes.get(chat.id)?.show(chat, name);
  for (const b of patientButtons) {
    b.setAttribute("aria-pressed", b.dataset.patient === patient);
  }
  unseen.update(scene, patientButtons, tabs);
}

function toast(fresh) {
  const news = scene.toasts.filter((t) => t.id > lastToast);
  lastToast = Math.max(0, ...scene.toasts.map((t) => t.id));
  if (fresh) return; // they were for whoever looked before
  for (const t of news) {
    if (t.chat === patient) panes.get("phone").toast(t.text, "", t.alert);
    else panes.get(t.chat)?.toast(t.text, nameOf(scene.staff.find((p) => p.id === t.actor)?.name), t.alert);
  }
}

for (const b of patientButtons) b.addEventListener("click", () => { patient = b.dataset.patient; draw(); });
for (const tab of tabs) tab.addEventListener("click", () => show(tab.dataset.show));
narrow.addEventListener("change", () => { draw(); story.draw(); });
show(view);

watch((now, fresh) => {
  scene = now;
  clock.set(scene.clock);
  draw();
  toast(fresh);
  story.see(scene);
  document.body.setAttribute("data-ready", "");
}, (up) => {
  lost.textContent = up ? "" : lost.dataset.words;
});
