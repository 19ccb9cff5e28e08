// The demo as a new user meets it: the real binary, its data, and the steps of "Try this" in a real
// browser.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Fillrate, temporaryFolder } from "../conformance/peers/fillrate.mjs";
import { startBrowser } from "./browser.mjs";

let folder;
let bot;
let browser;
let page;
const problems = [];

before(async () => {
  folder = temporaryFolder();
  bot = Fillrate.demo(folder.path);
  await bot.start();
  browser = await startBrowser();
  page = await browser.context.newPage();
  page.on("pageerror", (error) => problems.push(error.message));
  await page.goto(bot.url);
  await page.getByRole("complementary", { name: "Demo" }).getByRole("button", { name: /^me undo/ }).waitFor();
});
after(async () => {
  await browser?.stop();
  await bot?.stop();
  folder?.remove();
});

const log = () => page.locator("#log");
const step = (start) => page.getByRole("complementary", { name: "Demo" }).getByRole("button", { name: start });
const card = (title) => log().locator(".card").filter({ has: page.getByRole("heading", { name: title }) }).last();

test("every step of Try this does what it says", async () => {
  await step(/^me What/).click();
  await log().locator(".private").last().waitFor();

  await step(/^req new/).click();
  await page.getByRole("heading", { name: "dockside-internal" }).waitFor();
  await log().getByText("REQ-221 is open for intake.").waitFor();
  await card(/^REQ-221/).getByText("in intake", { exact: true }).waitFor();

  await step(/^221 qualify/).click();
  await log().getByText(/REQ-221 is qualified/).waitFor();

  await step(/^221 release/).click();
  await card(/^REQ-221/).getByText("open", { exact: true }).waitFor();

  await step(/^221 accept/).click();
  await page.getByRole("heading", { name: "shiftbridge" }).waitFor();
  await log().getByText("You work REQ-221 with 4 heads.").waitFor();

  await step(/^104 hold/).click();
  await page.getByRole("heading", { name: "acorn-internal" }).waitFor();
  await card(/^REQ-104/).getByText(/^on hold/).waitFor();
  await step(/^me undo/).click();
  await log().getByText(/undone|taken back/i).last().waitFor();

  await step(/^207/).click();
  await log().getByText("There is no REQ-207 that you can see here.").waitFor();
  assert.equal(await log().getByText("Nova Health").count(), 0);
});

test("a clock that is driven to its due time speaks up, and one tap and a time answer it", async () => {
  await page.getByRole("combobox", { name: "Speak as" }).selectOption({ label: "Robin Quill" });
  const direct = page.getByRole("navigation", { name: "Channels" }).getByRole("button", { name: /^Acme Hiring Desk/ });
  await direct.click();
  // What is due first may be no alert of Robin's.
  const act = log().getByRole("button", { name: /^On it, by/ });
  for (let i = 0; i < 8 && (await act.count()) === 0; i += 1) {
    await page.getByRole("button", { name: "Next due" }).click();
    await act.first().waitFor({ timeout: 5000 }).catch(() => {});
  }
  await act.last().click();
  await page.getByRole("dialog").getByRole("button", { name: "On it" }).click();
  await log().getByText(/You are on it, by .* Alerts wait until then\./).waitFor();
});

test("a resume is chosen in the form, kept, and saved by the link that opens it once", async () => {
  await page.getByRole("combobox", { name: "Speak as" }).selectOption({ label: "Hattie Maul" });
  await page.getByRole("navigation", { name: "Channels" }).getByRole("button", { name: /hammer/i }).first().click();
  const say = async (text) => {
    await page.locator("#line").fill(text);
    await page.locator("#line").press("Enter");
  };
  await say("104 submit");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Paige Turner");
  await dialog.getByLabel(/E-mail/).fill("paige.turner@example.test");
  const file = dialog.locator("input[type=file]");
  const bytes = Buffer.from("%PDF-1.7\nladder logic\n%%EOF\n");
  await file.setInputFiles({ name: "cv.txt", mimeType: "application/pdf", buffer: Buffer.from("a text") });
  await dialog.getByRole("button", { name: "Submit" }).click();
  await dialog.getByText(/not a PDF or Word/).waitFor();
  await file.setInputFiles({ name: "cv.pdf", mimeType: "application/pdf", buffer: bytes });
  await dialog.getByRole("button", { name: "Submit" }).click();
  const told = await log().getByText(/S-\d+, Paige Turner, is put forward/).first().textContent();
  await say(`${/S-\d+/.exec(told)[0]} resume`);
  const saved = new Promise((resolve) => {
    page.on("download", resolve);
    page.context().on("page", (opened) => opened.on("download", resolve));
  });
  await log().getByRole("link", { name: /^Resume of S-/ }).last().click();
  const download = await saved;
  assert.equal(download.suggestedFilename(), `${/S-\d+/.exec(told)[0]}.pdf`);
});

test("a reload shows everything once, in the same order", async () => {
  await page.getByRole("combobox", { name: "Speak as" }).selectOption({ label: "Robin Quill" });
  await page.getByRole("navigation", { name: "Channels" }).getByRole("button", { name: /^dockside-internal/ }).click();
  await card(/^REQ-221/).waitFor();
  const titles = () => log().locator("li.message:not(.private) h3").allTextContents();
  const before = await titles();
  await page.reload();
  await page.getByRole("navigation", { name: "Channels" }).getByRole("button", { name: /^dockside-internal/ }).click();
  await card(/^REQ-221/).waitFor();
  assert.deepEqual(await titles(), before);
  assert.equal(before.filter((title) => title.startsWith("REQ-221")).length, 1, "one living card");
  assert.deepEqual(problems, []);
});
