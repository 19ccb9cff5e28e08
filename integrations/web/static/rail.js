// The right side: the demo's time, and the steps to try.
import { h } from "./view.js";

const byId = (id) => document.getElementById(id);
let state = null;
let since = 0;      // local milliseconds when `state` came
let format = null;
const tried = new Set();

function tick() {
  if (!state) return;
  const now = state.now + (performance.now() - since) * state.speed;
  const text = format.format(now);
  if (byId("clock").textContent !== text) byId("clock").textContent = text;
}

export function showClock(next) {
  if (!state || state.zone !== next.zone) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone: next.zone, weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
    });
  }
  state = next;
  since = performance.now();
  byId("time").hidden = false;
  byId("zone").textContent = next.label;
  byId("due").textContent = next.next ? `Next: ${next.next}` : "Nothing is due.";
  for (const button of document.querySelectorAll("[data-speed]")) {
    button.setAttribute("aria-pressed", String(Number(button.dataset.speed) === next.speed));
  }
  tick();
}

export function start(order) {
  setInterval(tick, 250);
  const press = async (button, frame) => {
    button.setAttribute("aria-busy", "true");
    const answer = await order(frame);
    button.removeAttribute("aria-busy");
    if (answer.t === "error") byId("due").textContent = answer.text;
  };
  for (const button of document.querySelectorAll("[data-speed]")) {
    button.addEventListener("click", () => press(button, { op: "speed", speed: Number(button.dataset.speed) }));
  }
  byId("hour").addEventListener("click", (event) => press(event.currentTarget, { op: "advance", minutes: 60 }));
  byId("next").addEventListener("click", (event) => press(event.currentTarget, { op: "next" }));
}

export function showSteps(steps, names, run) {
  byId("try").hidden = !steps.length;
  byId("steps").replaceChildren(...steps.map((step, index) => {
    const done = h("span", { class: "done quiet" }, tried.has(index) ? "Tried" : "");
    return h("li", {}, h("button", { type: "button", onclick: () => {
      tried.add(index);
      done.textContent = "Tried";
      run(step);
    } },
    h("span", { class: "typed" }, step.text), h("span", {}, step.why),
    h("span", { class: "quiet" }, `As ${names.person(step.as)} in ${names.channel(step.channel)} `, done)));
  }));
}
