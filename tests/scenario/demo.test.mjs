// The demo as a visitor meets it: the organisation and its history, every verb of the first noun, the
// clock, undo, who may see what, and that all of it is still there after a restart.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { eventually } from "../conformance/peers/fillrate.mjs";
import { WebPage, said, webButtons, wordsOf } from "../conformance/peers/web_page.mjs";
import { DemoDesk } from "./demo_desk.mjs";

const desk = new DemoDesk();
const { page, say, change, refuse, fsck } = desk;
const forklift = 'req new "Forklift operator" client:Dockside site:Memphis category:li openings:4 pay:19.50 priority:P1';

before(() => desk.start());
after(() => desk.stop());

async function newRequisition(line = forklift) {
  const number = Number(/REQ-(\d+)/.exec(await change("robin", "dockside-internal", line))?.[1]);
  assert.ok(number > 220);
  return number;
}

test("the history is loaded and the records are what the events say", async () => {
  const robin = await page("robin");
  assert.equal(robin.welcome.organisation, "Acme Staffing");
  for (const number of [101, 104, 119, 207, 210, 214, 216, 220]) assert.match(await say("robin", "dockside-internal", String(number)), new RegExp(`REQ-${number}`));
  assert.match(await fsck(), /[1-9]\d* events/);
});

test("the steps of the rail can all be walked", async () => {
  const { welcome } = await page("robin");
  assert.ok(welcome.steps.length >= 6);
  for (const step of welcome.steps) {
    const words = await say(step.as, step.channel, step.text);
    assert.ok(words.length > 10, step.text);
    assert.doesNotMatch(words, /did not understand|unknown|something went wrong/i, step.text);
  }
});

test("every verb of a requisition, in the order of its life", async () => {
  const internal = "dockside-internal";
  const number = await newRequisition();
  await change("robin", internal, `${number} return "wrong shift"`);
  await change("robin", internal, `${number} set pay:20 start:"dec 14"`);
  await change("robin", internal, `${number} submit`);
  await change("robin", internal, `${number} qualify waive:"same role as 210"`);
  await change("robin", internal, `${number} release tier1`);
  await change("bridge", "sup-shiftbridge", `${number} decline capacity`);
  await change("bridge", "sup-shiftbridge", `${number} accept heads:4`);
  await change("robin", internal, `${number} note "gate 4, ask for Gus"`);
  await change("robin", internal, `${number} hold budget until:"dec 7"`);
  await change("robin", internal, `${number} resume`);
  await change("robin", internal, `${number} close filled_internally`);
  await change("robin", internal, `${number} reopen "one fell off" openings:1`);
  await change("robin", internal, `${number} cancel budget`);
  const history = await say("robin", internal, `${number} history`);
  for (const word of [/Opened/, /Returned to draft/, /Changed/, /intake/, /Qualified/, /Released/, /declined/, /accepted/, /Note/, /On hold/, /Resumed/, /Closed/, /Reopened/, /Cancelled/]) assert.match(history, word);
  await fsck();
});

test("one line opens, qualifies and releases, and one undo takes all of it back", async () => {
  const internal = "dockside-internal";
  const number = await newRequisition(`${forklift} waive:"same role as 210" tier1`);
  const history = await say("robin", internal, `${number} history`);
  for (const word of [/Opened/, /Qualified/, /Released/]) assert.match(history, word);
  await fsck();
  await change("robin", internal, "me undo");
  assert.match(await refuse("robin", internal, String(number)), /There is no/);
  await fsck();
});

test("what a manager asks for reaches the owner and changes nothing by itself", async () => {
  const number = await newRequisition(`${forklift} hm:@gus waive:"same role as 210" tier1`);
  for (const wish of ["openings +1", "cancel budget"]) assert.match(await change("gus", "dockside-floor", `${number} ${wish}`), /Passed to Robin/);
  const history = await say("robin", "dockside-internal", `${number} history`);
  assert.match(history, /Gus asks for 5 openings in all/);
  assert.match(history, /Gus asks to cancel it/);
  await fsck();
});

test("the lists", async () => {
  for (const list of ["req list", "req list mine", "req list late", "req list open"]) {
    const words = await refuse("robin", "acorn-internal", list);
    assert.ok(words.length > 10, list);
  }
  assert.match(await say("robin", "acorn-internal", "req list open"), /REQ-\d+/);
  assert.match(await say("robin", "acorn-internal", "help"), /req new/);
  assert.ok((await say("robin", "acorn-internal", "me")).length > 10);
});

test("a form opens for what is missing, keeps problems, and creates when it is complete", async () => {
  const robin = await page("robin");
  const { form, to } = await robin.line("dockside-internal", "req new");
  assert.ok(form, "req new opens a form");
  assert.ok(to);
  const wrong = await robin.form("dockside-internal", form.value, {});
  assert.ok(wrong.problems && Object.keys(wrong.problems).length > 0, JSON.stringify(wrong));
  const fields = {};
  for (const field of form.fields) {
    const offered = (field.options ?? []).map(([value]) => value);
    const wanted = offered.find((value) => /dockside|memphis|light_industrial|^li$|gus/i.test(value)) ?? (field.required ? offered[0] : undefined);
    if (wanted) fields[field.id] = wanted;
    else if (field.id === "title") fields.title = "Night picker";
    else if (field.id === "openings") fields.openings = "2";
    else if (field.id === "pay") fields.pay = "19.50";
  }
  const before = await desk.bot.outcome("committed");
  const good = await robin.form("dockside-internal", form.value, fields);
  assert.equal(await desk.bot.outcome("committed"), before + 1, `${JSON.stringify(fields)} ${JSON.stringify(good)}`);
});

test("what is misspelt is answered with what was meant, and nothing changes", async () => {
  for (const line of ["104 hodl budget", "req nwe", "104 close becuase", "9999", "9999 hold budget"]) {
    assert.ok((await refuse("robin", "acorn-internal", line)).length > 10, line);
  }
  assert.match(await say("robin", "acorn-internal", "104 hodl budget"), /hold/);
});

test("a supplier or manager sees and does only what is theirs", async () => {
  const absent = await refuse("wren", "sup-quillfeather", "9999");
  const forbidden = await refuse("wren", "sup-quillfeather", "207");
  assert.equal(forbidden.replaceAll("207", "N"), absent.replaceAll("9999", "N"));
  assert.doesNotMatch(await refuse("wren", "sup-quillfeather", "104"), /Hammer|84|bill/i);
  await refuse("wren", "sup-quillfeather", "104 hold budget");
  await refuse("ana", "acorn-hiring", "207");
  await refuse("ana", "acorn-hiring", "104 release tier2");
  const outside = await (await page("wren")).line("acorn-internal", "104");
  assert.equal(outside.t, "error");
  const stranger = await (await page("wren")).line("sup-quillfeather", "104", { as: "nobody" });
  assert.equal(stranger.t, "error");
});

test("a command sent again with its id is applied once (N092)", async () => {
  const three = await Promise.all([1, 2, 3].map(() => new WebPage(desk.bot.url, { as: "robin" }).connect()));
  const before = await desk.bot.outcome("committed");
  const replies = await Promise.all(three.map((one) => one.line("dockside-internal", forklift, { id: "same-id-0001" })));
  assert.equal(await desk.bot.outcome("committed"), before + 1);
  const numbers = new Set(replies.map((reply) => /REQ-\d+/.exec(said(reply))?.[0]));
  assert.equal(numbers.size, 1, [...numbers].join());
  for (const one of three) one.close();
});

test("the card in the channel lives: its buttons act, later changes edit it", async () => {
  const robin = await page("robin");
  const number = await newRequisition();
  const cardOf = () => robin.entries("dockside-internal").find((entry) => entry.card && !entry.edits && JSON.stringify(entry.m ?? "").includes(`REQ-${number}`));
  const card = await robin.until(cardOf, "the card");
  const buttons = webButtons(card.m);
  assert.ok(buttons.size >= 1 && buttons.size <= 5);
  const before = await desk.bot.outcome("committed");
  const pressed = await robin.press("dockside-internal", buttons.get("Return to draft"));
  const needsForm = Boolean(pressed.form);
  if (needsForm) await robin.form("dockside-internal", pressed.form.value, Object.fromEntries(pressed.form.fields.map(({ id, options }) => [id, options?.[0]?.[0] ?? "wrong shift"])));
  assert.equal(await desk.bot.outcome("committed"), before + 1);
  await robin.until(() => robin.entries("dockside-internal").find((entry) => entry.edits === card.id && /draft/i.test(wordsOf(entry.m))), "the edit");
  const stale = await robin.press("dockside-internal", buttons.get("Hold") ?? buttons.get("Finish intake"));
  assert.ok(said(stale).length > 10 || stale.form);
  const foreign = await (await page("wren")).press("sup-quillfeather", buttons.get("Return to draft"));
  assert.match(said(foreign), /nothing changed/i);
  const spoiled = await robin.press("dockside-internal", `${buttons.get("Return to draft").slice(0, -1)}~`);
  assert.match(said(spoiled), /nothing changed/i);
});

test("me undo takes the last change back, once, and the history keeps both", async () => {
  const number = await newRequisition();
  await change("robin", "dockside-internal", `${number} hold budget`);
  await change("robin", "dockside-internal", "me undo");
  assert.match(await say("robin", "dockside-internal", `${number} history`), /taken back/);
  assert.doesNotMatch(await say("robin", "dockside-internal", String(number)), /on hold/i);
  await fsck();
});

test("[Undo] under an answer takes back that change and no later one, and says why not", async () => {
  const number = await newRequisition();
  const robin = await page("robin");
  const undoOf = (reply) => [...webButtons(reply.m)].find(([label]) => label.startsWith("Undo until "))?.[1];
  const first = undoOf(await robin.line("dockside-internal", `${number} note "mine"`));
  const second = undoOf(await robin.line("dockside-internal", `${number} hold budget`));
  assert.ok(first && second);
  assert.match(said(await robin.press("dockside-internal", first)), /only your last change/);
  assert.match(said(await robin.press("dockside-internal", second)), /Undone: hold of/);
  assert.match(said(await robin.press("dockside-internal", second)), /nothing of yours to undo/);
  assert.equal(undoOf(await robin.line("dockside-internal", String(number))), undefined);
  const third = undoOf(await robin.line("dockside-internal", `${number} note "again"`));
  await change("dana", "dockside-internal", `${number} note "on top of it"`);
  assert.match(said(await robin.press("dockside-internal", third)), /somebody changed it after you/);
  await fsck();
});

test("a change somebody else has built on is not undone", async () => {
  const number = await newRequisition();
  await change("robin", "dockside-internal", `${number} note "mine"`);
  await change("dana", "dockside-internal", `${number} note "on top of it"`);
  assert.match(await refuse("robin", "dockside-internal", "me undo"), /not undone|nothing/i);
});

test("[next due] drives the coverage clock through its alerts to the breach", async () => {
  const robin = await page("robin");
  const number = await newRequisition();
  await change("robin", "dockside-internal", `${number} qualify waive:"as ever"`);
  await change("robin", "dockside-internal", `${number} release tier1`);
  const alerted = () => [...robin.channels.values()].flat().filter((entry) => entry.m && !entry.card && wordsOf(entry.m).includes(`REQ-${number}`) && /coverage|late|past its due/i.test(wordsOf(entry.m)));
  for (let i = 0; i < 60; i += 1) {
    const history = await say("robin", "dockside-internal", `${number} history`);
    if (/went past its due time/.test(history)) break;
    const moved = await (await page("robin")).moveClock({ op: "next" });
    assert.equal(moved.t, "done", JSON.stringify(moved));
    const metrics = await desk.bot.metrics();
    await eventually(async () => (await desk.bot.metrics())['fillrate_timers_total{outcome="fired"}'] >= metrics['fillrate_timers_total{outcome="fired"}'], "the timer");
  }
  assert.match(await say("robin", "dockside-internal", `${number} history`), /went past its due time/);
  await robin.until(() => alerted().length > 0, "an alert");
  const { m } = alerted().at(-1);
  const onIt = [...webButtons(m)].find(([label]) => /on it/i.test(label));
  assert.ok(onIt, `no [On it] among ${[...webButtons(m).keys()]}`);
  assert.match(await say("robin", "dockside-internal", "req list late"), new RegExp(`REQ-${number}`));
  await fsck();
});

test("a restart keeps state, messages and time", async () => {
  const robin = await page("robin");
  const number = await newRequisition();
  await robin.moveClock({ op: "advance", minutes: 60 });
  await robin.moveClock({ op: "speed", speed: 0 });
  const shownBefore = [...robin.shown("dockside-internal").keys()];
  const { clock: before } = await new WebPage(desk.bot.url, { as: "robin" }).connect().then(async (fresh) => {
    await fresh.until(() => fresh.clock, "the clock");
    fresh.close();
    return fresh;
  });
  assert.equal((await desk.bot.stop()).code, 0);
  await desk.bot.start();
  const again = await page("robin");
  await again.until(() => again.clock, "the clock");
  assert.ok(again.clock.now >= before.now && again.clock.now < before.now + 600000, `${before.now} then ${again.clock.now}`);
  assert.match(await say("robin", "dockside-internal", String(number)), new RegExp(`REQ-${number}`));
  await again.until(() => shownBefore.every((id) => again.shown("dockside-internal").has(id)), "every message from before");
  await fsck();
});
