// What the browser tests share: a workspace in a folder of its own, the program beside it, a browser, the parts of a
// test as TAP, and the look at a page: a screenshot, axe-core, nothing wider than the screen, no complaint of the browser.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const web = createRequire(fileURLToPath(new URL("../../web/package.json", import.meta.url)));
const chromiumPath = process.env.CHROMIUM ?? "/usr/bin/chromium";

export const PASSWORD = "correct horse battery";
export const SCREENS = [
  { name: "light", colorScheme: "light", viewport: { width: 1440, height: 1000 } },
  { name: "dark", colorScheme: "dark", viewport: { width: 1440, height: 1000 } },
  { name: "phone", colorScheme: "light", viewport: { width: 390, height: 844 } },
];

// Why a browser test cannot run here, or null.
export function browserMissing() {
  if (!existsSync(chromiumPath)) return `no browser at ${chromiumPath}; install chromium`;
  try {
    web.resolve("playwright-core");
    web.resolve("axe-core/axe.min.js");
  } catch {
    return "web/node_modules is not there; npm ci --prefix web";
  }
  return null;
}

export const openBrowser = () => web("playwright-core").chromium.launch({ executablePath: chromiumPath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"] });

export function must(condition, what) {
  if (!condition) throw new Error(what);
}

// A folder with a workspace in it, and the program `binary` run there.
export class Stage {
  constructor(name, binary) {
    this.binary = binary;
    this.folder = mkdtempSync(join(tmpdir(), `seventh-${name}-`));
    this.environment = { PATH: process.env.PATH, HOME: this.folder, TZ: "UTC", LC_ALL: "C.UTF-8",
      SEVENTH_DB: "sqlite:./seventh.db", SEVENTH_PASSWORD: PASSWORD };
  }

  // Runs a command at `now`; its rows.
  seventh(now, words, extra = {}, fine = [0]) {
    const done = spawnSync(this.binary, ["--no-input", "--json", "--now", now, ...words],
      { cwd: this.folder, env: { ...this.environment, ...extra }, encoding: "utf8", maxBuffer: 1 << 26 });
    if (!fine.includes(done.status)) throw new Error(`seventh ${words.join(" ")} ended with ${done.status}: ${done.stderr}`);
    return done.stdout.trim().split("\n").filter(Boolean).map((line) => JSON.parse(line));
  }

  // Starts the pages, or what else `words` says; its address, and how to stop it.
  async serve(now, words = ["serve"]) {
    const server = spawn(this.binary, ["--no-input", "--now", now, ...words, "--listen", "127.0.0.1:0"],
      { cwd: this.folder, env: this.environment, stdio: ["ignore", "pipe", "ignore"] });
    const address = await new Promise((resolve, reject) => {
      server.stdout.once("data", (line) => resolve(/http:\/\/[^/]+/.exec(String(line))[0]));
      server.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
    });
    const stop = () => new Promise((resolve) => {
      if (server.exitCode !== null || server.signalCode !== null) return resolve();
      server.once("exit", resolve);
      server.kill("SIGTERM");
    });
    return { address, stop };
  }

  leave(failed) {
    if (failed && process.env.SEVENTH_KEEP) console.log(`# kept: ${this.folder}`);
    else rmSync(this.folder, { recursive: true, force: true });
  }
}

// What the browser complained about, since the last asking.
const complaints = [];
export function listen(page) {
  page.on("console", (message) => message.type() === "error" && complaints.push(`console: ${message.text()} at ${page.url()}`));
  page.on("pageerror", (error) => complaints.push(`script: ${error.message} at ${page.url()}`));
  return page;
}

let count = 0, failed = 0;
// One line of TAP: `work` throws, or returns what it found wrong.
export async function part(name, work) {
  const findings = [];
  try {
    findings.push(...((await work()) ?? []));
  } catch (error) {
    findings.push(error.stack ?? String(error));
  }
  findings.push(...complaints.splice(0));
  for (const finding of findings) console.log(`# ${finding.replaceAll("\n", "\n#   ")}`);
  console.log(`${findings.length === 0 ? "ok" : "not ok"} ${++count} ${name}`);
  failed += findings.length;
}

// Runs a whole test of `parts` parts, or says why not.
export async function test(parts, reason, stage, work) {
  if (reason !== null) {
    console.log(`1..0 # SKIP ${reason}`);
    stage.leave(false);
    return;
  }
  console.log(`1..${parts}`);
  try {
    await work();
  } catch (error) {
    console.log(`Bail out! ${error.message}`);
    failed++;
  }
  stage.leave(failed);
  process.exitCode = failed ? 1 : 0;
}

export async function signIn(page, address) {
  await page.goto(`${address}/today`);
  await page.fill("#email", "admin@localhost");
  await page.fill("#password", PASSWORD);
  await page.click("button.primary");
  await page.waitForURL("**/today");
  must((await page.textContent("h1")) === "Today", "signing in does not lead to Today");
}

const axe = () => readFileSync(web.resolve("axe-core/axe.min.js"), "utf8");

// Text that a box cuts off without a way to read the rest.
const cutOff = () =>
  [...document.querySelectorAll("main *, aside *")]
    .filter((element) => element.childElementCount === 0 && element.textContent.trim() !== "" && element.checkVisibility())
    .filter((element) => !element.closest(".visually-hidden, pre, textarea, svg, [title]"))
    .filter((element) => getComputedStyle(element).overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1)
    .map((element) => `"${element.textContent.trim().slice(0, 60)}" is cut off`);

// A screenshot, and what is wrong with the page as it stands.
export async function inspect(page, name, screen, shots) {
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}-${screen.name}.png`), fullPage: true });
  const findings = [];
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (sideways > 0) findings.push(`${name}, ${screen.name}: the page is ${sideways} px wider than the screen`);
  findings.push(...(await page.evaluate(cutOff)).map((what) => `${name}, ${screen.name}: ${what}`));
  await page.evaluate(axe());
  // Dark differs from light in its colours only.
  const only = screen.colorScheme === "dark" ? { runOnly: ["color-contrast"] } : {};
  const { violations } = await page.evaluate((options) => globalThis.axe.run(document, options), only);
  for (const { id, nodes } of violations)
    findings.push(...nodes.map((node) => `${name}, ${screen.name}: ${id}: ${node.target.join(" ")}: ${node.failureSummary}`));
  return findings;
}

// A page that only stands at the end of a way, on every screen.
export async function inspectHere(page, name, shots) {
  const findings = [];
  for (const screen of SCREENS) {
    await page.setViewportSize(screen.viewport);
    await page.emulateMedia({ colorScheme: screen.colorScheme, reducedMotion: "reduce" });
    findings.push(...(await inspect(page, name, screen, shots)));
  }
  await page.setViewportSize(SCREENS[0].viewport);
  await page.emulateMedia({ colorScheme: SCREENS[0].colorScheme, reducedMotion: null });
  return findings;
}
