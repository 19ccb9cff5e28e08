// The web chat's page in a real browser, against a scripted engine (tests/web/harness.cpp).
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { startBrowser, startHarness } from "./browser.mjs";

let browser;
let harness;
let page;
let outside;

before(async () => { browser = await startBrowser(); });
after(async () => { await browser?.stop(); });
beforeEach(async () => {
  harness = await startHarness();
  outside = [];
  page = await open();
});
afterEach(async () => {
  await page.close();
  await harness.stop();
  assert.deepEqual(outside, []);
});

async function open(hash = "", viewport = null) {
  const opened = await browser.context.newPage();
  opened.on("pageerror", (error) => outside.push(`error: ${error.message}`));
  opened.on("request", (request) => request.url().startsWith(harness.url) || outside.push(request.url()));
  if (viewport) await opened.setViewportSize(viewport);
  await opened.goto(harness.url + hash);
  await opened.locator("#as option").first().waitFor({ state: "attached" });
  return opened;
}

const line = (from = page) => from.getByRole("combobox", { name: "Message or command" });
const log = (from = page) => from.locator("#log");
const channel = (name, from = page) => from.getByRole("navigation", { name: "Channels" }).getByRole("button", { name });

async function say(text, from = page) {
  await line(from).fill(text);
  await from.keyboard.press("Escape");
  await from.keyboard.press("Enter");
}

async function speakAs(name, from = page) {
  await from.getByRole("combobox", { name: "Speak as" }).selectOption({ label: name });
  await from.locator("#role").filter({ hasText: /./ }).waitFor();
}

test("a command is typed, its private reply is marked, and every block is drawn", async () => {
  await say("blocks");
  const reply = log().locator(".private").last();
  await reply.getByText("Only you see this").waitFor();
  await reply.getByRole("heading", { name: "REQ-104 Controls Engineer" }).waitFor();
  assert.equal(await reply.getByRole("table").getByRole("columnheader").count(), 3);
  assert.equal(await reply.getByRole("term").count(), 3);
  assert.equal(await reply.locator("time").textContent(), "Mon 30 Nov 15:00 MST");
  assert.equal(await reply.locator("hr").count(), 1);
  await reply.getByRole("button", { name: "On it, by 15:00" }).click();
  await log().getByText("Pressed press:on_it.").waitFor();
});

test("foreign text is shown letter by letter and never runs", async () => {
  const canary = "<img src=x onerror=\"window.hurt=1\"><script>window.hurt=1</script>&lt;b&gt; ${hurt}";
  await say(canary);
  await log().locator(".mine").getByText(canary).waitFor();
  await log().locator(".private").getByText(`You said: ${canary}`).waitFor();
  await harness.append("hiring", {
    title: canary, tone: "bad",
    blocks: [{ fields: [[canary, [{ b: canary }, { person: canary }]]] }, { table: [[canary], [canary]], caption: canary },
      { buttons: [{ label: canary, value: "v", confirm: canary }] }, { context: [{ c: canary }] }],
  });
  const card = log().locator(".card").last();
  await card.getByRole("heading", { name: canary }).waitFor();
  await card.getByRole("button", { name: canary }).click();
  await page.getByRole("dialog", { name: canary }).waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => window.hurt), undefined);
  assert.equal(await log().locator("img, script").count(), 0);
});

test("the input completes with the keyboard alone", async () => {
  const input = line();
  await input.focus();
  await page.keyboard.type("207 ho");
  const list = page.getByRole("listbox", { name: "Commands" });
  await list.getByRole("option", { name: /^207 hold budget/ }).waitFor();
  assert.equal(await input.getAttribute("aria-expanded"), "true");
  await page.keyboard.press("ArrowDown");
  const active = await input.getAttribute("aria-activedescendant");
  assert.equal(await page.locator(`#${active}`).getAttribute("aria-selected"), "true");
  await page.keyboard.press("Enter");
  assert.equal(await input.inputValue(), "207 hold budget");
  assert.equal(await list.isVisible(), false);
  await page.keyboard.press("Enter");
  await log().getByText("You said: 207 hold budget").waitFor();
  await page.keyboard.type("me u");
  await page.keyboard.press("Tab");
  assert.equal(await input.inputValue(), "me undo");
  await page.keyboard.press("Escape");
  await input.fill("");
  await page.keyboard.press("ArrowUp");
  assert.equal(await input.inputValue(), "207 hold budget");
  await page.keyboard.press("ArrowDown");
  assert.equal(await input.inputValue(), "");
  await page.keyboard.type("104 owner @ro");
  await page.keyboard.press("Tab");
  assert.equal(await input.inputValue(), "104 owner @robin ");
});

test("a form takes the focus, shows problems at their fields, and ends where it began", async () => {
  await say("form");
  const dialog = page.getByRole("dialog", { name: "New requisition" });
  await dialog.waitFor();
  const role = dialog.getByLabel("Role");
  assert.equal(await role.evaluate((element) => element === document.activeElement), true);
  await page.keyboard.press("Enter");
  await dialog.getByText("This is needed.").first().waitFor();
  assert.equal(await role.getAttribute("aria-invalid"), "true");
  assert.match(await role.getAttribute("aria-describedby"), /field-title-problem/);
  await role.fill("bad");
  await dialog.getByLabel("Site").selectOption("chi");
  await dialog.getByLabel("Night").check();
  await dialog.getByLabel("Start").fill("2026-12-07");
  await dialog.getByRole("button", { name: "Create" }).click();
  await dialog.getByText("No client knows this role.").waitFor();
  assert.equal(await role.evaluate((element) => element === document.activeElement), true);
  assert.equal(await dialog.getByLabel("Start").inputValue(), "2026-12-07");
  await role.fill("Controls Engineer");
  await page.keyboard.press("Enter");
  await log().getByText("Created Controls Engineer at chi.").waitFor();
  assert.equal(await dialog.isVisible(), false);
  assert.equal(await line().evaluate((element) => element === document.activeElement), true);
  const sent = (await harness.requests()).at(-1);
  assert.deepEqual(sent.fields, { title: "Controls Engineer", openings: "1", site: "chi", shifts: "day,night", start: "2026-12-07", note: "" });
});

test("a living card changes where it stands, its thread stays with it, and focus survives", async () => {
  await say("card draft");
  const card = log().locator(".message", { has: page.getByRole("heading", { name: /^REQ-104/ }) });
  await card.getByText("Robin: draft").waitFor();
  await card.getByRole("button", { name: "Release" }).focus();
  await page.keyboard.press("Enter");
  await card.getByText("Robin: released").waitFor();
  assert.equal(await card.count(), 1);
  assert.equal(await card.getByText("released", { exact: true }).count(), 1);
  assert.equal(await card.getByText("Robin: draft").count(), 1);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Release");
  await harness.append("hiring", { summary: "First words." }, { id: "m-1" });
  await log().getByText("First words.").waitFor();
  await harness.append("hiring", { summary: "Second thoughts." }, { id: "m-2", edits: "m-1" });
  await log().getByText("Second thoughts.").waitFor();
  assert.equal(await log().getByText("First words.").count(), 0);
  await card.getByRole("button", { name: /^Reply in thread/ }).click();
  await page.keyboard.type("hold budget");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await card.getByText("You said: hold budget").waitFor();
  assert.match((await harness.requests()).at(-1).thread, /^out-/);
});

test("a dangerous press is asked about first", async () => {
  await say("card draft");
  const button = log().getByRole("button", { name: "Cancel it" });
  await button.click();
  const dialog = page.getByRole("dialog", { name: "Cancel REQ-104 for everybody?" });
  await dialog.getByRole("button", { name: "Cancel", exact: true }).click();
  assert.equal((await harness.requests()).length, 1);
  await button.click();
  await dialog.getByRole("button", { name: "Cancel it" }).click();
  await log().getByText("Pressed press:cancel.").waitFor();
});

test("a broken connection loses nothing and doubles nothing", async () => {
  await say("before");
  await log().getByText("You said: before").waitFor();
  for (let round = 0; round < 3; ++round) {
    await harness.down();
    await page.getByRole("status").filter({ hasText: "The connection is lost." }).waitFor();
    await say(`while away ${round}`);
    await harness.append("hiring", { summary: `Entry ${round}.` });
    await harness.up();
    await log().getByText(`You said: while away ${round}`).waitFor();
    await log().getByText(`Entry ${round}.`).waitFor();
  }
  await harness.append("hiring", { summary: "The last one." });
  await log().getByText("The last one.").waitFor();
  for (let round = 0; round < 3; ++round) {
    assert.equal(await log().getByText(`Entry ${round}.`).count(), 1);
    assert.equal(await log().getByText(`You said: while away ${round}`).count(), 1);
  }
  assert.equal(await log().getByText("Good morning.").count(), 1);
  const lines = (await harness.requests()).map((one) => one.text);
  assert.deepEqual(lines, ["before", "while away 0", "while away 1", "while away 2"]);
});

test("what could not be saved is sent again with the same id", async () => {
  await say("unsettled");
  await log().getByText("You said: unsettled").waitFor();
  assert.equal(await log().getByText("The store is away.").count(), 0);
  const requests = await harness.requests();
  assert.equal(requests.length, 1);
  assert.ok(requests[0].times >= 2);
});

test("everybody sees a public reply, and two personas see only their own channels", async () => {
  const ana = await open("#ana");
  await speakAs("Ana Petrov-Lind", ana);
  assert.equal(await channel("#hiring", ana).count(), 0);
  await channel("#acorn-robotics").click();
  await say("public two more in May", ana);
  await log(ana).getByText("ana: two more in May").waitFor();
  await log().getByText("ana: two more in May").waitFor();
  await harness.append("hiring", { summary: "Internal only." });
  await harness.append("acorn", { summary: "For both." });
  await log(ana).getByText("For both.").waitFor();
  await log().getByText("For both.").waitFor();
  await channel(/#hiring 1 new/).waitFor();
  assert.equal(await ana.getByText("Internal only.").count(), 0);
  await say("only mine", ana);
  await log(ana).getByText("You said: only mine").waitFor();
  assert.equal(await log().getByText("only mine").count(), 0);
  await speakAs("Sol Feather");
  await page.getByRole("heading", { name: "#quillfeather" }).waitFor();
  assert.equal(await log().getByText("For both.").count(), 0);
  await speakAs("Robin Quill");
  await log().getByText("For both.").waitFor();
  await ana.close();
});

test("the steps change persona and channel, fill and send", async () => {
  await page.getByRole("complementary", { name: "Demo" }).getByRole("button", { name: /^public 104 note/ }).click();
  await page.getByRole("heading", { name: "#acorn-robotics" }).waitFor();
  await log().getByText('ana: 104 note "two more in May"').waitFor();
  assert.equal((await harness.requests()).at(-1).as, "ana");
  assert.equal(await page.getByRole("combobox", { name: "Speak as" }).inputValue(), "ana");
});

test("the demo's time is shown with its zone and can be driven", async () => {
  const clock = page.getByRole("timer");
  await clock.filter({ hasText: /30 Nov 2026.* 10:0/ }).waitFor();
  await page.getByText("Chicago time").waitFor();
  await page.getByRole("button", { name: "+1 h" }).click();
  await clock.filter({ hasText: /11:0/ }).waitFor();
  await page.getByRole("button", { name: "Next due" }).click();
  await clock.filter({ hasText: /11:4/ }).waitFor();
  await page.getByRole("button", { name: "Play ×60" }).click();
  await page.locator('[data-speed="60"][aria-pressed="true"]').waitFor();
  await page.getByRole("button", { name: "Pause" }).click();
  await page.locator('[data-speed="0"][aria-pressed="true"]').waitFor();
});

test("everything is reached by keyboard, and new messages are announced", async () => {
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the message box");
  await page.keyboard.press("Enter");
  await page.keyboard.type("blocks");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await log().getByRole("button", { name: "On it, by 15:00" }).last().waitFor();
  const announced = page.locator('[role="log"][aria-live="polite"]');
  await announced.getByText("Only you see this: REQ-104 waits for Acorn Robotics.").waitFor({ state: "attached" });
  const reached = new Set();
  for (let i = 0; i < 60; ++i) {
    await page.keyboard.press("Shift+Tab");
    reached.add(await page.evaluate(() => document.activeElement.id || document.activeElement.textContent));
  }
  for (const name of ["On it, by 15:00", "#acorn-robotics", "as", "log", "hour", "next"]) {
    assert.ok(reached.has(name), `${name} is not among ${[...reached].join(" | ")}`);
  }
});

/** Checks by hand what a checker would: names, labels, ids, headings, landmarks, contrast. */
async function audit(from) {
  return from.evaluate(() => {
    const problems = [];
    const shown = (element) => element.checkVisibility({ visibilityProperty: true });
    const name = (element) => element.getAttribute("aria-label") || element.textContent.trim() ||
      [...(element.labels || [])].map((label) => label.textContent).join("");
    for (const element of document.querySelectorAll("button, a, input, select, textarea")) {
      if (shown(element) && !name(element)) problems.push(`no name: ${element.outerHTML.slice(0, 80)}`);
    }
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
    problems.push(...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `id twice: ${id}`));
    for (const attribute of ["aria-controls", "aria-labelledby", "for"]) {
      for (const element of document.querySelectorAll(`[${attribute}]`)) {
        if (!document.getElementById(element.getAttribute(attribute)) && !element.closest("dialog:not([open])") && element.id !== "dialog") {
          problems.push(`${attribute} to nowhere: ${element.getAttribute(attribute)}`);
        }
      }
    }
    for (const landmark of ["header", "main", "nav", "aside"]) if (!document.querySelector(landmark)) problems.push(`no ${landmark}`);
    if (document.querySelectorAll("h1").length !== 1) problems.push("not one h1");
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const rgba = (color) => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const light = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
      .reduce((sum, c, index) => sum + c * [0.2126, 0.7152, 0.0722][index], 0);
    const back = (element) => {
      for (let at = element; at; at = at.parentElement) {
        const color = rgba(getComputedStyle(at).backgroundColor);
        if (color[3] === 255) return color;
      }
      return [255, 255, 255, 255];
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || !shown(element) || element.closest(".unseen, .skip, noscript, script, option")) continue;
      const [one, two] = [light(rgba(getComputedStyle(element).color)), light(back(element))].sort((a, b) => b - a);
      const contrast = (one + 0.05) / (two + 0.05);
      if (contrast < 4.5) problems.push(`contrast ${contrast.toFixed(2)}: ${walker.currentNode.data.trim().slice(0, 40)}`);
    }
    return problems;
  });
}

for (const colorScheme of ["light", "dark"]) {
  test(`names, labels, landmarks and contrast hold in ${colorScheme}`, async () => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await say("blocks");
    await say("card released");
    await log().getByText("Robin: released").waitFor();
    assert.deepEqual(await audit(page), []);
    await say("form");
    await page.getByRole("dialog").getByRole("button", { name: "Create" }).click();
    await page.getByText("This is needed.").first().waitFor();
    assert.deepEqual(await audit(page), []);
    if (process.env.FILLRATE_SCREENSHOTS) {
      await page.screenshot({ path: `${process.env.FILLRATE_SCREENSHOTS}/form-${colorScheme}.png` });
      await page.keyboard.press("Escape");
      await page.screenshot({ path: `${process.env.FILLRATE_SCREENSHOTS}/desktop-${colorScheme}.png` });
      await line().fill("104 h");
      await page.screenshot({ path: `${process.env.FILLRATE_SCREENSHOTS}/completion-${colorScheme}.png` });
    }
  });
}

test("a phone of 360 pixels shows everything without scrolling sideways", async () => {
  const phone = await open("", { width: 360, height: 740 });
  const fits = async () => assert.ok(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  const shoot = async (name) => {
    if (process.env.FILLRATE_SCREENSHOTS) await phone.screenshot({ path: `${process.env.FILLRATE_SCREENSHOTS}/phone-${name}.png` });
  };
  await fits();
  await say("blocks", phone);
  await say("card released", phone);
  await log(phone).getByText("Robin: released").waitFor();
  await say(`long ${"unbroken".repeat(60)}`, phone);
  await fits();
  const wide = await log(phone).evaluate((element) => [...element.querySelectorAll(".card, .mine")]
    .filter((card) => card.getBoundingClientRect().right > innerWidth).length);
  assert.equal(wide, 0);
  await shoot("messages");
  await phone.getByRole("button", { name: "Channels" }).click();
  const acorn = channel("#acorn-robotics", phone);
  await acorn.waitFor();
  await fits();
  await shoot("channels");
  await acorn.click();
  await phone.getByRole("heading", { name: "#acorn-robotics" }).waitFor();
  await phone.getByRole("button", { name: "Try this" }).click();
  await phone.getByRole("button", { name: /^blocks/ }).waitFor();
  await fits();
  await shoot("steps");
  await phone.keyboard.press("Escape");
  await say("form", phone);
  await phone.getByRole("dialog").waitFor();
  await fits();
  await shoot("form");
  assert.deepEqual(await audit(phone), []);
  await phone.close();
});
