// A real workspace from nothing: an empty organisation is claimed, set up from chat, and carries a
// requisition to its release and its alert. Counts what a person has to type and press.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Fillrate, leaksIn, run, secrets, temporaryFolder } from "../conformance/peers/fillrate.mjs";
import { SocketModeServer, buttonsOf, envelope } from "../conformance/peers/socket_mode_server.mjs";
import { WebPage } from "../conformance/peers/web_page.mjs";

const folder = temporaryFolder();
const steps = [];
let slack;
let bot;

before(async () => {
  slack = await new SocketModeServer().start();
  bot = Fillrate.serve(folder.path, { apiUrl: slack.apiUrl });
  await bot.start();
  await slack.connected();
});

after(async () => {
  await bot?.stop();
  await slack.stop();
  folder.remove();
});

const words = (value) => JSON.stringify(value ?? "");
// Where people type once the channel is bound.
const hiring = { channel: "C0HIRING", channelName: "hiring" };
const say = async (text, options = {}) => (await slack.deliver(envelope.command(slack.api, text, options))).payload;
/** One step a person takes, counted. */
const step = async (text, options = {}) => {
  steps.push(text);
  const answer = words(await say(text, options));
  assert.doesNotMatch(answer, /Nothing changed|I don't know|You cannot|Which /, text);
  return answer;
};
const codeIn = (text) => /claim ([0-9A-Z]{4}-[0-9A-Z]{2})/.exec(text)?.[1];
const direct = (user) => slack.api.messages(`D${user.slice(1)}`);
const fsck = () => run(["fsck", "--config", bot.config], { env: secrets });

test("the first start prints a claim code, once, and nobody sees anything yet", async () => {
  assert.match(bot.output, /^Claim this workspace: type \/hire claim [0-9A-Z]{4}-[0-9A-Z]{2} \(valid for 24 hours\)$/m);
  const answer = words(await say("req list", { user: "U0OTHER" }));
  assert.match(answer, /claim it with the code/);
  assert.doesNotMatch(answer, new RegExp(codeIn(bot.output)));
  assert.equal(slack.api.callsOf("chat.postMessage").length, 0);
});

test("five wrong codes lock it, fillrate check prints a new one, the right one claims it once", async () => {
  const first = codeIn(bot.output);
  for (let left = 4; left >= 0; left -= 1) {
    const answer = words(await say("claim ZZZZ-ZZ", { user: "U0OTHER" }));
    assert.match(answer, left === 0 ? /locked now/ : new RegExp(`${left} tr(y|ies) left`));
  }
  assert.match(words(await say(`claim ${first}`)), /locked/);
  const checked = await run(["check", "--config", bot.config], { env: secrets });
  const code = codeIn(checked.out);
  assert.ok(code, checked.out);
  assert.notEqual(code, first);
  const answer = await step(`claim ${code.toLowerCase().replace("-", " ")}`);
  assert.match(answer, /first administrator/);
  assert.match(words(await say(`claim ${code}`, { user: "U0OTHER" })), /claimed already/);
  assert.doesNotMatch(bot.output, new RegExp(code));
  assert.deepEqual(leaksIn(bot.output), []);
});

test("a requisition, its client and its site are opened in one form", async () => {
  steps.push("req new");
  const opened = slack.api.views.length;
  await slack.deliver(envelope.command(slack.api, "req new"));
  const view = await slack.api.until(() => slack.api.views[opened], "the form");
  const values = {
    title: "Controls Engineer", client_name: "Acorn Robotics", site_name: "Phoenix plant", zone: "America/Phoenix",
    currency: "USD", category: "professional", openings: "2", pay: "48",
  };
  const wrong = await slack.deliver(envelope.submit(slack.api, view, { ...values, zone: "America/Phenix" }));
  assert.equal(wrong.payload.response_action, "errors");
  assert.match(wrong.payload.errors.zone, /did you mean America\/Phoenix/);
  steps.push("[Open it]");
  const done = await slack.deliver(envelope.submit(slack.api, view, values));
  assert.match(words(done.payload), /REQ-101 is open for intake, for the new client Acorn Robotics/);
});

test("a channel that the bot is not in: the hint comes to who bound it, [Try again] posts", async () => {
  slack.api.leave("C0HIRING");
  const answer = await step("admin bind <#C0HIRING|hiring> internal");
  assert.match(answer, /#hiring is internal now/);
  const hint = await slack.api.until(() => direct("U0ROBIN").find(({ blocks }) => /invite @/.test(words(blocks))), "the hint");
  const press = (value) => slack.deliver(envelope.press(slack.api, value, { channel: "D0ROBIN", ts: hint.ts, responseUrl: `http://127.0.0.1:${slack.port}/response/again` }));
  assert.equal(direct("U0ROBIN").length, 1, "the card and the greeting together bring one hint");
  await press(buttonsOf(hint.blocks).get("Try again"));
  await slack.api.until(() => direct("U0ROBIN").filter(({ blocks }) => /invite @/.test(words(blocks))).length === 2, "one more hint, and no other");
  slack.api.invite("C0HIRING");
  // Who invites the bot before binding needs no second press.
  steps.push("/invite");
  await press(buttonsOf(hint.blocks).get("Try again"));
  await slack.api.until(() => slack.api.messages("C0HIRING").find(({ blocks }) => /Requisitions show here/.test(words(blocks))), "the greeting");
  // What was opened before there was a channel has its card now.
  await slack.api.until(() => slack.api.messages("C0HIRING").find(({ blocks }) => /REQ-101 /.test(words(blocks))), "the card");
});

test("people and suppliers are added by one line each, and welcomed once", async () => {
  await step('admin supplier "Hammer & Tongs" tier:1');
  assert.match(words(await say("admin person <@U0LEE|lee> role:am client:acorn")), /Lee|lee is in the directory now, as account manager of Acorn Robotics/);
  await slack.api.until(() => direct("U0LEE").find(({ text }) => /Welcome, lee/.test(text)), "the welcome");
  assert.match(words(await say("admin person <@U0LEE|lee> role:hm client:acorn-robotics site:Phoenix")), /hiring manager at Acorn Robotics/);
  await say("admin people");
  assert.equal(direct("U0LEE").length, 1);
  assert.match(words(await say("admin clients", { user: "U0LEE" })), /Only administrators/);
  assert.match(words(await say("admin revoke <@U0ROBIN>")), /only administrator/);
});

test("a table is pasted into a form, shown, and imported once it has been seen", async () => {
  const opened = slack.api.views.length;
  await slack.deliver(envelope.command(slack.api, "admin import suppliers"));
  const view = await slack.api.until(() => slack.api.views[opened], "the form");
  const rows = "source\texternal_id\tname\ttier\tcategories\nats\t1\tNorthlight\t2\tprofessional\nats\t2\tTortoise\tsoon\tprofessional";
  const submit = async (from, text) => (await slack.deliver(envelope.submit(slack.api, { ...view, ...from }, { rows: text }))).payload;
  const shown = await submit(view, rows);
  assert.equal(shown.response_action, "update");
  assert.match(words(shown.view), /1 new, 0 changed, 0 unchanged, 1 with an error/);
  assert.match(words(shown.view), /Line 3, column tier: /);
  const input = shown.view.blocks.find(({ block_id }) => block_id === "rows");
  assert.equal(input.element.initial_value.trim(), "source,external_id,name,tier,categories\nats,1,Northlight,2,professional\nats,2,Tortoise,soon,professional");
  const mended = await submit(shown.view, input.element.initial_value.replace("soon", "3"));
  assert.match(words(mended.view), /2 new/);
  assert.equal(mended.view.submit.text, "Import");
  // Slack gives back what was typed last, here with the tabs of before.
  const done = await submit(mended.view, rows.replace("soon", "3"));
  assert.equal(done.response_action, "update");
  assert.match(words(done.view), /Imported suppliers: 2 new/);
  assert.match(words(await say("admin suppliers")), /Tortoise/);
  const wrong = await submit(mended.view, "source,name\nats,Good");
  assert.equal(wrong.response_action, "errors");
  assert.match(wrong.errors.rows, /there is no column external_id/);
});

test("released, it is announced, and its clock speaks up in time", async () => {
  assert.match(words(await say("101")), /this channel is for nobody yet/);
  assert.match(words(await say("101", { channel: "D0OTHERS", channelName: "directmessage" })), /REQ-101/);
  await step('101 qualify waive:"terms agreed by phone"', hiring);
  const answer = await step("101 release tier1", hiring);
  assert.match(answer, /released/);
  assert.match(words(await say("101", hiring)), /Coverage due/);
  const checked = await fsck();
  assert.equal(checked.code, 0, checked.out);
  assert.equal((await bot.stop()).code, 0);
  // The demo's clock over the same store: the day goes by at once.
  const later = new Fillrate(["demo", "--port", "0", "--data", join(folder.path, "data"), "--config", bot.config], { env: secrets });
  await later.start();
  await slack.connected();
  const page = await new WebPage(later.url).connect();
  const told = () => direct("U0ROBIN").find(({ blocks }) => /Coverage of REQ-101/.test(words(blocks)));
  // Alerts due together are one message: each step gets the time to be sent.
  for (let i = 0; i < 6 && !told(); i += 1) {
    await page.moveClock({ op: "next" });
    await slack.api.until(told, "the alert", 4000).catch(() => {});
  }
  const alert = await slack.api.until(told, "the alert");
  assert.ok([...buttonsOf(alert.blocks).keys()].some((label) => /On it/.test(label)), words(alert.blocks));
  page.close();
  assert.equal((await later.stop()).code, 0);
  const again = await fsck();
  assert.equal(again.code, 0, again.out);
  assert.ok(steps.length <= 8, `${steps.length} steps: ${steps.join(" | ")}`);
});

test("[admin] people administer at once, and no code is printed", async () => {
  const other = temporaryFolder();
  const named = Fillrate.serve(other.path, { apiUrl: slack.apiUrl, more: `\n[admin]\npeople = ["slack:${slack.api.team}:U0NAMED"]\n` });
  await named.start();
  await slack.connected();
  assert.doesNotMatch(named.output, /claim/i);
  assert.match(words(await say("admin", { user: "U0NAMED" })), /Set up so far/);
  assert.equal((await named.stop()).code, 0);
  other.remove();
});
