// The websocket: one connection, reopened with growing pauses. A command waits here until it is
// answered and is sent again, with the same id, after every break; the engine applies an id once.

const answerWithin = 15000;

export class Link {
  #socket = null;
  #greeted = null;  // the socket whose session has begun
  #tries = 0;
  #timer = 0;
  #pending = new Map();
  #session = Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => (b % 36).toString(36)).join("");
  #count = 0;

  /** on: {hello() -> frame, frame(f), up(), down()} */
  constructor(on) {
    this.on = on;
    addEventListener("online", () => this.#soon());
    document.addEventListener("visibilitychange", () => document.hidden || this.#soon());
  }

  open() {
    clearTimeout(this.#timer);
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`);
    this.#socket = socket;
    socket.onopen = () => this.hello();
    socket.onmessage = (event) => socket === this.#socket && this.#take(JSON.parse(event.data));
    socket.onclose = () => {
      if (socket !== this.#socket) return;
      this.#socket = null;
      for (const [id, waiting] of this.#pending) {
        clearTimeout(waiting.timer);
        if (waiting.once) this.#settle(id, { t: "error", code: "lost", text: "The connection broke." });
      }
      this.on.down();
      const pause = Math.min(8000, 250 * 2 ** this.#tries++);
      this.#timer = setTimeout(() => this.open(), pause * (0.5 + Math.random() / 2));
    };
  }

  /** Starts the session, or changes the persona; then whatever is unanswered goes out again. */
  hello() {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(this.on.hello()));
  }

  /** Resolves with the reply or error. `once`: not to be repeated, so a break is an error. */
  command(frame, { once = false, onWait = () => {} } = {}) {
    const id = `${this.#session}-${++this.#count}`;
    return new Promise((resolve) => {
      this.#pending.set(id, { frame: { ...frame, id }, resolve, onWait, once, timer: 0 });
      this.#transmit(id);
    });
  }

  #transmit(id) {
    const waiting = this.#pending.get(id);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    if (!this.#socket || this.#greeted !== this.#socket || this.#socket.readyState !== WebSocket.OPEN) {
      if (waiting.once) this.#settle(id, { t: "error", code: "lost", text: "There is no connection." });
      else waiting.onWait("Waiting for the connection");
      return;
    }
    const socket = this.#socket;
    socket.send(JSON.stringify(waiting.frame));
    waiting.timer = setTimeout(() => socket.close(), answerWithin);
  }

  #take(frame) {
    this.on.frame(frame);
    if (frame.t === "welcome") {
      this.#tries = 0;
      this.on.up();
      if (this.#greeted !== this.#socket) {
        this.#greeted = this.#socket;
        for (const id of this.#pending.keys()) this.#transmit(id);
      }
    }
    const waiting = frame.to && this.#pending.get(frame.to);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    if (frame.code === "busy" || (frame.t === "reply" && !frame.settled)) {
      waiting.onWait("Not saved yet. Trying again");
      waiting.timer = setTimeout(() => this.#transmit(frame.to), 1500);
      return;
    }
    this.#settle(frame.to, frame);
  }

  #settle(id, answer) {
    const { resolve } = this.#pending.get(id);
    this.#pending.delete(id);
    resolve(answer);
  }

  #soon() {
    if (!this.#socket) {
      this.#tries = 0;
      this.open();
    }
  }
}
