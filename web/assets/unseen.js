// The dots that say where something new is while another chat is in view.

export class Unseen {
  /** @param inView tells whether a chat can be seen now */
  constructor(inView) {
    this.inView = inView;
    this.seen = new Map(); // chat id -> last message seen
  }

  update(scene, patientButtons, tabs) {
    const fresh = new Set();
    for (const chat of [...scene.patients, ...scene.groups]) {
      const last = chat.messages.at(-1)?.id ?? 0;
      if (this.inView(chat.id) || !this.seen.has(chat.id)) this.seen.set(chat.id, last);
      else if (last > this.seen.get(chat.id)) fresh.add(chat.id);
    }
    for (const b of patientButtons) dot(b, fresh.has(b.dataset.patient));
    for (const tab of tabs) {
      dot(tab, tab.dataset.show === "phone"
        ? scene.patients.some((chat) => fresh.has(chat.id)) : fresh.has(tab.dataset.show));
    }
  }
}

function dot(button, on) {
  button.querySelector(".dot").hidden = !on;
}
