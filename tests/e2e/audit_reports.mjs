// The audit's reports of raw exports, looked at: each as one page in light and dark and printed, and as the PDF. Fails when
// axe-core finds something, when the browser complains, when a page scrolls sideways, or when a sheet is blank. Leaves a
// picture of each.
//
//     node audit_reports.mjs SEVENTH SCREENSHOT_FOLDER
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const [seventh, shots] = process.argv.slice(2);
const web = createRequire(fileURLToPath(new URL("../../web/package.json", import.meta.url)));
const { chromium } = web("playwright-core");
const crm = join(process.env.SEVENTH_SHARED_DATA ?? "", "crm");
const some = (folder, names) => names.map((name) => join(crm, folder, name));
const REPORTS = {
  zoho: {
    leads: some("zoho", ["zoho_Leads.csv", "zoho_Contacts.csv"]),
    activities: some("zoho", ["zoho_Calls.csv", "zoho_Events.csv", "zoho_Tasks.csv"]),
  },
  maven: { leads: some("maven", ["sales_pipeline.csv"]), activities: [] },
  hubspot: {
    leads: some("fivetran+dbt_hubspot", ["contact_data.csv"]),
    activities: some("fivetran+dbt_hubspot", ["engagement_contact_data.csv", "engagement_call_data.csv", "engagement_email_data.csv",
      "engagement_meeting_data.csv", "engagement_task_data.csv"]),
  },
  salesforce: {
    leads: some("fivetran+dbt_salesforce", ["sf_lead_data.csv", "sf_contact_data.csv"]),
    activities: some("fivetran+dbt_salesforce", ["sf_task_data.csv", "sf_event_data.csv"]),
  },
};
const NOW = "2026-06-01T12:00:00Z";
const complaints = [];

function run(program, args, statuses = [0]) {
  const done = spawnSync(program, args, { encoding: "utf8" });
  if (!statuses.includes(done.status)) throw new Error(`${program} ${args.join(" ")}: ${done.status}: ${done.stderr}`);
  return done.stdout;
}

function makeReport(name, { leads, activities }, folder) {
  const words = [...leads.flatMap((file) => ["--leads", file]), ...activities.flatMap((file) => ["--activities", file])];
  run(seventh, ["--json", "--no-input", "--now", NOW, "audit", ...words, "--html", join(folder, `${name}.html`), "--pdf", join(folder, `${name}.pdf`)], [0, 3]);
}

// The first sheets as pictures; a sheet that compresses to nothing is blank.
function picture(pdf, base, dots) {
  run("pdftoppm", ["-png", "-r", String(dots), "-l", "3", pdf, join(shots, base)]);
  const sheets = readdirSync(shots).filter((file) => file.startsWith(`${base}-`) && /-\d+\.png$/.test(file));
  if (sheets.length === 0) complaints.push(`${base}: no sheet`);
  for (const sheet of sheets) if (statSync(join(shots, sheet)).size < 4000) complaints.push(`${sheet} looks blank`);
}

async function look(browser, name, folder) {
  for (const colorScheme of ["light", "dark"]) {
    const page = await browser.newPage({ viewport: { width: 1100, height: 1000 }, colorScheme });
    page.on("console", (message) => message.type() === "error" && complaints.push(`${name}: ${message.text()}`));
    await page.goto(`file://${join(folder, `${name}.html`)}`);
    await page.addScriptTag({ path: web.resolve("axe-core/axe.min.js") });
    const { violations } = await page.evaluate(() => globalThis.axe.run(document));
    complaints.push(...violations.map(({ id, nodes }) => `${name} ${colorScheme}: ${id}: ${nodes[0].target.join(" ")}`));
    await page.screenshot({ path: join(shots, `audit-${name}-${colorScheme}.png`), fullPage: true });
    await page.setViewportSize({ width: 390, height: 844 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) complaints.push(`${name} ${colorScheme}: ${over} px too wide on a phone`);
    if (colorScheme === "dark") await page.pdf({ path: join(folder, `${name}-printed.pdf`), format: "A4" }); // on white paper all the same
    await page.close();
  }
  picture(join(folder, `${name}-printed.pdf`), `audit-${name}-printed`, 60);
  picture(join(folder, `${name}.pdf`), `audit-${name}-pdf`, 60);
}

async function main() {
  if (!existsSync(crm)) {
    console.log("1..0 # SKIP SEVENTH_SHARED_DATA has no crm/");
    return;
  }
  mkdirSync(shots, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), "audit-reports-"));
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  console.log(`1..${Object.keys(REPORTS).length}`);
  let number = 0;
  for (const [name, files] of Object.entries(REPORTS)) {
    complaints.length = 0;
    makeReport(name, files, folder);
    await look(browser, name, folder);
    if (readFileSync(join(folder, `${name}.html`), "utf8").includes("<script")) complaints.push(`${name}: a script in the report`);
    console.log(`${complaints.length ? "not ok" : "ok"} ${(number += 1)} - ${name}`);
    complaints.forEach((text) => console.log(`# ${text}`));
    process.exitCode ||= complaints.length ? 1 : 0;
  }
  await browser.close();
  rmSync(folder, { recursive: true });
}

await main();
