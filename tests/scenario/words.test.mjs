// Words people type across requisitions, with the real binary, store and clock: clone, find, today,
// the brief of a client and opportunities.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { webButtons, wordsOf } from "../conformance/peers/web_page.mjs";
import { DemoDesk } from "./demo_desk.mjs";

const desk = new DemoDesk();
const { page, say, change, refuse, fsck } = desk;
const inside = "acorn-internal";
const direct = (as) => `dm-${as}`;

before(() => desk.start());
after(() => desk.stop());

async function told(as, pattern) {
  const reader = await page(as);
  const look = () => [...reader.channels.values()].flat().findLast(({ m, card }) => m && !card && pattern.test(wordsOf(m)));
  return reader.until(look, `${as} reads ${pattern}`);
}

async function days(count) {
  const moved = await (await page("robin")).moveClock({ op: "advance", minutes: count * 24 * 60 });
  assert.equal(moved.t, "done", JSON.stringify(moved));
}

test("a clone is a new draft with the same terms, also of what ended", async () => {
  const words = await change("robin", inside, "104 clone openings:3 start:\"dec 14\"");
  assert.match(words, /REQ-\d+ is a new draft\. Copied from REQ-104: title/);
  const number = /REQ-(\d+) is a new draft/.exec(words)[1];
  assert.match(await say("robin", inside, number), /Controls engineer/);
  assert.match(await change("robin", "dockside-internal", "214 clone"), /Copied from REQ-214/);
  await refuse("ana", "acorn-hiring", "104 clone");
  await fsck();
});

test("a candidate is found by name by those who may see them, and by nobody else", async () => {
  assert.match(await say("robin", direct("robin"), "find paige"), /S-301[^]*Paige Turner/);
  assert.match(await say("maul", direct("maul"), "find turner"), /S-301[^]*Paige Turner/);
  assert.match(await say("dana", direct("dana"), 'find "Paige Turner"'), /S-301/);
  const shared = await say("robin", inside, "find paige");
  assert.match(shared, /S-301[^]*P\.T\./);
  assert.doesNotMatch(shared, /Turner/);
  for (const as of ["wren", "lee", "gus"]) {
    assert.doesNotMatch(await refuse(as, direct(as), "find paige"), /S-301/, as);
  }
  assert.match(await say("robin", direct("robin"), "find controls"), /REQ-104/);
});

test("today tells the first day, the interviews and what waits", async () => {
  const waiting = await say("ana", direct("ana"), "today");
  assert.match(waiting, /your word/);
  assert.doesNotMatch(waiting, /SLA|breach| late/);
  assert.match(await say("robin", direct("robin"), "today"), /Today: /);
});

test("what is said to @bot in the thread of a card is about it", async () => {
  const reader = await page("robin");
  const look = () => reader.entries(inside).findLast(({ m, card }) => m && card && wordsOf(m).startsWith("REQ-104"));
  const card = await reader.until(look, "the card of REQ-104");
  const thread = card.edits ?? card.id;
  assert.match(await change("robin", inside, "@bot hold budget until mon", { thread }), /REQ-104 is on hold until Mon 7 Dec/);
  await change("robin", inside, "@bot me undo", { thread });
  const offered = await say("robin", inside, "@bot Ana wants S-304 Tuesday afternoon, reject S-305", { thread });
  for (const part of [/Nothing is done yet/, /Interview S-304/, /Reject S-305/, /Note on 104/]) assert.match(offered, part);
  await fsck();
});

test("help is six lines at most, and all of them on request", async () => {
  for (const as of ["robin", "ana", "maul", "dana"]) {
    const lines = (words) => words.match(/\/hire [^]*?(?=\/hire |$)/g) ?? [];
    for (const topic of ["", " sub", " req"]) {
      const words = await say(as, direct(as), `help${topic}`);
      assert.ok(lines(words).length <= 7, `${as}: help${topic}\n${words}`); // the last names where the others are
    }
    assert.ok(lines(await say(as, direct(as), "help req all")).length > 7, as);
  }
});

test("what is too much or too long is refused with a line to type, and nothing is changed", async () => {
  for (const line of [
    `104 note "${"n".repeat(1001)}"`,
    `104 note ${"n".repeat(10000)}`,
    `req new "${"t".repeat(10000)}" client:acorn`,
    "104 set pay:1000001",
    "104 priority P9",
    `present ${Array.from({ length: 200 }, (_, i) => `S-${301 + i}`).join(" ")}`,
  ]) assert.match(await refuse("robin", inside, line), /Next: [^]*\/hire /, line.slice(0, 60));
  assert.match(await refuse("gus", "dockside-floor", "shift 207 2nd -1/12"), /shift 207 2nd 11\/12/);
  await change("robin", inside, `104 note "${"n".repeat(1000)}"`);
  await fsck();
});

test("the brief of a client is one message for who looks after it", async () => {
  const words = await say("robin", direct("robin"), "client acorn");
  for (const part of [/Acorn Robotics/, /Whose turn: /, /Open requisitions\s*: \d/, /At work now/, /Opportunities\s*: none/]) assert.match(words, part);
  await refuse("lee", direct("lee"), "client acorn");
  await refuse("robin", "acorn-hiring", "client acorn");
});

test("what a manager or supplier says that is no command is passed on, wherever it is said", async () => {
  const shared = "Could somebody tell us whether the badge office opens at six";
  for (const [as, where, words] of [
    ["ana", "acorn-hiring", `${shared}?`],
    ["ana", direct("ana"), `${shared} on Friday?`],
    ["ana", direct("ana"), "hold on a minute, we are reorganising the line"],
    ["ana", "acorn-hiring", `/hire ${shared} on Monday?`],
    ["maul", "sup-hammer", `${shared} for our people?`],
  ]) {
    const reply = await change(as, where, words);
    assert.match(reply, /Passed to [A-Z]\w+\.[^]*See my reqs/, words);
    assert.doesNotMatch(reply, /I don't know/, words);
  }
  await told("robin", /Ana Petrov-Lind in #[^]*badge office opens at six\?/);
  await told("robin", /Ana Petrov-Lind wrote to me[^]*on Friday/);
  await told("robin", /Ana Petrov-Lind wrote to me[^]*hold on a minute/);
  // A mistyped word is a word too: only who works here is asked which was meant.
  assert.match(await change("ana", "acorn-hiring", "hodl 104"), /Passed to/);
  assert.match(await refuse("robin", inside, "hodl 104"), /Did you mean hold/);
  assert.match(await refuse("robin", inside, `${shared}?`), /I don't know/);
  await change("ana", direct("ana"), "Never mind the badge office, we found them");
  await change("ana", direct("ana"), "me undo");
  await fsck();
});

test("an opportunity is kept, its owner is reminded on the day, and it is won", async () => {
  const words = await change("robin", direct("robin"), 'opp add client:acorn "2nd shift Jan" next:"dec 10" with:@robin');
  const id = /O-\d+/.exec(words)[0];
  assert.match(await say("robin", direct("robin"), "client acorn"), new RegExp(`${id} 2nd shift Jan: open`));
  await refuse("lee", direct("lee"), id);
  await days(10);
  const reminder = await told("robin", /Today is the day of the next step: 2nd shift Jan/);
  assert.ok(webButtons(reminder.m).has("Pursue"));
  await (await page("robin")).press(direct("robin"), webButtons(reminder.m).get("Pursue"));
  assert.match(await say("robin", direct("robin"), id), /pursuing/);
  assert.match(await change("robin", direct("robin"), `${id} won 104`), /won, REQ-104/);
  await change("robin", direct("robin"), "me undo");
  assert.match(await say("robin", direct("robin"), id), /pursuing/);
  await fsck();
});
