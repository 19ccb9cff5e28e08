// Three instances on one Redis: what two people do at the same moment has one winner, the other reads who
// and what it was, and the store adds up afterwards.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Fillrate, eventually, leaksIn, run, secrets, slackConfiguration, temporaryFolder } from "../conformance/peers/fillrate.mjs";
import { SocketModeServer, buttonsOf, envelope } from "../conformance/peers/socket_mode_server.mjs";
import { DemoDesk } from "./demo_desk.mjs";

const rounds = Number(process.env.FILLRATE_ROUNDS ?? (process.env.FILLRATE_LONG ? 200 : 20));
const folder = temporaryFolder();
const address = join(folder.path, "redis.sock");
const env = { ...secrets, FILLRATE_KEY: randomBytes(32).toString("base64") };
const bots = [];
let redis;
let slack;

// Everybody has a private conversation; the firms and the client have a channel.
const people = {
  robin: { user: "U0ROBIN", channel: "C0INSIDE", channelName: "inside" },
  lee: { user: "U0LEE", channel: "C0INSIDE", channelName: "inside" },
  ana: { user: "U0ANA", channel: "D0ANA", channelName: "directmessage" },
  maul: { user: "U0MAUL", channel: "C0HAMMER", channelName: "hammer" },
  wren: { user: "U0WREN", channel: "C0QUILL", channelName: "quill" },
};
const words = (value) => JSON.stringify(value ?? "");

/** Says a line through one of the instances: the acknowledgement is the answer. */
const say = async (who, text, instance = 0) => (await slack.deliver(envelope.command(slack.api, text, people[who]), { socket: slack.sockets[instance] })).payload;

/** Presses a button through one of the instances; the answer comes to the response address. */
async function press(who, value, instance) {
  const id = randomUUID();
  const responseUrl = `http://127.0.0.1:${slack.port}/response/${id}`;
  await slack.deliver(envelope.press(slack.api, value, { ...people[who], responseUrl }), { socket: slack.sockets[instance] });
  return slack.api.until(() => slack.api.responses.find((one) => one.id === id), "the answer to a press");
}

async function committed() {
  const counts = await Promise.all(bots.map((bot) => bot.outcome("committed")));
  return counts.reduce((sum, one) => sum + one, 0);
}

/** Does all at once, each through an instance of its own: what they read, and how many changed something. */
async function atOnce(...acts) {
  const before = await committed();
  const answers = await Promise.all(acts.map((act, i) => act(i % bots.length)));
  return { answers: answers.map(words), changed: (await committed()) - before };
}

const line = (who, text) => (instance) => say(who, text, instance);
const tap = (who, value) => (instance) => press(who, value, instance);

/** Says a line that must change something. */
async function change(who, text) {
  const before = await committed();
  const answer = words(await say(who, text));
  assert.ok((await committed()) > before, `"${text}" changed nothing: ${answer}`);
  return answer;
}

async function fsck() {
  const { code, out, err } = await run(["fsck", "--config", bots[0].config], { env });
  assert.equal(code, 0, out + err);
  assert.match(out, /all as it should be/);
}

before(async () => {
  mkdirSync(join(folder.path, "redis"));
  redis = spawn("redis-server", ["--port", "0", "--unixsocket", address, "--dir", join(folder.path, "redis"), "--appendonly", "yes", "--appendfsync", "always", "--save", "", "--maxmemory-policy", "noeviction"], { stdio: "ignore" });
  await eventually(() => existsSync(address), "the store's socket");
  slack = await new SocketModeServer().start();
  // The same person comes from two firms more often than anybody would be answered in a day.
  writeFileSync(join(folder.path, "policies.toml"), "[policy.default]\nneutral_answers = 500\n");
  for (let i = 0; i < 3; i += 1) {
    const config = join(folder.path, `instance-${i}.toml`);
    writeFileSync(config, `[server]\nlisten = "127.0.0.1:0"\n\n[policy]\nfile = "policies.toml"\n\n[store]\nurl = "unix://${address}"\ndata_dir = "${join(folder.path, `data-${i}`)}"\n\n${slackConfiguration({ mode: "socket", apiUrl: slack.apiUrl })}`);
    bots.push(Object.assign(new Fillrate(["serve", "--config", config], { env }), { config }));
    await bots[i].start();
    await slack.connected(i + 1);
  }
  const code = /claim ([0-9A-Z]{4}-[0-9A-Z]{2})/.exec(bots[0].output)[1];
  for (const text of [
    `claim ${code} name:"Robin Quill"`,
    'admin client "Acorn Robotics" site:Chicago zone:America/Chicago',
    'admin supplier "Hammer & Tongs" tier:1',
    'admin supplier "Quillfeather" tier:1',
    "admin bind <#C0INSIDE|inside> internal",
    'admin bind <#C0HAMMER|hammer> supplier:"Hammer & Tongs"',
    "admin bind <#C0QUILL|quill> supplier:Quillfeather",
    'admin person <@U0LEE|lee> role:am client:"Acorn Robotics"',
    'admin person <@U0ANA|ana> role:hm client:"Acorn Robotics" site:Chicago',
    'admin person <@U0MAUL|maul> role:supplier supplier:"Hammer & Tongs"',
    "admin person <@U0WREN|wren> role:supplier supplier:Quillfeather",
  ]) await change("robin", text);
});

after(async () => {
  for (const bot of bots) {
    assert.equal((await bot.stop()).code, 0, bot.output);
    assert.deepEqual(leaksIn(bot.output), []);
  }
  await slack.stop();
  redis.kill("SIGTERM");
  folder.remove();
});

async function released(openings = 1) {
  const answer = await change("robin", `req new "Controls engineer" client:Acorn site:Chicago category:pro openings:${openings} pay:58 max:61`);
  const number = Number(/REQ-(\d+)/.exec(answer)?.[1]);
  assert.ok(number > 100, answer);
  await change("robin", `${number} qualify waive:"known role"`);
  await change("robin", `${number} release tier1`);
  return number;
}

let candidates = 0;
const somebody = () => `submit "Pat Racer" email:pat${(candidates += 1)}@example.test`;

async function putForward(number, who) {
  const answer = await change(who, `${number} ${somebody()}`);
  const sub = /S-\d+/.exec(answer)?.[0];
  assert.ok(sub, answer);
  await change("robin", `${sub} present`);
  return sub;
}

async function offered(number, who) {
  const sub = await putForward(number, who);
  await change("ana", `${sub} select`);
  await change("robin", `${sub} offer pay:54`);
  return sub;
}

test("two accepts for the last opening: one reserves it, the other reads whose it is and who accepted", async () => {
  for (let round = 0; round < rounds; round += 1) {
    const number = await released();
    const subs = [await offered(number, "maul"), await offered(number, "wren")];
    const { answers, changed } = await atOnce(line("robin", `${subs[0]} accept`), line("lee", `${subs[1]} accept`));
    assert.equal(changed, 1, answers.join("\n"));
    const lost = answers.findIndex((answer) => /no opening left/.test(answer));
    assert.ok(lost >= 0, answers.join("\n"));
    assert.match(answers[lost], new RegExp(`${subs[1 - lost]} came first, accepted [^"]+ by ${["Robin", "lee"][1 - lost]} for `));
  }
  await fsck();
});

test("two offers to one candidate are two versions, and the second reads whose it replaces", async () => {
  for (let round = 0; round < rounds; round += 1) {
    const number = await released();
    const sub = await putForward(number, "maul");
    await change("ana", `${sub} select`);
    const { answers, changed } = await atOnce(line("robin", `${sub} offer pay:54`), line("lee", `${sub} offer pay:55`));
    assert.equal(changed, 2, answers.join("\n"));
    const second = answers.findIndex((answer) => /takes the place of the offer that was out/.test(answer));
    assert.ok(second >= 0, answers.join("\n"));
    assert.match(answers[second], new RegExp(`that was out since [^"]+, by ${["Robin", "lee"][1 - second]}`));
    assert.doesNotMatch(answers[1 - second], /takes the place of/);
    const history = words(await say("robin", `${sub} history`, 2));
    assert.match(history, /54\.00/);
    assert.match(history, /55\.00/);
  }
  await fsck();
});

test("two offers for one opening: the second reads of the first", async () => {
  for (let round = 0; round < rounds; round += 1) {
    const number = await released();
    const subs = [await putForward(number, "maul"), await putForward(number, "wren")];
    for (const sub of subs) await change("ana", `${sub} select`);
    const { answers, changed } = await atOnce(line("robin", `${subs[0]} offer pay:54`), line("lee", `${subs[1]} offer pay:54`));
    assert.equal(changed, 2, answers.join("\n"));
    const second = answers.findIndex((answer) => /Another offer is out for this opening/.test(answer));
    assert.ok(second >= 0, answers.join("\n"));
    assert.match(answers[second], new RegExp(`${subs[1 - second]} since [^"]+, by ${["Robin", "lee"][1 - second]}`));
    assert.doesNotMatch(answers[1 - second], /Another offer/);
  }
  await fsck();
});

test("[Hire] pressed twice, and said on the manager's behalf: one is done, the others read what is so", async () => {
  for (let round = 0; round < rounds; round += 1) {
    const number = await released();
    const sub = await putForward(number, "maul");
    const hire = buttonsOf((await say("ana", sub)).blocks).get("Hire");
    assert.ok(hire);
    const { answers, changed } = await atOnce(tap("ana", hire), tap("ana", hire), line("lee", `${sub} select`));
    assert.equal(changed, 1, answers.join("\n"));
    const others = answers.filter((answer) => /Already done|it cannot take/.test(answer));
    assert.equal(others.length, 2, answers.join("\n"));
    const winner = answers.findIndex((answer) => !others.includes(answer)) === 2 ? "lee" : "ana";
    for (const answer of others) assert.match(answer, new RegExp(`${sub}[^"]*selected[^]* since [^]*, by ${winner}`));
  }
  await fsck();
});

test("two suppliers accept for the last opening: the other learns when, and nothing of whom", async () => {
  for (let round = 0; round < rounds; round += 1) {
    const number = await released();
    const subs = [await offered(number, "maul"), await offered(number, "wren")];
    const { answers, changed } = await atOnce(line("maul", `${subs[0]} accept`), line("wren", `${subs[1]} accept`));
    assert.equal(changed, 1, answers.join("\n"));
    const lost = answers.findIndex((answer) => /no opening left: another offer was accepted first, /.test(answer));
    assert.ok(lost >= 0, answers.join("\n"));
    for (const secret of [subs[1 - lost], "Hammer", "Quillfeather", ["maul", "wren"][1 - lost]]) assert.ok(!answers[lost].includes(secret), answers[lost]);
    assert.match(words(await say("robin", `${subs[lost]} accept`, 2)), new RegExp(`${subs[1 - lost]} came first, accepted [^"]+ by ${["maul", "wren"][1 - lost]}`));
  }
  await fsck();
});

test("two managers of an account hold a requisition: the other reads who did", async () => {
  for (let round = 0; round < rounds; round += 1) {
    const number = await released();
    const { answers, changed } = await atOnce(line("lee", `${number} hold budget`), line("robin", `${number} hold budget`));
    assert.equal(changed, 1, answers.join("\n"));
    const lost = answers.findIndex((answer) => /it cannot take/.test(answer));
    assert.ok(lost >= 0, answers.join("\n"));
    assert.match(answers[lost], new RegExp(`is on hold[^]* since [^]*, by ${["lee", "Robin"][1 - lost]}`));
  }
  await fsck();
});

test("the same person by two suppliers: one stands, the other learns of no name", async () => {
  for (let round = 0; round < rounds; round += 1) {
    const number = await released(2);
    const text = `${number} submit "Iona Forklift" email:iona${round}@example.test`;
    const { answers, changed } = await atOnce(line("maul", text), line("wren", text));
    assert.equal(changed, 2, answers.join("\n"));
    assert.equal(answers.filter((answer) => /cannot be submitted/.test(answer)).length, 1, answers.join("\n"));
    assert.doesNotMatch(answers[0], /Quillfeather/);
    assert.doesNotMatch(answers[1], /Hammer/);
    assert.match(words(await say("robin", `${number}`, 2)), /1 in play/);
  }
  await fsck();
});

test("the last place under a supplier's cap is taken once", async () => {
  const number = await released(2);
  for (let i = 0; i < 4; i += 1) await change("maul", `${number} ${somebody()}`);
  const { answers, changed } = await atOnce(line("maul", `${number} ${somebody()}`), line("maul", `${number} ${somebody()}`), line("robin", `${number} ${somebody()} for:hammer`));
  assert.equal(changed, 1, answers.join("\n"));
  assert.equal(answers.filter((answer) => /as many as one supplier may have/.test(answer)).length, 2, answers.join("\n"));
  await fsck();
});

test("closing against a new candidate: whoever is in play is passed over, or comes too late", async () => {
  for (let round = 0; round < rounds; round += 1) {
    const number = await released();
    await putForward(number, "wren");
    const { answers } = await atOnce(line("robin", `${number} close budget`), line("maul", `${number} ${somebody()}`));
    assert.match(answers[0], /closed/, answers.join("\n"));
    const late = /so nobody new is put forward/.test(answers[1]);
    assert.match(answers[1], late ? /is closed since [^"]+, by the account manager, so nobody new/ : /is put forward for/);
    if (late) assert.doesNotMatch(answers[1], /Robin/);
    const seen = words(await say("robin", `${number}`, 2));
    assert.match(seen, /closed/);
    assert.doesNotMatch(seen, /in play/);
  }
  await fsck();
});

test("[Undo] pressed twice at once takes the change back once, and says so to the other press", async () => {
  for (let round = 0; round < rounds; round += 1) {
    const number = await released();
    const buttons = buttonsOf((await say("robin", `${number} hold budget`)).blocks);
    const label = [...buttons.keys()].find((one) => /^Undo until \d\d:\d\d C[SD]T$/.test(one));
    assert.ok(label, [...buttons.keys()].join(", "));
    const { answers, changed } = await atOnce(tap("robin", buttons.get(label)), tap("robin", buttons.get(label)));
    assert.equal(changed, 1, answers.join("\n"));
    assert.equal(answers.filter((answer) => /Undone: hold of/.test(answer)).length, 1, answers.join("\n"));
    assert.equal(answers.filter((answer) => /nothing of yours to undo/.test(answer)).length, 1, answers.join("\n"));
    assert.doesNotMatch(words(await say("robin", `${number}`)), /on hold/i);
  }
  await fsck();
});

// The clock has its turn at once where its time has passed when it is logged: the times were offered a second after
// the candidate was presented, and are told of later. The first instance works the timers, and something new wakes it.
test("a press against the clock over two instances: an interview is called off, or its times have run out", async () => {
  const iso = (second) => new Date(second * 1000).toISOString().replace(".000", "");
  const waiting = [];
  for (let round = 0; round < Math.min(rounds, 40); round += 1) {
    const sub = await putForward(await released(), "maul");
    waiting.push({ sub, second: Math.ceil(Date.now() / 1000) });
  }
  for (const { sub, second } of waiting) {
    await eventually(() => Date.now() > (second + 1) * 1000, "the time that is offered has passed");
    const asked = words(await say("ana", `${sub} interview "${iso(second + 1)}" at:${iso(second)}`, 1));
    const interview = /I-\d+/.exec(asked)?.[0];
    assert.ok(interview, asked);
    const { answers } = await atOnce(line("lee", 'req new "Welder" client:Acorn site:Chicago category:pro openings:1 pay:30'), line("robin", `${interview} cancel "role changed"`));
    const history = words(await say("robin", `${interview} history`, 2));
    const ends = (pattern) => (history.match(pattern) ?? []).length;
    if (/it cannot take/.test(answers[1])) {
      assert.match(answers[1], new RegExp(`${interview} is expired[^]*It is so since [^]*, by Acme Hiring Desk`));
      assert.deepEqual([ends(/Expired: nobody answered/g), ends(/Cancelled/g)], [1, 0], history);
    } else {
      assert.match(answers[1], new RegExp(interview));
      assert.deepEqual([ends(/Expired: nobody answered/g), ends(/Cancelled/g)], [0, 1], history);
    }
  }
  const dead = await Promise.all(bots.map(async (bot) => (await bot.metrics())['fillrate_timers_total{outcome="dead"}'] ?? 0));
  assert.deepEqual(dead, [0, 0, 0]);
  await fsck();
});

// An instance drives a clock only in the demo; there the timer and the press meet in the store as well.
test("a press against a timer: a hold that is ended as its day comes", async () => {
  const desk = new DemoDesk();
  await desk.start();
  try {
    for (let round = 0; round < Math.min(rounds, 6); round += 1) {
      // Timers of the round before may still be at it, so commits are not counted here.
      const made = await desk.say("robin", "acorn-internal", 'req new "Controls engineer" client:Acorn site:Chicago category:pro openings:1 pay:58 hm:@ana');
      const number = /REQ-(\d+)/.exec(made)[1];
      await desk.say("robin", "acorn-internal", `${number} qualify waive:"known role"`);
      assert.match(await desk.say("robin", "acorn-internal", `${number} hold budget until:+2h`), /on hold/);
      const page = await desk.page("dana");
      const [moved, answer] = await Promise.all([page.moveClock({ op: "advance", minutes: 121 }), desk.say("robin", "acorn-internal", `${number} resume`)]);
      assert.equal(moved.t, "done");
      assert.match(answer, /going on/);
      assert.doesNotMatch(await desk.say("robin", "acorn-internal", number), /on hold/i);
    }
    assert.equal((await desk.bot.metrics())['fillrate_timers_total{outcome="dead"}'] ?? 0, 0);
    await desk.fsck();
  } finally {
    await desk.stop();
  }
});
