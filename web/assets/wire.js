// The page's two ways to the program: what happens, and what somebody does.

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
export async function act(what) {
  const answer = await fetch("act", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(what),
  });
  if (!answer.ok) throw new Error(`act: ${answer.status}`);
}
