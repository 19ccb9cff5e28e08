// A demo and the people who talk to it, each through pages of their own.
import assert from "node:assert/strict";
import { Fillrate, leaksIn, run, temporaryFolder } from "../conformance/peers/fillrate.mjs";
import { WebPage, said, wordsOf } from "../conformance/peers/web_page.mjs";

export class DemoDesk {
  #pages = new Map();
  #every = [];

  constructor() {
    this.folder = temporaryFolder();
  }

  async start() {
    this.bot = await Fillrate.demo(this.folder.path).start();
  }

  async stop() {
    for (const one of this.#every) one.close();
    const { code } = await this.bot.stop();
    assert.equal(code, 0, this.bot.output);
    assert.deepEqual(leaksIn(this.bot.output), []);
    this.folder.remove();
  }

  // A page that sends more than some forty frames at once is cut off: a new one takes over in time, the old one reads on.
  page = async (as) => {
    const found = this.#pages.get(as);
    if (found?.open && found.sent < 30) return found;
    const opened = await new WebPage(this.bot.url, { as }).connect();
    this.#pages.set(as, opened);
    this.#every.push(opened);
    return opened;
  };

  /** Says a line and gives back all the words of the answer, wherever they are shown. */
  say = async (as, channel, text, options) => {
    const speaker = await this.page(as);
    const reply = await speaker.line(channel, text, options);
    if (!reply.posted) return said(reply);
    const entry = await speaker.until(() => speaker.entries(channel).find(({ id }) => id === `r-${reply.to}`), "the answer in the channel");
    return wordsOf(entry.m);
  };

  /** Says a line that must change something. */
  change = async (as, channel, text, options) => {
    const before = await this.bot.outcome("committed");
    const words = await this.say(as, channel, text, options);
    assert.equal(await this.bot.outcome("committed"), before + 1, `"${text}" changed nothing: ${words}`);
    return words;
  };

  /** Says a line that must be refused or only asked about. */
  refuse = async (as, channel, text) => {
    const before = await this.bot.outcome("committed");
    const words = await this.say(as, channel, text);
    assert.equal(await this.bot.outcome("committed"), before, `"${text}" changed something: ${words}`);
    return words;
  };

  fsck = async () => {
    const { code, out, err } = await run(["fsck", "--data", `${this.folder.path}/data`]);
    assert.equal(code, 0, out + err);
    assert.match(out, /all as it should be/);
    return out;
  };
}
