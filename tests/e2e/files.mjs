// A file to share, in a real browser on the real program: uploaded under Files and links, attached by a sequence published on
// a page, carried by the mail that leaves, shown where that mail is shown, and given back byte for byte. Then the pages in
// light, dark and on a phone. Fails on any complaint of the browser.
//
//     node files.mjs SCREENSHOT_FOLDER        (with SEVENTH_BINARY)
import { createHash, randomBytes } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Stage, browserMissing, inspectHere, listen, must, openBrowser, part, signIn, test } from "./stage.mjs";

const [shots] = process.argv.slice(2);
const THURSDAY = "2026-11-26T10:00:00+01:00";
const FRIDAY = "2026-11-27T17:00:00+01:00";
const NAME = "Preise & größere Öfen (2027).pdf";
const FILE = Buffer.concat([Buffer.from("%PDF-1.7\n"), randomBytes(200000)]);
const SEQUENCE = `sequence: ovens
steps:
  - day: 0
    channel: email
    automatic: true
    subject: "Prices for {{company}}"
    attach: [oven-prices]
    body: |
      Hello {{first_name}},

      the prices you asked for are attached; a film of one at work is {{asset.oven-film}}.
`;
const stage = new Stage("files", process.env.SEVENTH_BINARY);
const seventh = (now, ...words) => stage.seventh(now, words);
const sum = (bytes) => createHash("sha256").update(bytes).digest("hex");

function setUp() {
  const run = (...words) => seventh(THURSDAY, ...words);
  run("init");
  run("user", "password", "admin@localhost");
  run("workspace", "set", "--zone", "Europe/Berlin", "--postal-address", "1 Main Street");
  run("mailbox", "add", "--address", "rep@seller.test", "--smtp", "outbox:", "--pace", "0");
  writeFileSync(join(stage.folder, "people.csv"), "First name,Email,Company,Country\nAna,ana@buyer.test,Buyer One,Germany\n");
  run("import", "prospects", "people.csv");
}

const press = (page, selector) => Promise.all([page.waitForEvent("load"), page.click(selector)]);

async function refusesLarge(page) {
  await page.goto("/assets");
  await page.fill("#f-key", "oven-prices");
  await page.fill("#f-title", "Oven prices");
  await page.setInputFiles("#f-file", { name: NAME, mimeType: "application/pdf", buffer: Buffer.alloc(6 << 20, 1) });
  const [answer] = await Promise.all([page.waitForResponse((response) => response.request().method() === "POST"),
    page.click("#f-form button:has-text('Add it')")]);
  must(answer.status() === 422, `a file of 6 MB is answered with ${answer.status()}`);
  const text = await page.textContent("main");
  must(/has 6\.0 MB, and a file may have 5\.0 MB/.test(text), "the limit is not named");
  must((await page.inputValue("#f-title")) === "Oven prices", "what was typed is gone");
}

async function uploads(page) {
  await page.goto("/assets");
  await page.fill("#f-key", "oven-prices");
  await page.fill("#f-title", "Oven prices");
  await page.setInputFiles("#f-file", { name: NAME, mimeType: "application/pdf", buffer: FILE });
  await press(page, "#f-form button:has-text('Add it')");
  await page.fill("#f-key", "oven-film");
  await page.fill("#f-title", "A film of one");
  await page.fill("#f-url", "https://example.com/films/oven_(1)");
  await page.selectOption("#f-kind", "video");
  await press(page, "#f-form button:has-text('Add it')");
  const [film, prices] = seventh(THURSDAY, "asset", "list");
  must(film.key === "oven-film" && prices.file.name === NAME && prices.file.sha256 === sum(FILE), "they are not kept as given");
  return inspectHere(page, "assets", shots);
}

async function fetches(page) {
  const answer = await page.request.get("/assets/oven-prices/file");
  must(sum(await answer.body()) === sum(FILE), "another file comes back");
  const headers = answer.headers();
  must(headers["content-disposition"] === `attachment; filename*=UTF-8''${encodeURIComponent(NAME).replaceAll("(", "%28").replaceAll(")", "%29")}`,
    `the name travels as ${headers["content-disposition"]}`);
  must(headers["x-content-type-options"] === "nosniff", "the browser may guess what it is");
  must(/sandbox/.test(headers["content-security-policy"]), "it could run in the browser");
  const forged = await page.request.post("/assets/oven-prices/remove", { form: {}, maxRedirects: 0 });
  must(forged.status() === 403, `a form without its token is answered with ${forged.status()}`);
}

async function publishes(page) {
  const other = await page.context().newPage(); // where the browser may mention an answer with 422
  await other.goto("/new-sequence");
  await other.fill("#y-text", SEQUENCE.replace("oven-prices]", "oven-price]"));
  await press(other, "button[value=publish]");
  const text = await other.textContent("main");
  must(/there is no asset "oven-price"; did you mean "oven-prices"\?/.test(text), "an unknown file is published");
  await page.goto("/new-sequence");
  await page.fill("#y-text", SEQUENCE);
  await press(page, "button[value=publish]");
  await page.goto("/sequences/ovens");
  must(await page.locator("a[href='/assets/oven-prices/file']").count(), "the plan does not show the file");
  return inspectHere(page, "sequence-attach", shots);
}

// A mail that a person writes: what goes with it stands beside it, to be taken along.
async function waits(page) {
  writeFileSync(join(stage.folder, "ben.csv"), "First name,Email,Company,Country\nBen,ben@buyer.test,Buyer Two,Germany\n");
  writeFileSync(join(stage.folder, "hand.yaml"), SEQUENCE.replace("ovens", "by-hand").replace("    automatic: true\n", ""));
  seventh(THURSDAY, "import", "prospects", "ben.csv");
  seventh(THURSDAY, "sequence", "add", "hand.yaml");
  seventh(THURSDAY, "enroll", "--sequence", "by-hand", "--prospect", "ben@buyer.test");
  seventh(THURSDAY, "work", "--once");
  await page.goto("/today");
  const goes = page.locator("#next [aria-label='What goes with it']");
  must(/größere Öfen/.test(await goes.textContent()), "Today does not show the file of a mail by hand");
  must(await goes.locator("a[href='/assets/oven-prices/file']").count(), "the file cannot be taken from Today");
  must(await goes.locator("a[href='https://example.com/films/oven_(1)']").count(), "Today does not show the link");
  return inspectHere(page, "today-file", shots);
}

function leaves() {
  seventh(THURSDAY, "enroll", "--sequence", "ovens", "--all", "--mailbox", "rep@seller.test");
  seventh(THURSDAY, "work", "--until", FRIDAY);
  const [mail] = seventh(FRIDAY, "outbox", "list");
  must(mail?.state === "accepted", "no mail left");
  const outbox = join(stage.folder, "seventh.db.key.outbox");
  const [name] = readdirSync(outbox);
  const letter = readFileSync(join(outbox, name), "latin1");
  const [, coded] = /base64\r\nContent-Disposition: attachment;(?:.|\r\n )*?\r\n\r\n([^-]+)\r\n--/.exec(letter);
  must(sum(Buffer.from(coded, "base64")) === sum(FILE), "the mail carries another file");
  must(/https:\/\/example\.com\/films\/oven%5F%281%29/.test(letter), "the film is not linked");
  return mail.touch_id;
}

async function shows(page, touch) {
  await page.goto(`/outbox/${touch}`);
  must(/größere Öfen/.test(await page.textContent("[data-carried]")), "the mail's page does not show its file");
  const findings = await inspectHere(page, "mail-carries", shots);
  await page.goto("/prospects/1");
  const text = await page.textContent("body");
  must(/Was given/.test(text) && /größere Öfen/.test(text), "the person's page does not say what they got");
  findings.push(...(await inspectHere(page, "prospect-given", shots)));
  return findings;
}

await test(7, browserMissing(), stage, async () => {
  setUp();
  let server = await stage.serve(THURSDAY);
  const browser = await openBrowser();
  const context = await browser.newContext({ baseURL: server.address });
  context.setDefaultTimeout(20000);
  const page = await context.newPage();
  await signIn(page, server.address);
  await part("a file above the limit is refused, and says so", () => refusesLarge(page));
  listen(page);
  await part("a file and a link are added", () => uploads(page));
  await part("the file comes back as it was, to be saved", () => fetches(page));
  await part("a sequence attaches it", () => publishes(page));
  await part("Today shows what goes with a mail by hand", () => waits(page));
  let touch;
  await part("the mail that leaves carries it", () => { touch = leaves(); });
  await server.stop();
  server = await stage.serve(FRIDAY);
  const later = await (await browser.newContext({ baseURL: server.address })).newPage();
  await signIn(later, server.address);
  await part("the mail and the person show it", () => shows(listen(later), touch));
  await browser.close();
  await server.stop();
});
