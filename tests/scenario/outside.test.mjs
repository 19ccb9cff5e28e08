// What the program promises to its surroundings: exit codes, messages with the fix, files, ports,
// signals, loopback-only pages, and secrets that are never printed.
import assert from "node:assert/strict";
import { chmodSync, existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import net from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Fillrate, leaksIn, run, secrets, slackConfiguration, temporaryFolder } from "../conformance/peers/fillrate.mjs";
import { SocketModeServer } from "../conformance/peers/socket_mode_server.mjs";

async function withFolder(body) {
  const folder = temporaryFolder();
  try {
    return await body(folder.path);
  } finally {
    folder.remove();
  }
}

const configuration = (folder, text) => {
  const file = join(folder, "fillrate.toml");
  writeFileSync(file, text);
  return file;
};

test("--version and --help answer, wrong usage is exit 2", async () => {
  assert.match((await run(["--version"])).out, /^fillrate \d/);
  const help = await run(["--help"]);
  assert.equal(help.code, 0);
  for (const command of ["demo", "serve", "check", "manifest", "fsck"]) assert.match(help.out, new RegExp(command));
  for (const wrong of [[], ["dance"], ["serve"], ["demo", "--port", "x"], ["demo", "--port", "70000"], ["manifest", "irc", "--config", "x", "--out", "y"], ["fsck"]]) {
    assert.equal((await run(wrong)).code, 2, wrong.join(" "));
  }
});

test("a wrong configuration is exit 2 with file, line, key and what was expected", async () => withFolder(async (folder) => {
  const wrong = [
    ['[server]\nlisten = 7\n', "2: server.listen: expected a text in quotes"],
    ['[server]\nlisten = "127.0.0.1:99999"\n', '2: server.listen: expected "address:port"'],
    ['[server]\nadmin_listen = "9090"\n', '2: server.admin_listen: expected "address:port"'],
    ['[slack]\nmode = "carrier pigeon"\n', '2: slack.mode: expected one of "socket" "http"'],
    ['[slack]\nreconcile = "ask"\n', '2: slack.reconcile: expected one of "echo+history"'],
    ['[slack]\ncommand = "hire"\n', '2: slack.command: expected a slash command such as "/hire"'],
    ['[slack]\nconnections = 5\n', "2: slack.connections: expected a whole number from 1 to 4"],
    ['[slack]\n# a proxy\napi_url = "https://slack.example.com/api/"\n', "3: slack.api_url: not a host of Slack"],
    ['[slack]\ncolour = "red"\n', "2: slack.colour: unknown key"],
    ['[slack]\nconections = 2\n', "2: slack.conections: unknown key; did you mean connections?"],
    ['[stoer]\nurl = "embedded"\n', "1: stoer: unknown key; did you mean store?"],
    ['\n[weather]\nrain = true\n', "2: weather: unknown key"],
    ['log = "debug"\n', "1: log: expected a section [log]"],
    ['[teams]\ncloud = "public"\n', "1: teams: Microsoft Teams comes in a later release; leave the section out"],
    ['[mail]\nsmtp = ""\n', "1: mail: outgoing mail comes in a later release"],
    ['[policy]\nfile = 7\n', "2: policy.file: expected a text in quotes"],
    ['[policy]\nflie = "policies.toml"\n', "2: policy.flie: unknown key; did you mean file?"],
    ['[web]\nchat = true\n', "2: web.chat: expected false"],
    ['[web]\nchat = "yes"\n', "2: web.chat: expected true or false"],
    ['[store]\nshards = 0\n', "2: store.shards: expected a whole number from 1 to 100"],
    ['[store]\n\n\nurl = "mysql://127.0.0.1"\n', "4: store.url: Redis address: unknown kind; expected redis://"],
    ['[store]\ndata_dir = ""\n', '2: store.data_dir: expected a folder such as "./data"'],
    ['[store]\nmax_memory = "plenty"\n', '2: store.max_memory: expected a size such as "512mb"'],
    ['[organisation]\ndefault_zone = "Chicago"\n', "2: organisation.default_zone: expected an IANA time zone"],
    ['[admin]\npeople = "slack:T1:U1"\n', "2: admin.people: expected a list of texts"],
    ['[admin]\npeople = [\n  "slack:T1:U1",\n  7\n]\n', "4: admin.people: expected a list of texts"],
    ['[log]\n\nlevel = "loud"\n', "3: log.level: expected one of debug, info, warn, error, off"],
    ['[log]\nlevel = "info"\nlevel = "debug"\n', "3: "],
    ['[store\n', "1: "],
  ];
  for (const [text, expected] of wrong) {
    const file = configuration(folder, text);
    const { code, err } = await run(["serve", "--config", file]);
    assert.equal(code, 2, text);
    assert.ok(err.startsWith(`fillrate: ${file}:${expected}`), `${text}${err}`);
    assert.equal(err.trim().split("\n").length, 1, err);
    assert.ok(err.trim().length > `fillrate: ${file}:${expected}`.length - 2, err);
  }
  const file = configuration(folder, "[slack]\nconections = 2\n");
  for (const command of [["serve"], ["check"], ["demo"], ["fsck"], ["manifest", "slack", "--out", folder]]) {
    const { code, err } = await run([...command, "--config", file]);
    assert.equal(code, 2, command.join(" "));
    assert.match(err, /fillrate\.toml:2: slack\.conections: unknown key; did you mean connections\?/);
  }
  for (const absent of [join(folder, "absent.toml"), folder]) {
    const { code, err } = await run(["serve", "--config", absent]);
    assert.equal(code, 2, err);
    assert.equal(err, `fillrate: ${absent}: cannot be read; give the path of a configuration file\n`);
  }
  const manifest = await run(["manifest", "slack", "--out", folder, "--config", configuration(folder, `[slack]\n[organisation]\nbot_name = "${"x".repeat(36)}"\n`)]);
  assert.equal(manifest.code, 2);
  assert.match(manifest.err, /fillrate\.toml:3: organisation\.bot_name: 1 to 35 characters/);
  const misplaced = await run(["serve", "--config", configuration(folder, `[slack]\n${secrets.SLACK_BOT_TOKEN} = 1\n`)]);
  assert.match(misplaced.err, /fillrate\.toml:2: slack\.xoxb-\[redacted\]: unknown key/);
  assert.ok(!misplaced.err.includes("secret"), misplaced.err);
}));

test("an external store that is not there is exit 3 with the reason", async () => withFolder(async (folder) => {
  for (const url of ["redis://127.0.0.1:1", `unix://${folder}/none.sock`]) {
    const { code, err } = await run(["serve", "--config", configuration(folder, `[store]\nurl = "${url}"\ndata_dir = "${folder}/data"\n`)], { env: { FILLRATE_KEY: Buffer.alloc(32, 7).toString("base64") } });
    assert.equal(code, 3, `${url} ${err}`);
    assert.ok(err.length > 20, err);
  }
}));

test("an occupied port is said in one line with the fix", async () => withFolder(async (folder) => {
  const server = net.createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address();
  const { code, err } = await run(["demo", "--port", String(port), "--data", join(folder, "data")]);
  server.close();
  assert.notEqual(code, 0);
  const lines = err.trim().split("\n");
  assert.equal(lines.length, 1, err);
  assert.match(lines[0], new RegExp(`${port}`));
  assert.match(lines[0], /in use.*--port/);
}));

test("check prints one line per check and names the next missing step", async () => withFolder(async (folder) => {
  const slack = await new SocketModeServer().start();
  try {
    const file = configuration(folder, `[store]\ndata_dir = "${folder}/data"\n${slackConfiguration({ mode: "socket", apiUrl: slack.apiUrl })}`);
    const nextOf = async (env, faults = () => {}) => {
      faults();
      const { code, out, err } = await run(["check", "--config", file], { env });
      assert.deepEqual(leaksIn(out + err), []);
      return { code, next: /^next: (.*)$/m.exec(out)?.[1], out };
    };
    assert.match((await nextOf({})).next, /SLACK_BOT_TOKEN/);
    assert.match((await nextOf({ SLACK_BOT_TOKEN: secrets.SLACK_BOT_TOKEN })).next, /SLACK_APP_TOKEN/);
    const wrong = await nextOf({ ...secrets, SLACK_BOT_TOKEN: "xoxb-wrong" });
    assert.equal(wrong.code, 1);
    assert.match(wrong.next, /reinstall|token/i);
    const wrongApp = await nextOf({ ...secrets, SLACK_APP_TOKEN: "xapp-wrong" });
    assert.match(wrongApp.next, /connections:write/);
    const good = await nextOf(secrets);
    assert.equal(good.code, 0, good.out);
    assert.equal(good.next, undefined);
  } finally {
    await slack.stop();
  }
}));

test("the manifest is complete and asks for little", async () => withFolder(async (folder) => {
  for (const [mode, publicUrl] of [["socket", ""], ["http", "https://bot.example.com"]]) {
    const file = configuration(folder, `[server]\npublic_url = "${publicUrl}"\n${slackConfiguration({ mode, apiUrl: "https://slack.com/api/" })}`);
    const { code, out, err } = await run(["manifest", "slack", "--config", file, "--out", join(folder, mode)]);
    assert.equal(code, 0, err);
    const manifest = JSON.parse(readFileSync(out.trim(), "utf8"));
    assert.ok(manifest.display_information.name.length <= 35);
    const [command] = manifest.features.slash_commands;
    assert.equal(command.command, "/hire");
    assert.equal(command.should_escape, true);
    assert.ok(manifest.oauth_config.scopes.bot.includes("commands") && manifest.oauth_config.scopes.bot.includes("chat:write"));
    assert.ok(manifest.oauth_config.scopes.bot.every((scope) => !/admin|search|users\.profile/.test(scope)));
    assert.equal(manifest.settings.socket_mode_enabled, mode === "socket");
    assert.equal(manifest.settings.interactivity.is_enabled, true);
    const text = JSON.stringify(manifest);
    assert.equal(/bot\.example\.com/.test(text), mode === "http");
    assert.ok(manifest.settings.event_subscriptions.bot_events.includes("app_mention"));
  }
  const none = await run(["manifest", "slack", "--config", configuration(folder, "[log]\nlevel = \"info\"\n"), "--out", folder]);
  assert.equal(none.code, 2);
}));

test("N108 a secret file that others may read, is a link, empty or missing stops the start", async () => withFolder(async (folder) => {
  const file = configuration(folder, slackConfiguration({ mode: "socket", apiUrl: "http://127.0.0.1:1/api/" }));
  const secret = join(folder, "token");
  const start = () => run(["serve", "--config", file], { env: { SLACK_BOT_TOKEN_FILE: secret, SLACK_APP_TOKEN: secrets.SLACK_APP_TOKEN } });
  assert.equal((await start()).code, 2);
  writeFileSync(secret, "");
  chmodSync(secret, 0o600);
  assert.equal((await start()).code, 2);
  writeFileSync(secret, secrets.SLACK_BOT_TOKEN);
  chmodSync(secret, 0o644);
  assert.equal((await start()).code, 2);
  chmodSync(secret, 0o600);
  symlinkSync(secret, join(folder, "link"));
  const linked = await run(["serve", "--config", file], { env: { SLACK_BOT_TOKEN_FILE: join(folder, "link"), SLACK_APP_TOKEN: secrets.SLACK_APP_TOKEN } });
  assert.equal(linked.code, 2);
  assert.deepEqual(leaksIn(linked.out + linked.err), []);
}));

test("the generated key and the data folder are for the owner only", async () => withFolder(async (folder) => {
  const bot = await Fillrate.demo(folder).start();
  try {
    const data = join(folder, "data");
    assert.equal(statSync(data).mode & 0o077, 0);
    const keys = ["key", "fillrate.key", "FILLRATE_KEY"].map((name) => join(data, name)).filter(existsSync);
    assert.ok(keys.length, "a key file in the data folder");
    for (const key of keys) assert.equal(statSync(key).mode & 0o777, 0o600);
    assert.ok(!readFileSync(`/proc/${bot.pid}/cmdline`, "utf8").includes(readFileSync(keys[0], "utf8").trim()));
    assert.ok(!bot.output.includes(readFileSync(keys[0], "utf8").trim()));
  } finally {
    await bot.stop();
  }
}));

test("N113 health and metrics are for loopback only, the web chat for its own hosts", async (context) => withFolder(async (folder) => {
  const outer = Object.values(networkInterfaces()).flat().find(({ internal, family }) => !internal && family === "IPv4")?.address;
  const bot = await Fillrate.demo(folder, { listen: "0.0.0.0" }).start();
  try {
    assert.match(bot.output, /warning: listening on 0\.0\.0\.0 without sign-in/);
    for (const path of ["/livez", "/readyz", "/metrics"]) {
      const near = await fetch(bot.url + path);
      assert.equal(near.status, 200);
      assert.doesNotMatch(await near.text(), /\d+\.\d+\.\d+/);
      if (outer) assert.notEqual((await fetch(`http://${outer}:${bot.port}${path}`)).status, 200, path);
    }
    if (outer) assert.equal((await fetch(`http://${outer}:${bot.port}/`)).status, 200);
    else context.diagnostic("this machine has no other address");
  } finally {
    await bot.stop();
  }
}));

test("a page from elsewhere cannot open the websocket, another host name is not served", async () => withFolder(async (folder) => {
  const bot = await Fillrate.demo(folder).start();
  try {
    const upgrade = (headers) => new Promise((resolve) => {
      const socket = net.connect(bot.port, "127.0.0.1", () => socket.write(
        `GET /ws HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n${headers}\r\n`));
      socket.once("data", (data) => {
        socket.destroy();
        resolve(Number(/ (\d+)/.exec(String(data))[1]));
      });
      socket.once("error", () => resolve(0));
      socket.once("end", () => resolve(0));
    });
    assert.equal(await upgrade(`Host: 127.0.0.1:${bot.port}\r\n`), 101);
    assert.equal(await upgrade(`Host: 127.0.0.1:${bot.port}\r\nOrigin: http://127.0.0.1:${bot.port}\r\n`), 101);
    assert.notEqual(await upgrade(`Host: 127.0.0.1:${bot.port}\r\nOrigin: https://evil.example\r\n`), 101);
    assert.notEqual(await upgrade("Host: evil.example\r\n"), 101);
  } finally {
    await bot.stop();
  }
}));

test("SIGTERM ends with 0 while commands come in", async () => withFolder(async (folder) => {
  const bot = await Fillrate.demo(folder).start();
  const asking = Array.from({ length: 20 }, () => fetch(bot.url).catch(() => null));
  assert.equal((await bot.stop()).code, 0);
  await Promise.all(asking);
}));
