// Calendars and policies of a file with the real binary: what-if on the command line, what a running
// bot makes of a file, of a changed one and of a wrong one.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Fillrate, eventually, redisProcesses, run, temporaryFolder } from "../conformance/peers/fillrate.mjs";
import { WebPage, said, wordsOf } from "../conformance/peers/web_page.mjs";

const golden = `
[calendar.chicago]
zone = "America/Chicago"
week = { mon-fri = "08:00-17:00" }
holidays = [2026-11-26]

[calendar.chicago-bridge]
zone = "America/Chicago"
week = { mon-fri = "08:00-17:00" }
holidays = [2026-11-26, 2026-11-27]

[calendar.round-the-clock]
zone = "America/Chicago"
week = { mon-sun = "24h" }

[calendar.nights]
zone = "America/Chicago"
week = { mon-sun = "22:00-06:00" }

[calendar.new-york]
zone = "America/New_York"
week = { mon-fri = "09:00-18:00" }
special = { 2026-12-24 = "09:00-12:00" }
`;

/** A policies file in a folder of its own; `ask` is the command on it. */
async function withPolicies(text, body) {
  const folder = temporaryFolder();
  const file = join(folder.path, "policies.toml");
  writeFileSync(file, text);
  try {
    return await body((...words) => run(["calendar", ...words, "--policies", file]), file);
  } finally {
    folder.remove();
  }
}

const answers = [
  // DOMAIN.md 4.7, 1: due, 75 % and 50 %; with the Friday closed too.
  ["chicago add 2026-11-25T15:30 16h", "2026-11-30T13:30-06:00"],
  ["chicago add 2026-11-25T15:30 12h", "2026-11-30T09:30-06:00"],
  ["chicago add 2026-11-25T15:30 8h", "2026-11-27T14:30-06:00"],
  ["chicago-bridge add 2026-11-25T15:30 16h", "2026-12-01T13:30-06:00"],
  // 2: what was left when the hold began runs from the resume.
  ["chicago between 2026-11-30T09:00 2026-11-30T13:00", "4h00m"],
  ["chicago add 2026-12-02T10:00 12h", "2026-12-03T13:00-06:00"],
  ["chicago add 2026-11-30T09:00 16h", "2026-12-01T16:00-06:00"],
  // 4: the nights on which the clocks change.
  ["round-the-clock add 2027-03-13T22:00 8h", "2027-03-14T07:00-05:00"],
  ["round-the-clock add 2026-10-31T22:00 8h", "2026-11-01T05:00-06:00"],
  ["nights between 2027-03-13T22:00 2027-03-14T06:00", "7h00m"],
  ["nights between 2026-10-31T22:00 2026-11-01T06:00", "9h00m"],
  // 5: feedback.
  ["new-york add 2026-12-04T16:30 8h", "2026-12-07T15:30-05:00"],
  // 6: net of two cycles, gross.
  ["chicago between 2026-11-30T09:00 2026-12-02T17:00", "26h00m"],
  ["chicago between 2026-12-07T09:00 2026-12-08T12:00", "12h00m"],
  ["chicago between 2026-11-30T09:00 2026-12-08T12:00", "57h00m"],
  // Offsets, Z and local times are one another's.
  ["chicago add 2026-11-25T21:30Z 16h", "2026-11-30T13:30-06:00"],
  ["chicago add 2026-11-25T22:30+01:00 960m", "2026-11-30T13:30-06:00"],
  ["chicago add 2026-11-25T15:30 1bd", "2026-11-27T15:30-06:00"],
  ["chicago add 2026-11-28T12:00 1m", "2026-11-30T08:01-06:00"],
  // An ambiguous local time is its first, one that does not exist moves forward.
  ["round-the-clock add 2026-11-01T01:30 1h", "2026-11-01T01:30-06:00"],
  ["round-the-clock add 2026-11-01T01:30-06:00 1h", "2026-11-01T02:30-06:00"],
  ["round-the-clock add 2027-03-14T02:30 1h", "2027-03-14T04:00-05:00"],
  // Special days, closing time, backwards, nothing at all.
  ["new-york between 2026-12-24T09:00 2026-12-25T09:00", "3h00m"],
  ["chicago add 2026-11-30T08:00 9h", "2026-11-30T17:00-06:00"],
  ["chicago between 2026-11-30T10:30 2026-11-30T12:00", "1h30m"],
  ["chicago between 2026-11-30T12:00 2026-11-30T12:00", "0h00m"],
  ["chicago between 2026-11-26T08:00 2026-11-26T17:00", "0h00m"],
  ["default.America/Phoenix add 2026-11-26T16:00 2h", "2026-11-27T09:00-07:00"],
  // The calendar that policies call 24x7, in a zone.
  ["24x7.America/Chicago add 2027-03-13T22:00 8h", "2027-03-14T07:00-05:00"],
  ["24x7.America/Chicago add 2026-10-31T22:00 8h", "2026-11-01T05:00-06:00"],
  // That of light industrial: two hours of Friday evening, two of Saturday morning.
  ["light-industrial.America/Chicago add 2026-11-27T19:00 4h", "2026-11-28T07:00-06:00"],
  ["light-industrial.America/Phoenix between 2026-11-28T00:00 2026-11-30T00:00", "16h00m"],
];

test("what-if on calendars: the golden examples and the edges of days", () => withPolicies(golden, async (ask) => {
  for (const [question, wanted] of answers) {
    assert.deepEqual(await ask(...question.split(" ")), { code: 0, out: `${wanted}\n`, err: "" }, question);
  }
  const without = await run(["calendar", "default.Europe/London", "between", "2026-12-08T15:00Z", "2026-12-08T18:00Z"]);
  assert.deepEqual(without, { code: 0, out: "2h00m\n", err: "" });
}));

test("what-if on calendars: a wrong question ends with 2 and says what was expected", () => withPolicies(golden, async (ask, file) => {
  const wrong = [
    ["chicgo add 2026-11-25T15:30 16h", /there is no calendar "chicgo" in .*policies\.toml; did you mean chicago\?/],
    ["x add 2026-11-25T15:30 16h", /there is no calendar "x" in .*; it has chicago, chicago-bridge, new-york, nights, round-the-clock/],
    ["default.Mars/Base add 2026-11-25T15:30 16h", /there is no calendar/],
    ["24x7 add 2026-11-25T15:30 16h", /the calendar 24x7 takes the zone of each site; name one, as 24x7\.America\/Chicago/],
    ["default add 2026-11-25T15:30 16h", /the calendar default takes the zone of each site; name one, as default\.America\/Chicago/],
    ["light-industrial add 2026-11-25T15:30 16h", /the calendar light-industrial takes the zone of each site; name one, as light-industrial\.America\/Chicago/],
    ["24x7.Mars/Base add 2026-11-25T15:30 16h", /there is no calendar "24x7\.Mars\/Base"/],
    ["chicago add 2026-11-25T15:30 -2h", /"-2h": expected working time such as 16h/],
    ["chicago add 2026-11-25 16h", /"2026-11-25": expected a time such as 2026-11-25T15:30/],
    ["chicago add 2026-02-30T10:00 16h", /"2026-02-30T10:00": /],
    ["chicago add 2026-11-25T15:30 16", /"16": expected working time such as 16h, 90m or 1h30m, or business days such as 2bd/],
    ["chicago add 2026-11-25T15:30 0h", /expected working time/],
    ["chicago add 2199-11-25T15:30 1000h", /does not end before 2200/],
    ["chicago add 1969-12-31T15:30 1h", /expected a time from 1970 to 2199/],
    ["chicago between 2026-11-25T15:30 soon", /"soon": expected a time/],
    ["chicago between 2026-11-30T12:00 2026-11-30T10:30", /the second time is before the first; the other way round: fillrate calendar chicago between 2026-11-30T10:30 2026-11-30T12:00/],
    ["chicago subtract 2026-11-25T15:30 16h", /subtract/],
    ["chicago add 2026-11-25T15:30", /OPERAND/],
  ];
  for (const [question, said] of wrong) {
    const { code, out, err } = await ask(...question.split(" "));
    assert.equal(code, 2, question + out + err);
    assert.match(out + err, said, question);
  }
  writeFileSync(file, '[calendar.a]\nzone = "UTC"\nweek = { mon = "24h", tue = "23:00-09:00", wed = "08:00-10:00" }\n');
  const broken = await ask("a", "add", "2026-11-25T15:30", "16h");
  assert.deepEqual([broken.code, broken.out], [2, ""]);
  assert.match(broken.err, /policies\.toml:3: calendar\.a\.week: tue runs past midnight into the windows of wed/);
  const missing = await run(["calendar", "a", "add", "2026-11-25T15:30", "16h", "--policies", `${file}.gone`]);
  assert.equal(missing.code, 2);
  assert.match(missing.err, /policies\.toml\.gone: cannot be read; give the path of a policies file/);
}));

const policies = ({ target, holidays = "", more = "" }) => `
[calendar.day]
zone = "America/Chicago"
week = { mon-fri = "08:00-17:00" }
holidays = [${holidays}]

[policy.default]
calendar = "day"
targets = { coverage = "${target}" }
${more}`;

/** The clocks of a stored record, whose rows tell a text once and each instant from the one before. */
function clocksIn(rows) {
  const names = "k ba c p s po ca t e st si d w u wb l b x ab eta ex xp mb o un tu al wa no".split(" ");
  const instants = new Set(["st", "si", "d", "w", "u", "wb", "b", "x", "eta"]);
  const numbers = new Set(["ba", "c", "t", "e", "l", "o", "un", "no"]);
  const texts = [];
  let last = 0;
  const read = (name, told) => {
    if (instants.has(name)) return (last += typeof told === "string" ? Number(told) : told * 1000);
    if (numbers.has(name) || typeof told === "object") return told;
    if (typeof told === "number") return texts[told - 1];
    texts.push(told);
    return told;
  };
  return rows.map((row) => Object.fromEntries(row.flatMap((told, i) => (told === 0 ? [] : [[names[i], read(names[i], told)]]))));
}

/** A folder with a configuration, a policies file and a demo whose clock stands still. */
async function withDemo(first, body) {
  const folder = temporaryFolder();
  const config = join(folder.path, "fillrate.toml");
  writeFileSync(config, '[policy]\nfile = "policies.toml"\n\n[log]\nlevel = "info"\n');
  const write = (text) => writeFileSync(join(folder.path, "policies.toml"), text);
  write(first);
  const bot = Fillrate.demo(folder.path, { config, speed: 0 });
  const open = [];
  const others = new Map();
  const desk = {
    folder: folder.path, config, bot, write,
    connect: async () => open.push(await new WebPage(bot.url, { as: "robin" }).connect()),
    /** The page of somebody else. */
    page: async (who) => {
      if (!others.get(who)?.open) others.set(who, await new WebPage(bot.url, { as: who }).connect());
      return others.get(who);
    },
    as: async (who, line, channel = "acorn-internal") => said(await (await desk.page(who)).line(channel, line)),
    pass: (minutes) => open.at(-1).moveClock({ op: "advance", minutes }),
    /** What somebody was sent in person, as it reads now. */
    sent: async (who) => [...(await desk.page(who)).shown(`dm-${who}`).values()].map(({ m }) => wordsOf(m)).join("\n"),
    told: (who, pattern) => eventually(async () => pattern.test(await desk.sent(who)), `${who} reads ${pattern}`),
    say: async (line) => said(await open.at(-1).line("acorn-internal", line)),
    seen: (pattern, from = 0) => eventually(() => pattern.exec(bot.output.slice(from)), String(pattern)),
    /** The coverage clock of a requisition as stored. */
    clock: (number) => {
      const socket = readFileSync(join(folder.path, "data/redis.socket"), "utf8").trim();
      const ask = (...words) => execFileSync("redis-cli", ["-s", socket, ...words], { encoding: "utf8" }).trim();
      const record = ask("get", ask("--scan", "--pattern", `fr:*:r:req:${number}`));
      const { po: policy, ca: calendar, d: due, ...rest } = clocksIn(JSON.parse(record.slice(record.indexOf("{"))).ck).find((one) => one.k === "COV");
      return { policy, calendar, due: new Date(due).toISOString(), rest };
    },
    release: async () => {
      const made = await desk.say('req new "Welder" client:Acorn site:Chicago category:professional openings:1 pay:40 bill:61');
      const number = /REQ-(\d+)/.exec(made)?.[1];
      assert.ok(number, made);
      await desk.say(`${number} qualify waive:"known role"`);
      assert.match(await desk.say(`${number} release tier1`), /released/);
      return number;
    },
  };
  try {
    await bot.start();
    await desk.connect();
    await body(desk);
  } finally {
    for (const page of [...open, ...others.values()]) page.close();
    await bot.stop();
    for (const pid of redisProcesses(folder.path)) process.kill(pid, "SIGKILL");
    folder.remove();
  }
}

test("running clocks keep their versions; a changed file is for new ones, also after a restart", () => withDemo(policies({ target: "10h" }), async (desk) => {
  // The demo's clock stands at Mon 30 Nov 2026 10:00 in Chicago.
  const first = await desk.release();
  const before = desk.clock(first);
  assert.deepEqual([before.policy, before.calendar, before.due], ["default@2", "day@1", "2026-12-01T17:00:00.000Z"]);

  desk.write(policies({ target: "10h", holidays: "2026-12-01", more: "min_suppliers = 1" }));
  desk.bot.child.kill("SIGHUP");
  await desk.seen(/info policies loaded policies=2 calendars=1 new_versions=2/);
  const second = await desk.release();
  const after = desk.clock(second);
  assert.deepEqual([after.policy, after.calendar, after.due], ["default@3", "day@2", "2026-12-02T17:00:00.000Z"]);
  await desk.say(`${first} hold budget`);
  await desk.say(`${first} resume`);
  assert.deepEqual(desk.clock(first), before);

  const wrong = desk.bot.output.length;
  desk.write(policies({ target: "10 hours" }));
  desk.bot.child.kill("SIGHUP");
  await desk.seen(/error configuration not read again, the old one stays problem=".*policies\.toml:9: policy\.default\.targets\.coverage: /, wrong);
  assert.equal(desk.clock(await desk.release()).policy, "default@3");
  assert.deepEqual((await run(["check", "--config", desk.config])).code, 1);

  const again = desk.bot.output.length;
  desk.write(`# the first once more\n${policies({ target: "600m" })}`);
  desk.bot.child.kill("SIGHUP");
  await desk.seen(/info policies loaded policies=2 calendars=1 new_versions=0/, again);
  const third = desk.clock(await desk.release());
  assert.deepEqual([third.policy, third.calendar], ["default@2", "day@1"]);

  // A start with a wrong file is none; one with another file knows what the clocks run on.
  await desk.bot.stop();
  desk.write("[policy.default]\ntarget = 1\n");
  await assert.rejects(desk.bot.start(), (problem) => problem.code === 2 && /policies\.toml:2: policy\.default\.target: unknown key; did you mean targets\?/.test(problem.output));
  desk.write(policies({ target: "3h" }));
  await desk.bot.start();
  await desk.connect();
  await desk.say(`${second} hold budget`);
  await desk.say(`${second} resume`);
  assert.deepEqual(desk.clock(second), after);
  assert.deepEqual(desk.clock(first), before);
  assert.equal(desk.clock(await desk.release()).policy, "default@4");
  const { code, out } = await run(["fsck", "--data", join(desk.folder, "data")]);
  assert.equal(code, 0, out);
}));

test("a holiday added later: previewed, applied by an administrator, and the clock says how it came to that", () => withDemo(policies({ target: "16h" }), async (desk) => {
  const first = await desk.release();
  assert.equal(desk.clock(first).due, "2026-12-01T23:00:00.000Z");
  desk.write(policies({ target: "16h", holidays: "2026-12-01" }));
  const loaded = desk.bot.output.length;
  desk.bot.child.kill("SIGHUP");
  await desk.seen(/info policies loaded policies=2 calendars=1 new_versions=1/, loaded);
  assert.equal(desk.clock(first).calendar, "day@1");

  assert.match(await desk.as("robin", "sla preview"), /for operations and administrators/);
  assert.match(await desk.as("dana", "sla apply"), /Only an administrator applies/);
  const preview = await desk.as("dana", "sla preview");
  assert.match(preview, /\d+ clocks of \d+ records would move/);
  assert.match(preview, /An administrator applies it:\s+\/hire sla apply/);
  assert.match(await desk.as("sam", "sla apply", "hiring-desk"), /You are told when it is done/);
  await desk.told("sam", /The policies and calendars now loaded are applied: \d+ clocks moved/);
  const moved = desk.clock(first);
  assert.deepEqual([moved.calendar, moved.due], ["day@2", "2026-12-02T23:00:00.000Z"]);
  assert.match(await desk.as("sam", "sla preview", "hiring-desk"), /No clock would move/);
  assert.match(await desk.say(`sla ${first} why`), /on calendar day@2/);

  // Applied is applied, also after a restart; nothing is left to do.
  await desk.bot.stop();
  await desk.bot.start();
  await desk.connect();
  assert.deepEqual(desk.clock(first), moved);
  const { code, out } = await run(["fsck", "--data", join(desk.folder, "data")]);
  assert.equal(code, 0, out);
}));

test("a miss is excused by operations, stays on record, and the excuse can be taken back", () => withDemo(policies({ target: "1h" }), async (desk) => {
  const number = await desk.release();
  await desk.pass(180);
  await eventually(() => desk.clock(number).rest.b, "the miss");
  const missed = desk.clock(number).rest.b;
  assert.match(await desk.as("dana", "sla"), /To excuse a miss:\s+\/hire sla excuse \d+ \w+ client_request/);
  assert.match(await desk.say(`sla excuse ${number} cov client_request`), /Noted why Coverage of REQ-\d+ was missed: .* Operations decide/);
  // By the number that the alert says.
  await desk.told("robin", new RegExp(`Coverage of REQ-${number} Welder was due[^]*This is B-\\d+`));
  const id = /This is (B-\d+)\./.exec(await desk.say(`${number} why`))[1];
  assert.match(await desk.say(id), new RegExp(`${id}: Coverage of REQ-${number} Welder was due .* and is open`));
  assert.match(await desk.say(`sla ack ${id} eta:+1h`), /You are on it/);
  assert.match(await desk.say("B-99999"), /There is no B-99999 that you can see here/);
  assert.match(await desk.as("dana", `sla excuse ${number} cov client_request "they asked to wait"`), /Coverage of REQ-\d+ is excused: the client asked for it: they asked to wait/);
  const excused = desk.clock(number).rest;
  assert.equal(excused.b, missed);
  assert.equal(excused.ex.r, "client_request: they asked to wait");
  assert.match(await desk.say(`${number} why`), /Excused by Dana/);
  assert.match(await desk.as("dana", "me undo"), /excuse of REQ-\d+/);
  assert.equal(desk.clock(number).rest.ex, undefined);
  assert.equal(desk.clock(number).rest.b, missed);
  const { code, out } = await run(["fsck", "--data", join(desk.folder, "data")]);
  assert.equal(code, 0, out);
}));

test("what was logged later counts from then, and the alert of a miss that was none is edited", () => withDemo(policies({ target: "1h" }), async (desk) => {
  const number = await desk.release();
  await desk.pass(180);
  await eventually(() => desk.clock(number).rest.b, "the miss");
  const alert = new RegExp(`Coverage of REQ-${number} Welder was due`);
  await desk.told("robin", alert);
  for (const [when, why] of [["+2h", /lies ahead/], ["2026-11-30T09:00", /cannot have happened/], ["someday", /hire/], ["2026-11-20T10:00", /cannot have happened/]]) {
    const words = await desk.say(`${number} hold budget at:"${when}"`);
    assert.match(words, why);
    assert.match(words, /\/hire \d+/);
  }
  assert.ok(desk.clock(number).rest.b);
  assert.match(await desk.say(`${number} hold budget at:"10:30"`), /REQ-\d+ is on hold/);
  assert.equal(desk.clock(number).rest.b, undefined);
  assert.equal(desk.clock(number).rest.e, 1800);
  await desk.told("robin", alert); // while the act can still be taken back
  await desk.pass(6);
  await desk.told("robin", new RegExp(`Withdrawn, since it was logged later: coverage of REQ-${number} Welder was in time`));
  assert.doesNotMatch(await desk.sent("robin"), alert, "the alert itself was edited");
  assert.match(await desk.say(`${number} history`), /On hold by Robin: budget\. \(open → on hold\) Logged Mon 30 Nov 13:0\d CST, happened Mon 30 Nov 10:30 CST\./);
  const { code, out } = await run(["fsck", "--data", join(desk.folder, "data")]);
  assert.equal(code, 0, out);
}));

test("check says what it makes of the policies, beside everything else", async () => {
  const folder = temporaryFolder();
  const config = join(folder.path, "fillrate.toml");
  const check = async (settings, text) => {
    writeFileSync(config, `${settings}\n[store]\ndata_dir = "${join(folder.path, "data")}"\n`);
    if (text !== undefined) writeFileSync(join(folder.path, "own.toml"), text);
    return run(["check", "--config", config]);
  };
  try {
    const none = await check("");
    assert.match(none.out, /^ok    policies: the shipped ones; a \[policy\] section names a file of your own$/m);
    assert.equal(none.code, 0, none.out);
    const good = await check('[policy]\nfile = "own.toml"\n', golden + policies({ target: "9h" }));
    assert.match(good.out, /^ok    policies: .*\/own\.toml, 1 policies, 6 calendars$/m);
    assert.equal(good.code, 0, good.out);
    const nobody = await check('[policy]\nfile = "own.toml"\n', '[policy.x]\nclient = "Acorn Robotcs"\n');
    assert.match(nobody.out, /^ok    policies, for nobody yet: policy\.x: there is no client "Acorn Robotcs"$/m);
    assert.equal(nobody.code, 0, nobody.out);
    const wrong = await check('[policy]\nfile = "own.toml"\n', "[policy.a]\ncalendar = \"none\"\n");
    assert.match(wrong.out, /^FAIL  policies: .*\/own\.toml:2: policy\.a\.calendar: there is no calendar "none"$/m);
    assert.match(wrong.out, /^ok    store: redis/m);
    assert.match(wrong.out, /^next: .*own\.toml:2: /m);
    assert.equal(wrong.code, 1);
    const gone = await check('[policy]\nfile = "gone.toml"\n');
    assert.match(gone.out, /^FAIL  policies: .*\/gone\.toml: cannot be read; give the path of a policies file$/m);
  } finally {
    for (const pid of redisProcesses(folder.path)) process.kill(pid, "SIGKILL");
    folder.remove();
  }
});

test("instances with different files raise an alarm and stay ready; with the same file it ends", async () => {
  const folder = temporaryFolder();
  const socket = join(folder.path, "redis.sock");
  const options = ["--port", "0", "--unixsocket", socket, "--dir", folder.path, "--appendonly", "yes", "--appendfsync", "always", "--save", ""];
  const server = spawn("redis-server", [...options, "--maxmemory-policy", "noeviction", "--no-appendfsync-on-rewrite", "no"], { stdio: "ignore" });
  const bots = [];
  const instance = (name, text) => {
    const own = join(folder.path, name);
    mkdirSync(own);
    writeFileSync(join(own, "policies.toml"), text);
    writeFileSync(join(own, "fillrate.toml"), `[server]\nlisten = "127.0.0.1:0"\n[store]\nurl = "unix://${socket}"\ndata_dir = "${own}/data"\n[policy]\nfile = "policies.toml"\n`);
    bots.push(new Fillrate(["serve", "--config", join(own, "fillrate.toml")], { env: { FILLRATE_KEY: Buffer.alloc(32, 7).toString("base64") } }));
    return bots.at(-1);
  };
  const differ = async (bot) => (await bot.metrics()).fillrate_policies_differ;
  try {
    await eventually(() => existsSync(socket), "a Redis");
    const [one, two] = [instance("one", policies({ target: "10h" })), instance("two", policies({ target: "20h" }))];
    await one.start();
    assert.equal(await differ(one), 0);
    await two.start();
    for (const bot of bots) {
      await eventually(async () => await differ(bot) === 1, "the alarm");
      assert.match(bot.output, /error instances run with different policies: give all the same file and send each SIGHUP/);
      assert.equal((await fetch(`${bot.url}/readyz`)).status, 200);
    }
    writeFileSync(join(folder.path, "one/policies.toml"), policies({ target: "20h" }));
    one.child.kill("SIGHUP");
    for (const bot of bots) await eventually(async () => await differ(bot) === 0, "the end of the alarm", { within: 30000 });
    assert.match(two.output, /info all instances run with the same policies again/);
    await two.stop();
    assert.equal(await differ(one), 0);
  } finally {
    for (const bot of bots) await bot.stop();
    server.kill();
    folder.remove();
  }
});
