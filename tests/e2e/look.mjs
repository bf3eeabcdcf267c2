// The look: the specimen page, with every part of it, in light and dark, on a desk and on a phone. Fails when axe-core
// finds something, when the browser complains (a Content-Security-Policy violation, say), when a page scrolls sideways,
// when a target is too small for a thumb, or when the keys do not work. Leaves a screenshot of each.
//
//     node look.mjs SPECIMEN_SERVER CONTEXT.json SCREENSHOT_FOLDER
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const [program, context, shots] = process.argv.slice(2);
const web = createRequire(fileURLToPath(new URL("../../web/package.json", import.meta.url)));
const { chromium } = web("playwright-core");

const SCREENS = [
  { name: "light", theme: "light", width: 1440, height: 1000 },
  { name: "dark", theme: "dark", width: 1440, height: 1000 },
  { name: "tablet", theme: "light", width: 900, height: 1100 },
  { name: "phone", theme: "light", width: 390, height: 844 },
  { name: "phone-dark", theme: "dark", width: 390, height: 844 },
];

function startServer() {
  const server = spawn(program, [context], { stdio: ["ignore", "pipe", "inherit"] });
  const address = new Promise((resolve, reject) => {
    server.stdout.once("data", (line) => resolve(String(line).trim()));
    server.once("exit", () => reject(new Error("the specimen server did not start")));
  });
  return { server, address };
}

async function axeFindings(page) {
  await page.addScriptTag({ path: web.resolve("axe-core/axe.min.js") });
  const { violations } = await page.evaluate(() => globalThis.axe.run(document));
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary}`));
}

const smallTargets = () =>
  [...document.querySelectorAll("a[href], button, input:not([type=hidden], [type=checkbox]), select, summary")]
    .filter((element) => element.checkVisibility() && !element.closest("p, dd, .skip, li .what"))
    .map((element) => [element, element.getBoundingClientRect()])
    .filter(([element, box]) => box.width > 1 && box.height < 44 && !element.matches("th a"))
    .map(([element, box]) => `${element.outerHTML.slice(0, 80)} is ${Math.round(box.height)} px high`);

async function checkKeys(page) {
  const wrong = [];
  await page.keyboard.press("Shift+?");
  if (!(await page.locator("dialog#keys[open]").count())) wrong.push("? does not show the keys");
  await page.keyboard.press("Escape");
  await page.keyboard.press("p");
  if ((await page.evaluate(() => document.activeElement.id)) !== "promise") wrong.push("p does not go to the promise");
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  if ((await page.evaluate(() => document.activeElement.textContent)) !== "Mia Lindqvist") wrong.push("j does not walk the list");
  return wrong;
}

async function check(browser, address, screen) {
  // The policy forbids what axe-core needs; it is checked by the plain visit first.
  const findings = [];
  const options = { viewport: { width: screen.width, height: screen.height } };
  const plain = await browser.newPage(options);
  plain.on("console", (message) => message.type() === "error" && findings.push(`console: ${message.text()}`));
  plain.on("pageerror", (error) => findings.push(`script: ${error.message}`));
  await plain.goto(`${address}?theme=${screen.theme}`);
  await plain.screenshot({ path: join(shots, `${screen.name}.png`) });
  await plain.screenshot({ path: join(shots, `${screen.name}-whole.png`), fullPage: true });
  const sideways = await plain.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (sideways > 0) findings.push(`the page is ${sideways} px wider than the screen`);
  if (screen.width < 720) findings.push(...(await plain.evaluate(smallTargets)));
  if (screen.name === "light") findings.push(...(await checkKeys(plain)));
  await plain.close();
  const lenient = await browser.newContext({ ...options, bypassCSP: true });
  const page = await lenient.newPage();
  await page.goto(`${address}?theme=${screen.theme}`);
  findings.push(...(await axeFindings(page)));
  await lenient.close();
  return findings;
}

const { server, address } = startServer();
mkdirSync(shots, { recursive: true });
let failed = 0;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
try {
  console.log(`1..${SCREENS.length}`);
  for (const [index, screen] of SCREENS.entries()) {
    const findings = await check(browser, await address, screen);
    for (const finding of findings) console.log(`# ${finding.replaceAll("\n", "\n#   ")}`);
    console.log(`${findings.length === 0 ? "ok" : "not ok"} ${index + 1} ${screen.name}`);
    failed += findings.length;
  }
} finally {
  await browser.close();
  server.kill();
}
process.exitCode = failed ? 1 : 0;
