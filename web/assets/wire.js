// The page's ways to the program: what happens, and what somebody does.

/** Calls onScene with every scene, and onLive whenever the line is up or down. */
export function watch(onScene, onLive) {
  const events = new EventSource("events");
  let fresh = true;
  events.addEventListener("open", () => { fresh = true; onLive(true); });
  events.addEventListener("error", () => onLive(false));
  events.addEventListener("scene", (event) => {
    onScene(JSON.parse(event.data), fresh);
    fresh = false;
  });
}

/** Does one thing; throws when it was not done. */
export const act = (what) => post("act", what);

/** Moves the clock, and returns what it shows when all has happened that was due on the way. */
export const move = async (leap) => (await post("clock", { leap })).json();

async function post(path, what) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(what),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}
