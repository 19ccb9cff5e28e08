// People who are away and who cover, quiet hours, questions answered once, candidates by name and `last`, with the real
// binary, store and clock.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { said, webButtons, wordsOf } from "../conformance/peers/web_page.mjs";
import { DemoDesk } from "./demo_desk.mjs";

const desk = new DemoDesk();
const { page, say, change, refuse, fsck } = desk;
const inside = "acorn-internal";
const direct = (as) => `dm-${as}`;

before(() => desk.start());
after(() => desk.stop());

/** The newest message in a person's own conversation that says so. */
async function told(as, pattern) {
  const reader = await page(as);
  const look = () => reader.entries(direct(as)).findLast(({ m }) => m && pattern.test(wordsOf(m)));
  return reader.until(look, `${as} reads ${pattern}`);
}

async function never(as, pattern) {
  const reader = await page(as);
  const heard = reader.entries(direct(as)).find(({ m }) => m && pattern.test(wordsOf(m)));
  assert.equal(heard, undefined, `${as} reads ${pattern}`);
}

/** The message that answers a line, with its buttons. */
async function answer(reader, channel, text) {
  const reply = await reader.line(channel, text);
  if (!reply.posted) return reply.m;
  const entry = await reader.until(() => reader.entries(channel).find(({ id }) => id === `r-${reply.to}`), "the answer");
  return entry.m;
}

async function advance(minutes) {
  const moved = await (await page("robin")).moveClock({ op: "advance", minutes });
  assert.equal(moved.t, "done", JSON.stringify(moved));
}

test("a question is asked with a button, answered once and read by every supplier without names", async () => {
  const asked = await change("maul", "sup-hammer", '104 ask "is weekend paid?"');
  const id = /Q-\d+/.exec(asked)[0];
  const word = await told("robin", new RegExp(`${id} for REQ-104 .*is weekend paid`));
  const { form } = await (await page("robin")).press(direct("robin"), webButtons(word.m).get("Answer"));
  assert.ok(form, "an answer is written in a form");
  assert.equal(form.fields.find(({ id }) => id === "wording").value, "is weekend paid?");
  await (await page("robin")).form(direct("robin"), form.value, { wording: "are weekends paid?", answer: "yes, 1.5x" });
  assert.match(await say("robin", inside, "104"), /are weekends paid\? +yes, 1\.5x/);
  // It can be taken back for five minutes: until then no supplier reads it.
  assert.doesNotMatch(await say("wren", "sup-quillfeather", "104"), /weekend/);
  assert.doesNotMatch(await say("wren", "sup-quillfeather", "104 history"), /asks:|Hammer/);
  assert.match(await say("robin", inside, "104 history"), /Hammer & Tongs Staffing asks: is weekend paid/);
  await refuse("lee", direct("lee"), id);
  await fsck();
});

test("a question that is undone is taken back where its owner has read it", async () => {
  await change("maul", "sup-hammer", '104 ask "where do they park?"');
  const word = await told("robin", /where do they park/);
  await change("maul", "sup-hammer", "me undo");
  const reader = await page("robin");
  const isEdit = ({ edits, m }) => edits === word.id && /Taken back since: what this said about REQ-104 no longer holds/.test(wordsOf(m));
  await reader.until(() => reader.entries(direct("robin")).find(isEdit), "the edit");
  await fsck();
});

test("a candidate by name, a picker where two are called so, and `last`", async () => {
  await change("robin", inside, "104 submit \"Penelope Quick\" email:pq@example.test for:hammer");
  assert.match(await say("robin", direct("robin"), "penelope history"), /History of S-\d+/);
  await change("robin", direct("robin"), "penelope quick note \"strong on PLC\"");
  await change("robin", inside, "104 submit \"Peter Quick\" email:peter@example.test for:hammer");
  const reader = await page("robin");
  const asked = await answer(reader, direct("robin"), "quick history");
  assert.match(wordsOf(asked), /may be any of 2 candidates/);
  const picked = await reader.press(direct("robin"), [...webButtons(asked).values()][0]);
  assert.ok(picked.posted || /History of S-\d+/.test(said(picked)), JSON.stringify(picked));
  // To who knows nobody of that name it is a sentence, and passed on as one.
  const sentence = await say("wren", direct("wren"), "penelope note \"hello there\"");
  assert.match(sentence, /Passed to Robin/);
  assert.doesNotMatch(sentence, /S-\d+|Quick/);
  assert.match(await change("robin", inside, "104 note \"called the plant\""), /Noted/);
  assert.match(await say("robin", direct("robin"), "last"), /REQ-104/);
  await fsck();
});

test("what is for somebody away goes to who covers, and comes to them again afterwards", async () => {
  assert.match(await refuse("robin", direct("robin"), "me away 11/30-12/4 cover:@lee"), /Lee Marlow cannot cover/);
  assert.match(await change("robin", direct("robin"), "me away 11/30-12/4 cover:@dana"), /Dana Frost covers/);
  await told("dana", /Robin Quill is away .*you cover/);
  await change("maul", "sup-hammer", '104 ask "who meets them at the gate?"');
  const passed = await told("dana", /For Robin Quill, away until Fri 4 Dec\..*who meets them at the gate/s);
  assert.ok(webButtons(passed.m).has("Answer"));
  await never("robin", /who meets them at the gate/);
  assert.match(await say("wren", "sup-quillfeather", "104"), /Robin Quill is away until Fri 4 Dec; Dana Frost covers/);
  await change("robin", direct("robin"), "me back");
  await told("dana", /does not need you to cover/);
  await change("maul", "sup-hammer", '104 ask "is there a canteen?"');
  const canteen = await told("robin", /is there a canteen/);
  assert.match(said(await (await page("robin")).press(direct("robin"), webButtons(canteen.m).get("Close unanswered"))), /closed without an answer/);
  await never("dana", /is there a canteen/);
  await fsck();
});

test("quiet hours hold what can wait", async () => {
  await change("robin", direct("robin"), "me quiet 9-18");
  await change("maul", "sup-hammer", '104 ask "which shoes?"');
  await say("maul", "sup-hammer", "104");
  await never("robin", /which shoes/);
  await advance(10 * 60);
  await told("robin", /which shoes/);
  for (const [as, channel] of [["maul", "sup-hammer"], ["wren", "sup-quillfeather"]]) {
    const words = await say(as, channel, "104");
    assert.match(words, /are weekends paid\? +yes, 1\.5x/);
    assert.doesNotMatch(words, /Hammer|canteen/);
  }
  assert.match(await say("maul", "sup-hammer", "104 history"), /closed without an answer: is there a canteen/);
  assert.doesNotMatch(await say("wren", "sup-quillfeather", "104 history"), /canteen/);
  await fsck();
});
