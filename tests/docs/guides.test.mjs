// Every block of the guides is what it says: commands run, configurations are good, chat lines are
// answered, quoted source stands in its file. A block's tag says which it is:
//   sh             runs in bash, in one folder per guide, variables kept from block to block
//   sh no-run      needs another machine than the test's; only the commands of `notRun`
//   toml           the file its first line names, judged by `fillrate check`
//   chat           typed into Slack, one line after another
//   cpp, cmake     an excerpt of the file named after the tag
//   text, ini, mermaid: shown only
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import net from "node:net";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { binary, leaksIn, redisProcesses, secrets, temporaryFolder } from "../conformance/peers/fillrate.mjs";
import { SocketModeServer, envelope } from "../conformance/peers/socket_mode_server.mjs";
import { wordsOf } from "../conformance/peers/web_page.mjs";

const root = new URL("../../", import.meta.url).pathname;
const read = (name) => readFileSync(join(root, name), "utf8");
const guides = ["README.md", "SECURITY.md", ...readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`)];
const notRun = ["./run", "./check", "docker build ", "docker run ", "cmake ", "ctest ", "build/dev/fillrate demo"];
const shownOnly = new Set(["text", "ini", "mermaid"]);

function blocksOf(name) {
  const found = [];
  let open = null;
  read(name).split("\n").forEach((line, i) => {
    if (!line.trimStart().startsWith("```")) return open?.lines.push(line);
    if (open) {
      open.text = `${open.lines.join("\n")}\n`;
      return (open = null);
    }
    assert.ok(line.startsWith("```"), `${name}:${i + 1}: an indented block is not looked at`);
    const [tag, ...rest] = line.slice(3).trim().split(" ");
    open = { tag, rest: rest.join(" "), at: `${name}:${i + 1}`, lines: [] };
    return found.push(open);
  });
  assert.equal(open, null, `${name}: a block without an end`);
  return found;
}

async function freePort() {
  const server = net.createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** One reader who follows one guide from its top. */
class Reader {
  async start() {
    this.folder = temporaryFolder();
    this.slack = await new SocketModeServer({ echo: true }).start();
    this.port = await freePort();
    this.number = "";
    mkdirSync(join(this.folder.path, "build/release"), { recursive: true });
    symlinkSync(binary, join(this.folder.path, "build/release/fillrate"));
    writeFileSync(join(this.folder.path, ".variables"), "");
    return this;
  }

  path(name) {
    return join(this.folder.path, name);
  }

  /** What a reader fills in: tokens, and a port that is free here. */
  filledIn(text) {
    return text.replaceAll("'xoxb-...'", secrets.SLACK_BOT_TOKEN).replaceAll("'xapp-...'", secrets.SLACK_APP_TOKEN).replaceAll("127.0.0.1:8080", `127.0.0.1:${this.port}`);
  }

  bash(script) {
    return new Promise((resolve, reject) => {
      const env = { PATH: process.env.PATH, HOME: this.folder.path, LANG: "C.UTF-8", ASAN_OPTIONS: "detect_leaks=0" };
      execFile("bash", ["-euo", "pipefail", "-c", `. ./.variables\n${script}\nexport -p > .variables`], { cwd: this.folder.path, env, timeout: 120000, killSignal: "SIGKILL" }, (problem, out, err) => {
        if (problem) reject(new Error(`${script}\nended with ${problem.code ?? problem.signal}\n${out}${err}${this.log().slice(-2000)}`));
        else resolve(out);
      });
    });
  }

  async configure({ text, at }) {
    const name = /^# (\S+\.toml)\n/.exec(text)?.[1];
    assert.ok(name, `${at}: a configuration begins with "# name.toml"`);
    let wanted = this.filledIn(text).replace("[slack]\n", `[slack]\napi_url = "${this.slack.apiUrl}"\nconnections = 1\n`);
    if (!wanted.includes("[server]")) wanted += `\n[server]\nlisten = "127.0.0.1:${this.port}"\n`;
    writeFileSync(this.path(name), wanted);
    await this.bash(`SLACK_BOT_TOKEN=${secrets.SLACK_BOT_TOKEN} SLACK_APP_TOKEN=${secrets.SLACK_APP_TOKEN} build/release/fillrate check --config ${name}`);
  }

  log() {
    return existsSync(this.path("fillrate.log")) ? readFileSync(this.path("fillrate.log"), "utf8") : "";
  }

  async counted() {
    const text = await (await fetch(`http://127.0.0.1:${this.port}/metrics`)).text();
    return Object.fromEntries([...text.matchAll(/^fillrate_commands_total\{outcome="(\w+)"\} (\d+)$/gm)].map(([, outcome, value]) => [outcome, Number(value)]));
  }

  /** Types a line as Slack sends it: names of people and channels as their ids. */
  async say(line) {
    assert.ok(line.startsWith("/hire "), line);
    const code = /Claim this workspace: type \/hire claim (\S+)/.exec(this.log())?.[1];
    const text = line.slice(6).replace(/^claim \S+/, `claim ${code}`).replace(/^101\b/, this.number)
      .replace(/(^| )@(\w+)/g, (_, before, name) => `${before}<@U0${name.toUpperCase()}|${name}>`)
      .replace(/(^| )#(\w+)/g, (_, before, name) => `${before}<#C0${name.toUpperCase()}|${name}>`);
    const before = await this.counted();
    const place = { channel: "D0READER", channelName: "directmessage" };
    const ack = await this.slack.deliver(envelope.command(this.slack.api, text, place));
    const words = wordsOf(ack.payload);
    const after = await this.counted();
    for (const bad of ["refused", "failed"]) assert.equal(after[bad], before[bad], `${line}: ${words}`);
    assert.equal(after.committed, before.committed + 1, `${line} changed nothing: ${words}`);
    if (text.startsWith("req new ")) this.number = /REQ-(\d+)/.exec(words)[1];
  }

  async stop() {
    for (const name of ["fillrate.pid", "redis.pid"]) {
      await this.bash(`if [ -s ${name} ] && kill "$(cat ${name})" 2> /dev/null; then tail --pid="$(cat ${name})" --follow /dev/null; fi`);
    }
    for (const pid of redisProcesses(this.folder.path)) process.kill(pid, "SIGKILL");
    await this.slack.stop();
    const output = this.log();
    this.folder.remove();
    assert.deepEqual(leaksIn(output), []);
    assert.doesNotMatch(output, /ERROR: AddressSanitizer|runtime error:/);
  }
}

const follow = {
  sh: (reader, { text }) => reader.bash(reader.filledIn(text)),
  toml: (reader, block) => reader.configure(block),
  chat: async (reader, { lines }) => {
    for (const line of lines) await reader.say(line);
  },
};

for (const name of guides) {
  const steps = blocksOf(name).filter(({ tag, rest }) => follow[tag] && rest === "");
  if (steps.length === 0) continue;
  test(`${name}, step by step`, async (context) => {
    const reader = await new Reader().start();
    try {
      for (const step of steps) await context.test(`${step.at} ${step.tag}`, () => follow[step.tag](reader, step));
    } finally {
      await reader.stop();
    }
  });
}

test("every block has a known tag, and few are not run", () => {
  let kept = 0;
  for (const name of guides) {
    for (const { tag, rest, at, lines } of blocksOf(name)) {
      const excerpt = (tag === "cpp" || tag === "cmake") && rest !== "";
      const plain = rest === "" && (follow[tag] || shownOnly.has(tag));
      const left = tag === "sh" && rest === "no-run";
      assert.ok(excerpt || plain || left, `${at}: ${tag} ${rest} is no tag of a guide`);
      if (!left) continue;
      kept += 1;
      for (const line of lines.filter(Boolean)) assert.ok(notRun.some((start) => line.startsWith(start)), `${at}: "${line}" could run here`);
    }
  }
  assert.ok(kept <= 5, `${kept} blocks are not run`);
});

test("quoted source stands in its file as it is quoted", () => {
  let looked = 0;
  for (const name of guides) {
    for (const { tag, rest, text, at } of blocksOf(name)) {
      if (tag !== "cpp" && tag !== "cmake") continue;
      assert.ok(read(rest).includes(text), `${at}: not in ${rest}`);
      looked += 1;
    }
  }
  assert.ok(looked >= 5);
});

test("links between the guides lead somewhere", () => {
  let looked = 0;
  for (const name of guides) {
    for (const [, target] of read(name).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)) {
      if (/^https?:/.test(target)) continue;
      assert.ok(existsSync(join(root, dirname(name), target)), `${name}: ${target}`);
      looked += 1;
    }
  }
  assert.ok(looked >= 8);
});

test("the Redis user of the operating guide is exactly the one the program is tested with", () => {
  const source = read("integrations/redis/deploy.cpp");
  const commands = [...source.slice(source.indexOf("24> commands{"), source.indexOf("};", source.indexOf("24> commands{"))).matchAll(/"([a-z]+)"/g)].map(([, word]) => word);
  assert.equal(commands.length, 24);
  const line = /acl setuser fillrate [\s\S]*?\n(?=export)/.exec(read("docs/operating.md"))[0];
  assert.deepEqual([...line.matchAll(/\+([a-z]+)/g)].map(([, word]) => word).sort(), commands.sort());
  assert.match(line, /resetkeys resetchannels -@all '~fr:\*'/);
});
