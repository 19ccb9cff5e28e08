// What an operator meets: a configuration read again, a stop that loses nothing, readiness with its
// reason, metrics and logs that machines read.
import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import net from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { Fillrate, eventually, leaksIn, redisProcesses, run, secrets, slackConfiguration, temporaryFolder } from "../conformance/peers/fillrate.mjs";
import { SocketModeServer, envelope } from "../conformance/peers/socket_mode_server.mjs";
import { WebPage, said, wordsOf } from "../conformance/peers/web_page.mjs";

const forklift = 'req new "Forklift operator" client:Dockside site:Memphis category:li openings:4 pay:19.50 priority:P1';

async function freePort() {
  const server = net.createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A bot with its configuration in a folder of its own; `write` replaces the file. */
async function withBot({ command = "demo", text, env = secrets }, body) {
  const folder = temporaryFolder();
  const file = join(folder.path, "fillrate.toml");
  const write = (content) => writeFileSync(file, content);
  write(text.replaceAll("DATA", join(folder.path, "data")));
  const bot = command === "demo" ? Fillrate.demo(folder.path, { config: file, env }) : new Fillrate(["serve", "--config", file], { env });
  const pages = [];
  const connect = async (as = "robin") => {
    pages.push(await new WebPage(bot.url, { as }).connect());
    return pages.at(-1);
  };
  try {
    await bot.start();
    await body({ bot, folder: folder.path, data: join(folder.path, "data"), write, connect });
  } finally {
    for (const page of pages) page.close();
    for (const pid of redisProcesses(folder.path)) process.kill(pid, "SIGCONT");
    await bot.stop();
    for (const pid of redisProcesses(folder.path)) process.kill(pid, "SIGKILL");
    folder.remove();
  }
  assert.deepEqual(leaksIn(withoutMasks(bot.output)), []);
}

/** A masked token still shows its kind. */
const withoutMasks = (text) => text.replaceAll(/\b(xox[a-z]|xapp)-\[redacted\]/g, "");
/** Who the embedded store's log names last as the owner. */
function ownerInStore(data) {
  const folder = join(data, "redis", "appendonlydir");
  const log = readdirSync(folder).filter((name) => name.endsWith(".incr.aof")).map((name) => readFileSync(join(folder, name), "latin1")).join("");
  return [...log.matchAll(/:lease\r\n\$\d+\r\n\d+\|\d+\|([^\r]*)\r\n/g)].at(-1)[1];
}

const seen = (bot, pattern) => eventually(() => pattern.exec(bot.output), String(pattern));
const readiness = async (url) => {
  const answer = await fetch(`${url}/readyz`).catch(() => null);
  return answer && { status: answer.status, text: (await answer.text()).trim() };
};
const notReady = (url, reason) => eventually(async () => {
  const now = await readiness(url);
  return now?.status === 503 && reason.test(now.text) && now;
}, `not ready: ${reason}`);
const readyAgain = (url) => eventually(async () => (await readiness(url))?.text === "ready", "ready again", { within: 60000 });

test("SIGHUP reads the file again: the level changes at once, the rest is named, a bad file changes nothing", () => withBot({ text: '[log]\nlevel = "info"\n' }, async ({ bot, write, connect }) => {
  const page = await connect();
  const hangUp = () => bot.child.kill("SIGHUP");

  write('[log]\nlevel = "debug"\n\n[organisation]\nname = "Another Firm"\n\n[server]\npublic_url = "https://bot.example.com"\n');
  hangUp();
  await seen(bot, /info a setting changed key=log\.level before=info now=debug/);
  assert.match(bot.output, /info configuration read again changes=3/);
  assert.match(bot.output, /warn a changed setting needs a restart key=organisation\.name running_with="Acme Staffing" file_says="Another Firm"/);
  assert.match(bot.output, /warn a changed setting needs a restart key=server\.public_url running_with="" file_says=https:\/\/bot\.example\.com/);
  assert.doesNotMatch(bot.output, /needs a restart key=log\.level/);

  write('[log]\nlevel = "off"\n[organisation]\nnaem = "x"\n');
  hangUp();
  await seen(bot, /error configuration not read again, the old one stays problem=".*fillrate\.toml:4: organisation\.naem: unknown key; did you mean name\?"/);
  const quiet = bot.output.length;

  write('[log]\nlevel = "error"\n');
  hangUp();
  await seen(bot, /key=log\.level before=debug now=error/);
  assert.doesNotMatch(bot.output.slice(quiet), /needs a restart/);
  const level = bot.output.length;
  write("[log\n");
  hangUp();
  await eventually(() => /not read again/.exec(bot.output.slice(level)), "the broken file");
  write('[log]\nlevel = "info"\n');
  hangUp();
  await seen(bot, /key=log\.level before=error now=info/);
  assert.equal((await readiness(bot.url)).status, 200);
  assert.match(said(await page.line("dockside-internal", "104")), /REQ-104/);
}));

test("without a file to read again SIGHUP is the end of the terminal: an orderly stop", async () => {
  const folder = temporaryFolder();
  try {
    const bot = await Fillrate.demo(folder.path).start();
    bot.child.kill("SIGHUP");
    assert.deepEqual(await bot.exited, { code: 0, signal: null });
    assert.deepEqual(redisProcesses(folder.path), []);
  } finally {
    folder.remove();
  }
});

test("SIGTERM under load: exit 0, the store goes last, nothing answered as done is lost", () => withBot({ text: '[log]\nlevel = "debug"\n' }, async ({ bot, folder, data, connect }) => {
  const lossesOfStore = () => [...bot.output.matchAll(/ (?:warn|error) [^\n]*redis[^\n]*/g)].length;
  const pages = await Promise.all(Array.from({ length: 8 }, () => connect()));
  process.kill(redisProcesses(folder)[0], "SIGKILL");
  await eventually(() => lossesOfStore() > 0, "a word of the lost store");
  await readyAgain(bot.url);
  const before = lossesOfStore();

  const answered = [];
  const turnedAway = [];
  let enough;
  const some = new Promise((resolve) => (enough = resolve));
  const working = pages.map(async (page, i) => {
    for (let n = 0; n < 30; n += 1) {
      const reply = await page.line("dockside-internal", forklift, { id: `load-${i}-${n}` }).catch(() => null);
      if (reply?.settled === false) turnedAway.push(reply);
      if (!reply || reply.t !== "reply" || reply.settled === false) return;
      answered.push({ page, reply });
      if (answered.length >= 40) enough();
    }
  });
  await some;
  assert.notEqual(ownerInStore(data), "");
  bot.child.kill("SIGTERM");
  const { code, signal } = await bot.exited;
  await Promise.all(working);
  assert.deepEqual({ code, signal }, { code: 0, signal: null }, bot.output.slice(-2000));
  assert.deepEqual(redisProcesses(folder), []);
  assert.deepEqual(turnedAway, [], "what was under way was finished");
  assert.equal(lossesOfStore(), before);
  assert.equal(ownerInStore(data), "", "the lease was given back, so the store was still there after the last send");
  assert.match(bot.output, /info stopping signal=15[\s\S]*info stopped\n$/);
  assert.ok(answered.length < 240, "the load ended before the signal came");

  await bot.start();
  const reader = await connect();
  const numbers = answered.map(({ page, reply }) => {
    const entry = page.entries("dockside-internal").find(({ id }) => id === `r-${reply.to}`);
    return Number(/REQ-(\d+)/.exec(reply.posted ? wordsOf(entry?.m) : said(reply))?.[1] ?? 0);
  });
  // An answer that was to stand in the channel may have come after the line was closed: it stands there now.
  const list = numbers.filter(Boolean);
  assert.ok(list.length >= 40 && new Set(list).size === list.length);
  for (const number of list.filter((_, i) => i % 4 === 0)) {
    const fresh = await connect();
    assert.match(said(await fresh.line("dockside-internal", String(number))), new RegExp(`REQ-${number}`));
    fresh.close();
  }
  for (const { reply } of answered.filter(({ reply: one }) => one.posted)) {
    await reader.until(() => reader.entries("dockside-internal").some(({ id }) => id === `r-${reply.to}`), `the answer to ${reply.to}`);
  }
  const checked = await run(["fsck", "--data", data]);
  assert.equal(checked.code, 0, checked.out + checked.err);
}));

test("SIGTERM while Slack delivers: what was acknowledged as done is there, the rest is done when delivered again, nothing twice", async () => {
  const slack = await new SocketModeServer().start();
  try {
    await withBot({ text: slackConfiguration({ mode: "socket", apiUrl: slack.apiUrl }) }, async ({ bot, data }) => {
      await slack.connected();
      const envelopes = Array.from({ length: 40 }, () => envelope.command(slack.api, forklift));
      for (const one of envelopes) slack.sockets[0].send(JSON.stringify(one));
      await slack.api.until(() => slack.acks.length >= 5, "some answers");
      bot.child.kill("SIGTERM");
      assert.deepEqual(await bot.exited, { code: 0, signal: null }, bot.output.slice(-2000));
      const numberIn = (ack) => Number(/REQ-(\d+)/.exec(JSON.stringify(ack?.payload ?? ""))?.[1] ?? 0);
      const done = new Map(slack.acks.map((ack) => [ack.envelope_id, numberIn(ack)]).filter(([, number]) => number));
      assert.ok(done.size >= 5);
      assert.equal(ownerInStore(data), "", "the cards still to be sent are the next owner's");
      await bot.start();
      await slack.connected();
      const numbers = [];
      for (const one of envelopes) {
        const number = numberIn(await slack.deliver(one));
        assert.ok(number);
        if (done.has(one.envelope_id)) assert.equal(number, done.get(one.envelope_id));
        numbers.push(number);
      }
      assert.equal(new Set(numbers).size, envelopes.length);
      assert.equal((await run(["fsck", "--data", data])).code, 0);
    });
  } finally {
    await slack.stop();
  }
});

test("readyz names its reason while the store is away and while it stops, and is true again after", async () => {
  const port = await freePort();
  await withBot({ text: `[server]\nadmin_listen = "127.0.0.1:${port}"\n` }, async ({ bot, folder, connect }) => {
    const operators = `http://127.0.0.1:${port}`;
    for (const url of [bot.url, operators]) assert.deepEqual(await readiness(url), { status: 200, text: "ready" });
    assert.equal((await fetch(`${operators}/`)).status, 404);

    const page = await connect();
    const [store] = redisProcesses(folder);
    process.kill(store, "SIGSTOP");
    const waiting = page.line("dockside-internal", forklift, { id: "while-stopped" });
    for (const url of [bot.url, operators]) assert.match((await notReady(url, /redis|store/i)).text, /^not ready: \S.{10,}$/);
    assert.equal((await fetch(`${operators}/livez`)).status, 200);
    process.kill(store, "SIGCONT");
    for (const url of [bot.url, operators]) await readyAgain(url);
    assert.equal((await waiting).settled, false);

    process.kill(redisProcesses(folder)[0], "SIGSTOP");
    const pending = page.line("dockside-internal", forklift, { id: "while-stopping" }).catch(() => null);
    bot.child.kill("SIGTERM");
    assert.equal((await notReady(operators, /stopping/)).text, "not ready: stopping");
    for (const pid of redisProcesses(folder)) process.kill(pid, "SIGCONT");
    assert.equal((await bot.exited).code, 0);
    await pending;
    await bot.start();
    assert.deepEqual(await readiness(operators), { status: 200, text: "ready" });
  });
});

test("readyz is false while Slack is not connected, and true again afterwards", async () => {
  const slack = await new SocketModeServer().start();
  try {
    const refuse = () => slack.refused.push(...Array(50).fill("internal_error"));
    const refuseNoMore = () => slack.refused.splice(0);
    refuse();
    await withBot({ command: "serve", text: `[server]\nlisten = "127.0.0.1:0"\n[store]\ndata_dir = "DATA"\n${slackConfiguration({ mode: "socket", apiUrl: slack.apiUrl })}` }, async ({ bot }) => {
      assert.equal((await notReady(bot.url, /Socket Mode/)).text, "not ready: Socket Mode is not connected");
      refuseNoMore();
      await readyAgain(bot.url);
      refuse();
      slack.cut(slack.sockets[0]);
      await notReady(bot.url, /Socket Mode/);
      assert.equal((await fetch(`${bot.url}/livez`)).status, 200);
      refuseNoMore();
      await readyAgain(bot.url);
    });
  } finally {
    await slack.stop();
  }
});

test("readyz is false while Slack refuses the bot token", async () => {
  const slack = await new SocketModeServer().start();
  try {
    slack.api.tokens.bot = "xoxb-another-0123456789-secret";
    await withBot({ command: "serve", text: `[server]\nlisten = "127.0.0.1:0"\n[store]\ndata_dir = "DATA"\n${slackConfiguration({ mode: "socket", apiUrl: slack.apiUrl })}` }, async ({ bot }) => {
      await slack.connected();
      assert.equal((await notReady(bot.url, /bot token/)).text, "not ready: Slack refuses the bot token, or the app was uninstalled");
    });
  } finally {
    await slack.stop();
  }
});

test("metrics are Prometheus text with conventional names", () => withBot({ text: "[log]\nlevel = \"warn\"\n" }, async ({ bot, connect }) => {
  const page = await connect();
  await page.line("dockside-internal", forklift);
  const answer = await fetch(`${bot.url}/metrics`);
  assert.match(answer.headers.get("content-type"), /^text\/plain; version=0\.0\.4; charset=utf-8$/);
  const text = await answer.text();
  assert.ok(text.endsWith("\n"));
  const families = new Map();
  const series = new Set();
  for (const line of text.trimEnd().split("\n")) {
    const comment = /^# (HELP|TYPE) ([a-z][a-z0-9_]*) (.+)$/.exec(line);
    if (comment) {
      const [, kind, name, rest] = comment;
      const family = families.get(name) ?? families.set(name, { samples: 0 }).get(name);
      assert.equal(family[kind], undefined, `${kind} of ${name} twice`);
      assert.equal(family.samples, 0, `${kind} of ${name} after its samples`);
      family[kind] = rest;
      continue;
    }
    const sample = /^([a-z][a-z0-9_]*)(?:\{([^{}]*)\})? (-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/.exec(line);
    assert.ok(sample, `not a line of Prometheus: ${line}`);
    const [, name, labels = "", value] = sample;
    for (const label of labels ? labels.split(",") : []) assert.match(label, /^[a-z][a-z0-9_]*="[a-z_]+"$/);
    const family = families.get(name);
    assert.ok(family?.HELP && family.TYPE, `${name} has no HELP or no TYPE`);
    family.samples += 1;
    assert.ok(!series.has(`${name}{${labels}}`), `${line} twice`);
    series.add(`${name}{${labels}}`);
    assert.ok(Number(value) >= 0);
  }
  assert.ok(families.size >= 5);
  for (const [name, { TYPE, HELP, samples }] of families) {
    assert.match(name, /^fillrate_/);
    assert.ok(samples > 0, `${name} has no samples`);
    assert.ok(["counter", "gauge"].includes(TYPE), `${name} is a ${TYPE}`);
    assert.equal(name.endsWith("_total"), TYPE === "counter", `${name} is a ${TYPE}`);
    assert.match(HELP, /^[A-Z].*[^.]$/);
    assert.doesNotMatch(name, /_(ms|milliseconds|minutes|hours|kb|mb|count)(_total)?$/);
  }
  assert.ok(series.has('fillrate_commands_total{outcome="committed"}') && series.has("fillrate_store_ready{}"));
}));

test("JSON log lines are JSON, with everything but the secrets in them", () => withBot({ text: '[log]\nlevel = "debug"\nformat = "json"\n' }, async ({ bot, write, connect }) => {
  const linesOf = (event) => bot.output.split("\n").filter((line) => line.startsWith("{")).map((line) => JSON.parse(line)).filter((line) => line.event === event);
  const page = await connect("wren");
  await page.line("sup-quillfeather", "104 hold budget");
  const change = async (url) => {
    const known = linesOf("a changed setting needs a restart").length;
    write(`[server]\npublic_url = "${url}"\n[log]\nlevel = "debug"\nformat = "json"\n`);
    bot.child.kill("SIGHUP");
    return eventually(() => linesOf("a changed setting needs a restart")[known], "a line of the change");
  };
  assert.equal((await change("https://bot.example.com/plain")).file_says, "https://bot.example.com/plain");
  for (const token of [secrets.SLACK_BOT_TOKEN, secrets.SLACK_APP_TOKEN]) {
    const line = await change(`https://bot.example.com/${token}/x`);
    assert.equal(line.key, "server.public_url");
    assert.match(line.file_says, /^https:\/\/bot\.example\.com\/.*redacted/);
    assert.ok(!JSON.stringify(line).includes("0123456789-secret"));
  }
  const password = await change("https://user:hunter2-hunter2@bot.example.com/");
  assert.match(password.file_says, /bot\.example\.com/);
  assert.doesNotMatch(bot.output, /hunter2/);
  const odd = await change('https://bot.example.com/\\u202E\\"\\n{}');
  assert.match(odd.file_says, /"/);
  await bot.stop();
  const lines = bot.output.split("\n").filter((line) => line && !line.startsWith("Fillrate demo: "));
  assert.ok(lines.length >= 8);
  for (const line of lines) {
    const { time, level, event } = JSON.parse(line);
    assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    assert.ok(["debug", "info", "warn", "error"].includes(level) && event.length > 3, line);
  }
  assert.ok(linesOf("stopped").length === 1);
}));
