// Kills the bot at random moments while commands are in flight over the web chat and Slack, starts it
// again on the same data, asks again for what was not answered, and at the end holds everything
// together. FILLRATE_KILLS kills (default 200), FILLRATE_SEED for the moments.
import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { after, before, test } from "node:test";
import { Fillrate, eventually, leaksIn, redisProcesses, run, temporaryFolder } from "../conformance/peers/fillrate.mjs";
import { SocketModeServer, envelope } from "../conformance/peers/socket_mode_server.mjs";
import { WebPage, said, wordsOf } from "../conformance/peers/web_page.mjs";

const kills = Number(process.env.FILLRATE_KILLS || 200);
const seed = Number(process.env.FILLRATE_SEED || randomInt(1, 2 ** 31));
const mostAnswers = 40;        // a kill comes after 0 to so many answers of its round,
const longestWait = 10;        // and up to so many ms more
const mostCommands = 30;       // of one page in one round: below what the web chat takes at once
const notesOfOne = 5;          // then a new requisition, so that histories stay short
const postDelay = 15;          // ms that Slack takes for a post: the window a kill may hit

const folder = temporaryFolder();
const counted = { acked: 0, unknown: 0, unsent: 0, asked: 0, hit: 0, least: Infinity, inWindow: 0 };
const commands = [];
let slack;
let bot;
let sequence = 0;
let finished = false;

/** Small and repeatable: which seed it was is printed. */
function randomNumbers(from) {
  let state = from >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
const random = randomNumbers(seed);

const clients = {
  dockside: { line: "client:Dockside site:Memphis category:li openings:2 pay:19.50", channel: "dockside-internal" },
  acorn: { line: 'client:Acorn site:Chicago category:professional openings:1 pay:60 hm:@ana', channel: "acorn-internal" },
  heron: { line: 'client:Heron site:London category:professional openings:1 pay:60 hm:@imogen', channel: "heron-internal" },
};

/** Makes commands one after another, each with its own mark, and knows which is not answered yet. */
class Worker {
  constructor(name, client) {
    Object.assign(this, { name, client, current: null, requisition: null, notes: 0, free: true });
  }

  next() {
    if (this.current) return this.current;
    sequence += 1;
    const mark = `K${sequence}x`;
    const makesNew = this.requisition === null || this.notes >= notesOfOne;
    const line = makesNew ? `req new "${mark}" ${clients[this.client].line}` : `${this.requisition} note "${mark}"`;
    this.current = { id: `kill-${sequence}`, mark, line, makesNew, sent: 0, worker: this.name, requisition: makesNew ? null : this.requisition, channel: this.newChannel?.(sequence) };
    if (makesNew) this.notes = 0;
    else this.notes += 1;
    commands.push(this.current);
    return this.current;
  }

  answered(command, words) {
    // An answer that was on its way when the bot was killed may come after the command was asked again.
    if (command.answered) return;
    const number = Number(/REQ-(\d+)/.exec(words)?.[1]);
    assert.ok(number, `${command.line}: ${words}`);
    if (command.requisition !== null) assert.equal(number, command.requisition, command.line);
    command.requisition = number;
    command.answered = true;
    this.requisition = number;
    if (this.current === command) this.current = null;
    counted.acked += 1;
  }

  get inFlight() {
    return Boolean(this.current?.sent && this.current.underWay);
  }
}

class WebWorker extends Worker {
  constructor(name, as, client) {
    super(name, client);
    this.as = as;
    this.page = null;
  }

  async connect() {
    this.page?.close();
    this.page = await new WebPage(bot.url, { as: this.as }).connect();
  }

  async once(command) {
    command.sent += 1;
    command.underWay = true;
    const { channel } = clients[this.client];
    const reply = await this.page.line(channel, command.line, { id: command.id });
    command.underWay = false;
    if (reply.t === "error" || reply.settled === false) return;
    let words = said(reply);
    if (reply.posted) words = wordsOf((await this.page.until(() => this.page.entries(channel).find(({ id }) => id === `r-${command.id}`), "the posted answer")).m);
    this.answered(command, words);
  }
}

class SlackWorker extends Worker {
  constructor(name) {
    super(name, "dockside");
    this.newChannel = (n) => (this.channel = this.requisition === null || this.notes >= notesOfOne ? `C0K${n}` : this.channel);
  }

  async connect() {
    await slack.connected();
  }

  async once(command) {
    command.sent += 1;
    command.underWay = true;
    const wanted = envelope.command(slack.api, command.line, { channel: command.channel, trigger: command.id });
    const ack = await slack.deliver(wanted, { socket: slack.sockets.at(-1) });
    command.underWay = false;
    const words = wordsOf(ack.payload);
    if (!/not saved/i.test(words)) this.answered(command, words);
  }
}

const workers = [
  new WebWorker("robin-1", "robin", "dockside"), new WebWorker("robin-2", "robin", "acorn"), new WebWorker("robin-3", "robin", "dockside"), new WebWorker("robin-4", "robin", "acorn"),
  new WebWorker("lee-1", "lee", "heron"), new WebWorker("lee-2", "lee", "heron"), new WebWorker("dana-1", "dana", "dockside"), new WebWorker("dana-2", "dana", "acorn"),
  new SlackWorker("slack-1"), new SlackWorker("slack-2"), new SlackWorker("slack-3"),
];
const observers = ["robin", "lee"].map((as) => new WebPage("", { as }));

async function observe() {
  for (const observer of observers) {
    observer.close();
    observer.url = bot.url;
  }
  await Promise.all(observers.map((observer) => observer.connect()));
}

/** Every worker asks without pause until the bot is killed; resolves when all have noticed. */
async function loadUntilKilled() {
  const { exited } = bot;
  const gone = exited.then(() => {
    throw new Error("killed");
  });
  gone.catch(() => {});
  let full;
  const exhausted = new Promise((resolve) => (full = resolve));
  const working = workers.map(async (worker) => {
    try {
      await Promise.race([worker.connect(), gone]);
      for (let i = 0; ; i += 1) {
        if (i === mostCommands) {
          full();
          await gone;
        }
        await Promise.race([worker.once(worker.next()), gone]);
      }
    } catch (problem) {
      if (problem instanceof assert.AssertionError) throw problem;
    }
  });
  const busy = eventually(() => workers.filter((worker) => worker.inFlight).length >= 8, "eight commands in flight", { every: 1 });
  await Promise.race([busy, gone]);
  const enough = counted.acked + Math.floor(random() * mostAnswers);
  await Promise.race([eventually(() => counted.acked >= enough, "answers", { every: 1 }), exhausted]);
  await new Promise((resolve) => setTimeout(resolve, random() * longestWait));
  const inFlight = workers.filter((worker) => worker.inFlight);
  bot.child.kill("SIGKILL");
  counted.least = Math.min(counted.least, inFlight.length);
  counted.hit += inFlight.length > 0 ? 1 : 0;
  counted.unknown += inFlight.length;
  counted.unsent += workers.filter((worker) => !worker.current?.sent).length;
  counted.inWindow += slack.posting() ? 1 : 0;
  await exited;
  await Promise.all(working);
}

/** Slack takes a moment for a post, so that a kill can fall between the bytes and the answer. */
function slowPosts(server) {
  const underWay = new Set();
  let lastDone = 0;
  const handle = server.api.handle.bind(server.api);
  server.serve = function serve(request, response) {
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => {
      const method = new URL(request.url, "http://x").pathname.replace(/^\/api\//, "");
      const answer = handle(method, request.headers, Buffer.concat(parts).toString());
      const reply = () => {
        if (underWay.delete(response)) lastDone = Date.now();
        response.writeHead(answer.status, answer.headers).end(answer.body);
      };
      if (method !== "chat.postMessage") return reply();
      underWay.add(response);
      return setTimeout(reply, Math.random() * postDelay);
    });
  };
  server.posting = () => underWay.size > 0 || Date.now() - lastDone < 100;
}

before(async () => {
  slack = new SocketModeServer({ echo: true });
  slowPosts(slack);
  await slack.start();
  bot = Fillrate.demo(folder.path, { slack: { mode: "socket", apiUrl: slack.apiUrl } });
});

after(async () => {
  for (const { page } of workers) page?.close();
  for (const observer of observers) observer.close();
  if (bot.child) await bot.stop();
  await slack.stop();
  for (const pid of redisProcesses(folder.path)) process.kill(pid, "SIGKILL");
  folder.remove();
});

test(`${kills} kills (seed ${seed})`, { timeout: Infinity }, async (context) => {
  for (let round = 0; round < kills; round += 1) {
    if (random() < 0.05) {
      // A kill while it starts or takes over the orphan; not counted, nothing is in flight yet.
      const starting = bot.start().catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, random() * 150));
      bot.child.kill("SIGKILL");
      await bot.exited;
      await starting;
    }
    await bot.start();
    observe().catch(() => {});
    await loadUntilKilled();
  }
  await bot.start();
  await observe();
  await Promise.all(workers.map(async (worker) => {
    await worker.connect();
    for (const end = Date.now() + 60000; worker.current?.sent && Date.now() < end;) {
      await worker.once(worker.current);
    }
  }));
  finished = true;
  counted.asked = commands.filter(({ sent }) => sent > 1).length;
  context.diagnostic(`acked ${counted.acked} / unknown ${counted.unknown} / unsent ${counted.unsent}; asked again ${counted.asked}; `
    + `kills with unacknowledged work ${counted.hit} of ${kills}, at least ${counted.least} in flight; kills during a post to Slack ${counted.inWindow}`);
  assert.ok(counted.hit >= 0.2 * kills, `only ${counted.hit} of ${kills} kills hit unacknowledged work`);
  assert.ok(counted.least >= 8, `only ${counted.least} commands in flight at a kill`);
  assert.deepEqual(commands.filter(({ sent, answered }) => sent > 0 && !answered), []);
});

test("the records are what the events say", async () => {
  assert.ok(finished, "the kills did not come to their end");
  const { code, out, err } = await run(["fsck", "--data", `${folder.path}/data`], { within: 300000 });
  assert.equal(code, 0, out.slice(-3000) + err.slice(-1000));
});

test("no acknowledged command is lost and none is applied twice", { timeout: Infinity }, async (context) => {
  assert.ok(finished, "the kills did not come to their end");
  const byNumber = Map.groupBy(commands.filter(({ answered }) => answered), ({ requisition }) => requisition);
  const asking = [...byNumber];
  let lost = 0;
  let twice = 0;
  const ask = async () => {
    for (let one = asking.pop(); one; one = asking.pop()) {
      const [number, its] = one;
      const ack = await slack.deliver(envelope.command(slack.api, `${number} history`, { channel: "C0READ" }), { socket: slack.sockets.at(-1), within: 60000 });
      const words = wordsOf(ack.payload);
      assert.equal(words.split("Opened").length - 1, 1, words);
      for (const { mark, makesNew } of its) {
        const times = words.split(mark).length - 1;
        if (makesNew) continue;
        lost += times === 0 ? 1 : 0;
        twice += times > 1 ? 1 : 0;
      }
    }
  };
  await Promise.all([ask(), ask(), ask(), ask()]);
  const created = commands.filter(({ makesNew, answered }) => makesNew && answered);
  assert.equal(new Set(created.map(({ requisition }) => requisition)).size, created.length, "two commands, one requisition");
  context.diagnostic(`${byNumber.size} requisitions, ${commands.length} commands: ${lost} lost, ${twice} applied twice`);
  assert.deepEqual({ lost, twice }, { lost: 0, twice: 0 });
});

test("the web chat shows each message exactly once", { timeout: Infinity }, async (context) => {
  assert.ok(finished, "the kills did not come to their end");
  const created = commands.filter(({ makesNew, answered }) => makesNew && answered);
  const cards = () => Map.groupBy(observers.flatMap((observer) => Object.values(clients).filter(({ channel }) => observer.channels.has(channel) && observer.welcome.channels.some(({ id }) => id === channel))
    .flatMap(({ channel }) => observer.entries(channel))).filter(({ card, edits }) => card && !edits), ({ card }) => card);
  const marks = () => new Set([...cards().values()].flat().map((entry) => /K\d+x/.exec(wordsOf(entry.m))?.[0]));
  await eventually(() => created.every(({ mark }) => marks().has(mark)), "a card of every requisition", { within: 120000, every: 500 });
  let entries = 0;
  for (const observer of observers) {
    for (const [channel, list] of observer.channels) {
      const ids = list.map(({ id }) => id);
      const places = list.map(({ n }) => n);
      entries += ids.length;
      assert.equal(new Set(places).size, places.length, `${channel}: an entry twice`);
      assert.equal(new Set(ids).size, ids.length, `${channel}: a message twice: ${ids.filter((id, i) => ids.indexOf(id) !== i).slice(0, 3)}`);
    }
  }
  for (const [card, posts] of cards()) assert.equal(posts.length, 1, `${card} was posted ${posts.length} times`);
  const byMark = Map.groupBy([...cards().values()].flat(), (entry) => /K\d+x/.exec(wordsOf(entry.m))?.[0]);
  for (const { mark } of created) assert.equal(byMark.get(mark).length, 1, `${mark} made ${byMark.get(mark).length} requisitions`);
  // A reader who comes fresh sees the same as those who were cut off at every kill.
  for (const watched of observers) {
    const fresh = new WebPage(bot.url, { as: watched.as });
    fresh.last = Object.fromEntries(watched.welcome.channels.map(({ id }) => [id, "0-0"]));
    await fresh.connect();
    for (const { id: channel } of watched.welcome.channels) {
      const last = watched.entries(channel).at(-1)?.n;
      if (last) await fresh.until(() => fresh.entries(channel).some(({ n }) => n === last), `${channel} to its end`, 60000);
      const kept = new Set(fresh.entries(channel).map(({ n }) => n));
      const first = fresh.entries(channel)[0]?.n;
      const from = watched.entries(channel).findIndex(({ n }) => n === first);
      for (const { n } of watched.entries(channel).slice(Math.max(0, from))) assert.ok(kept.has(n), `${channel} ${n} was shown and is gone`);
    }
    fresh.close();
  }
  context.diagnostic(`${entries} entries, each once`);
});

test("Slack has every card, with at most one extra copy per kill during a post", { timeout: Infinity }, async (context) => {
  assert.ok(finished, "the kills did not come to their end");
  const created = commands.filter(({ makesNew, answered, worker }) => makesNew && answered && worker.startsWith("slack"));
  const posted = () => [...slack.api.channels.values()].flat().filter(({ metadata }) => metadata?.event_type === "fillrate_out");
  const has = (mark) => posted().some(({ blocks }) => JSON.stringify(blocks).includes(mark));
  await eventually(() => created.every(({ mark }) => has(mark)), "a card of every requisition in Slack", { within: 120000, every: 500 });
  const copies = [...Map.groupBy(posted(), ({ metadata }) => metadata.event_payload.id).values()];
  const extra = copies.reduce((sum, all) => sum + all.length - 1, 0);
  context.diagnostic(`${copies.length} posts in Slack, ${extra} extra copies, ${counted.inWindow} kills during a post`);
  assert.ok(extra <= counted.inWindow, `${extra} extra copies`);
});

test("nothing secret was printed", () => {
  assert.deepEqual(leaksIn(bot.output), []);
  assert.doesNotMatch(bot.output, /ERROR: AddressSanitizer|runtime error:/);
});
