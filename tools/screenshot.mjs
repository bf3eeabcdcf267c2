// The picture in README.md: Today in the demo, on a desk, in light.
//
//     build/seventh demo &
//     node tools/screenshot.mjs http://127.0.0.1:7077 docs/screenshots/today.png
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const [address, target] = process.argv.slice(2);
const web = createRequire(fileURLToPath(new URL("../web/package.json", import.meta.url)));
const { chromium } = web("playwright-core");

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: "light" });
await page.goto(`${address}/today`);
await page.screenshot({ path: target });
await browser.close();
