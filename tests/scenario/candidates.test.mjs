// A candidate's way through the demo with the real binary and store: put forward, presented, hired with one tap,
// offered, started; who learns what; races; and that nothing personal lies readable on the disk.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { eventually } from "../conformance/peers/fillrate.mjs";
import { said, webButtons, wordsOf } from "../conformance/peers/web_page.mjs";
import { DemoDesk } from "./demo_desk.mjs";

const desk = new DemoDesk();
const { page, say, change, refuse, fsck } = desk;

before(() => desk.start());
after(() => desk.stop());

const inside = "acorn-internal";
const numberIn = (words) => Number(/S-(\d+)/.exec(words)?.[1]);

async function released(openings = 1) {
  const words = await change("robin", inside, `req new "Controls engineer" client:Acorn site:Chicago category:pro openings:${openings} pay:58 max:61 hm:@ana`);
  const number = Number(/REQ-(\d+)/.exec(words)?.[1]);
  assert.ok(number > 220, words);
  await change("robin", inside, `${number} qualify waive:"known role"`);
  await change("robin", inside, `${number} release tier1`);
  return number;
}

async function putForward(number, person = '"Paige Turner" email:paige@example.test', as = "maul", channel = "sup-hammer") {
  const sub = numberIn(await change(as, channel, `${number} submit ${person} pay:52 rtr:"nov 28"`));
  assert.ok(sub > 0);
  return `S-${sub}`;
}

function onDisk(path) {
  return readdirSync(path).map((name) => join(path, name)).flatMap((one) => (statSync(one).isDirectory() ? onDisk(one) : [one]));
}

test("from the supplier's line to the first day", async () => {
  const number = await released();
  const paige = await putForward(number);
  await change("robin", inside, `${paige} present`);
  await change("ana", "acorn-hiring", `${paige} interview arrange`);
  await change("ana", "acorn-hiring", `${paige} select`);
  await change("robin", inside, `${paige} offer pay:54 start:"nov 30"`);
  await change("maul", "sup-hammer", `${paige} accept`);
  assert.match(await say("robin", inside, `${number}`), /1 in play/);
  await change("robin", inside, `${paige} clear`);
  await change("ana", "acorn-hiring", `${paige} start`);
  assert.match(await say("robin", inside, `${number}`), /filled/i);
  const history = await say("robin", inside, `${paige} history`);
  for (const word of [/Put forward/, /Presented/, /interview/, /Selected/, /Offered the job/, /Took the offer/, /Cleared/, /Started/]) assert.match(history, word);
  await fsck();
});

test("the manager hires with one tap on the card that presenting placed", async () => {
  const number = await released();
  const sub = await putForward(number, '"Al Dente" phone:+13125550177');
  await change("robin", inside, `${sub} present`);
  const ana = await page("ana");
  // Other parties' cards wait out the undo window.
  const robin = await page("robin");
  await robin.moveClock({ op: "advance", minutes: 6 });
  const card = await ana.until(() => ana.entries("acorn-hiring").findLast(({ m }) => wordsOf(m).includes(sub)), "the card");
  assert.doesNotMatch(wordsOf(card.m), /Al Dente|5550177|Hammer/);
  const hire = webButtons(card.m).get("Hire");
  assert.ok(hire, JSON.stringify(card.m));
  const before = await desk.bot.outcome("committed");
  await ana.press("acorn-hiring", hire);
  assert.equal(await desk.bot.outcome("committed"), before + 1);
  // The same tap again is answered with what is so.
  assert.match(said(await ana.press("acorn-hiring", hire)), /Already done|selected/i);
  assert.equal(await desk.bot.outcome("committed"), before + 1);
});

test("a first day with a time of day is moved by the client, and that is taken back", async () => {
  const sub = await putForward(await released(), '"May Day" email:may@example.test');
  await change("robin", inside, `${sub} present`);
  await change("ana", "acorn-hiring", `${sub} select`);
  assert.match(await change("robin", inside, `${sub} offer pay:54 start:"dec 14 22:00"`), /from Mon 14 Dec 22:00 CST/);
  await change("maul", "sup-hammer", `${sub} accept`);
  await change("robin", inside, `${sub} clear`);
  const missing = () => say("robin", inside, `${sub} noshow`);
  assert.match(await missing(), /not missing before Mon 14 Dec 22:30 CST/);
  await refuse("maul", "sup-hammer", `${sub} move "dec 17 06:00" by:supplier`);
  assert.match(await change("robin", inside, `${sub} move "dec 17 06:00" by:client`), /is to start Thu 17 Dec 06:00 CST instead/);
  assert.match(await missing(), /not missing before Thu 17 Dec 06:30 CST/);
  for (const [as, channel] of [["ana", "acorn-hiring"], ["maul", "sup-hammer"]]) assert.match(await say(as, channel, sub), /Thu 17 Dec 06:00 CST/);
  assert.match(await say("robin", inside, `${sub} history`), /The first day was moved by Robin to Thu 17 Dec 06:00 CST, as the client asked/);
  await fsck();
  await change("robin", inside, "undo");
  assert.match(await say("maul", "sup-hammer", sub), /Mon 14 Dec 22:00 CST/);
  assert.match(await missing(), /not missing before Mon 14 Dec 22:30 CST/);
  await fsck();
});

test("two accepts for the last opening at once: one winner, and the other is told by whom", async () => {
  const number = await released();
  const first = await putForward(number, '"Sandy Beech" email:sandy@example.test');
  const second = await putForward(number, '"Ray Diator" email:ray@example.test', "wren", "sup-quillfeather");
  for (const sub of [first, second]) {
    await change("robin", inside, `${sub} present`);
    await change("ana", "acorn-hiring", `${sub} select`);
    await change("robin", inside, `${sub} offer pay:54`);
  }
  const before = await desk.bot.outcome("committed");
  const answers = await Promise.all([say("maul", "sup-hammer", `${first} accept`), say("wren", "sup-quillfeather", `${second} accept`)]);
  assert.equal(await desk.bot.outcome("committed"), before + 1, answers.join("\n"));
  assert.equal(answers.filter((words) => /no opening left/.test(words)).length, 1, answers.join("\n"));
  await fsck();
});

test("the same person by two suppliers at once: one stands, the other is answered without a name", async () => {
  const number = await released(2);
  const line = `${number} submit "Iona Forklift" email:iona@example.test`;
  const answers = await Promise.all([say("maul", "sup-hammer", line), say("wren", "sup-quillfeather", line)]);
  assert.equal(answers.filter((words) => /cannot be submitted/.test(words)).length, 1, answers.join("\n"));
  assert.doesNotMatch(answers[0], /Quillfeather/);
  assert.doesNotMatch(answers[1], /Hammer/);
  await fsck();
});

test("what was put forward can be taken back", async () => {
  const number = await released();
  const sub = await putForward(number, '"Dee Parture" email:dee.parture@example.test');
  await change("maul", "sup-hammer", "me undo");
  assert.match(await refuse("robin", inside, sub), /There is no/);
  await fsck();
});

test("strangers to a candidate learn nothing of them", async () => {
  const number = await released();
  const sub = await putForward(number, '"Justin Thyme" email:justin@example.test');
  for (const [who, where] of [["wren", "sup-quillfeather"], ["ana", "acorn-hiring"], ["gus", "dockside-floor"]]) {
    const words = await refuse(who, where, sub);
    assert.match(words, /There is no S-\d+ that you can see here/);
    assert.doesNotMatch(words, /J\.T\.|Justin/);
  }
});

test("nothing personal lies readable in the store", async () => {
  const number = await released();
  await putForward(number, '"Barb Dwyer" email:barb@example.test');
  const files = onDisk(join(desk.folder.path, "data"));
  assert.ok(files.some((file) => /\.aof$|appendonly/.test(file)), files.join("\n"));
  for (const file of files) {
    const bytes = statSync(file).isFile() ? readFileSync(file, "latin1") : "";
    for (const personal of ["Barb Dwyer", "barb@example", "Paige Turner", "paige@example", "5550177"]) {
      assert.ok(!bytes.includes(personal), `${personal} stands in ${file}`);
    }
  }
});

// Last, since the clock fires timers of others too.
test("a maybe with a day comes back on that morning, and the manager is asked once", async () => {
  const number = await released();
  const sub = await putForward(number, '"Justin Thyme" email:thyme@example.test');
  await change("robin", inside, `${sub} present`);
  assert.match(await change("ana", "acorn-hiring", `${sub} hold "after the fair" until:"dec 8"`), /Ana is asked again on Tue 8 Dec 08:00 CST/);
  await fsck();
  await change("ana", "acorn-hiring", "undo");
  await change("ana", "acorn-hiring", `${sub} hold "after the fair" until:"dec 8"`);
  assert.match(await say("maul", "sup-hammer", sub), /kept open until Tue 8 Dec/);
  await refuse("ana", "acorn-hiring", `${sub} hold until:2026-11-02`);
  const moved = await (await page("robin")).moveClock({ op: "advance", minutes: 9 * 24 * 60 });
  assert.equal(moved.t, "done", JSON.stringify(moved));
  await eventually(async () => /Put before the hiring manager again, as agreed/.test(await say("robin", inside, `${sub} history`)), "asked again", { every: 300 });
  assert.match(await say("robin", inside, sub), /Waiting for Ana Petrov-Lind to decide/);
  await fsck();
});
