// Every page of the demo, as a person would click through it. What pages there are says the server's own table: a page
// nobody walks fails, and so does a form that leads nowhere, a page or an action that nothing leads to, a link that does
// not answer. Each page in light, dark and on a phone: screenshot, axe-core, nothing wider than the screen. The same for
// the pages of an empty workspace; the core journey without JavaScript; and README's picture.
//
//     node walk.mjs PAGE_ROUTES SCREENSHOT_FOLDER [--retake]     (with SEVENTH_BINARY)
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { withoutScript } from "./plain.mjs";
import { PASSWORD, SCREENS, Stage, browserMissing, inspect, inspectHere, listen, must, openBrowser, part, signIn, test }
  from "./stage.mjs";

const [program, shots] = process.argv.slice(2);
const NOW = "2026-11-26T12:00:00+01:00"; // the demo begins at 9:40 of that Thursday
const LATER = "2026-11-26T09:45:00+01:00";
const PICTURE = fileURLToPath(new URL("../../docs/screenshots/today.png", import.meta.url));

const PEOPLE = `First name,Last name,Email,Job title,Company,Country,Phone,Shoe size
Ida,Moss,ida@one.test,Head of Sales,One Yard,Germany,+49 30 901820,38
Jon,Pike,jon@two.test,Owner,Two Yards,Portugal,,44
Kea,Roth,not an address,Planner,Three Yards,Germany,,
`;
const LEADS = `Lead ID,First name,Last name,Email,Company,Lead Owner,Lead Source,Created Time,Country
${Array.from({ length: 30 }, (_, i) => `L${i},Lead,Number ${i},lead${i}@buyer${i}.test,Buyer ${i},${i % 2 ? "Kim Berg" : "Robin Fox"},${i % 3 ? "Web" : "Fair"},2026-09-${String(1 + i % 28).padStart(2, "0")} 09:00,Germany`).join("\n")}
`;
const CALLS = `Call ID,Lead ID,Subject,Call Type,Call Owner,Call Start Time,Call Result,Duration
${Array.from({ length: 60 }, (_, i) => `C${i},L${(i * i) % 22},Call,Outbound,${(i * i) % 2 ? "Kim Berg" : "Robin Fox"},2026-${i < 30 ? "09" : "10"}-${String(1 + i % 28).padStart(2, "0")} 1${i % 7}:04,${i % 9 ? "No answer" : "Connected"},0`).join("\n")}
`;

const stage = new Stage("walk", process.env.SEVENTH_BINARY);
const demo = (...words) => stage.seventh(LATER, words);
const first = (rows, fits, what) => rows.find(fits) ?? must(false, `the demo has no ${what}`);

// Where each route of the table is seen: addresses by the name of their screenshot. A function does something first and
// leaves its page open. `as: "admin"` is somebody who may change the settings; `stranger` has not signed in.
function visits() {
  const people = demo("prospect", "list", "--limit", "200");
  const inState = (state) => first(people, (person) => person.state === state, `person who is ${state}`);
  const page = (person) => `/prospects/${person.prospect_id}`;
  const [reply] = demo("reply", "list");
  const [done] = demo("reply", "list", "--state", "done");
  const [mail] = demo("outbox", "list");
  const tasks = demo("today", "--user", "mira@harborlane.example.com");
  const [task] = tasks;
  const later = first(tasks, (row) => !row.promise, "task that is no promise");
  const token = /unsubscribe%20([\w-]+)/.exec(demo("outbox", "show", String(mail.touch_id))[0].raw)[1];
  const account = demo("prospect", "show", task.prospect)[0].account_id;
  return {
    "/": { root: "/" },
    "/today": { today: "/today", "today-second": `/today?task=${later.touch_id}`, "today-promise-wrong": wrongPromise },
    "/prospects": { prospects: "/prospects", "prospects-nobody": "/prospects?search=zzz", "prospects-search": "/prospects?search=an&owner=me" },
    "/prospects/:id": { prospect: page(task), "prospect-replied": page(reply),
      ...Object.fromEntries(["finished", "bounced", "opted_out", "new", "paused"].filter((state) => people.some((person) => person.state === state))
        .map((state) => [`prospect-${state}`, page(inState(state))])),
      ...Object.fromEntries(["log", "promise", "next", "signal", "edit", "opt_out", "pause"].map((form) => [`prospect-form-${form}`, `${page(task)}?form=${form}`])) },
    "/accounts/:id": { account: `/accounts/${account}` },
    "/replies": { replies: "/replies", "replies-done": "/replies?state=done" },
    "/replies/:id": { reply: `/replies/${reply.reply_id}`, "reply-done": `/replies/${done.reply_id}` },
    "/held": { held: "/held" },
    "/promises": { promises: "/promises" },
    "/review": { review: "/review" },
    "/sequences": { sequences: "/sequences" },
    "/sequences/:name": { sequence: "/sequences/asked-for-a-demo", "sequence-long": "/sequences/fewer-friday-overtimes" },
    "/sequences/:name/edit": { "sequence-edit": "/sequences/asked-for-a-demo/edit", "sequence-effect": publishEffect },
    "/new-sequence": { "new-sequence": "/new-sequence", "new-sequence-wrong": wrongSequence },
    "/library": { library: "/library" },
    "/assets": { files: "/assets", "files-added": addedFile, "files-refused": refusedFile },
    "/draft": { draft: "/draft", "draft-of": `/draft?prospect=${encodeURIComponent(task.prospect)}`, "draft-checked": checkedDraft },
    "/import": { import: "/import" },
    "/import/:token": { "import-preview": importPreview },
    "/audit": { audit: "/audit", "audit-report": auditReport },
    "/audit/:token": { "audit-again": auditAgain },
    "/audit/:token/list/:kind": { "audit-list": (page) => auditLink(page, "/list/") },
    "/audit/:token/rep": { "audit-rep": (page) => auditLink(page, "/rep?name=") },
    "/audit/:token/revive": { "audit-revive": (page) => auditLink(page, "/revive") },
    "/mailboxes": { mailboxes: "/mailboxes" },
    "/mailboxes/:address": { mailbox: "/mailboxes/mira@harborlane.example.com", "mailbox-tested": testedMailbox },
    "/new-mailbox": { "new-mailbox": "/new-mailbox", "new-mailbox-wrong": wrongMailbox },
    "/outbox": { outbox: "/outbox" },
    "/outbox/:touch": { mail: `/outbox/${mail.touch_id}` },
    "/settings": { settings: "/settings", "settings-admin": { as: "admin", url: "/settings" }, "settings-wrong": { as: "admin", run: wrongZone } },
    "/settings/rules": { rules: "/settings/rules", "rules-named": { as: "admin", run: namedRules } },
    "/settings/tokens": { tokens: "/settings/tokens", "tokens-made": madeToken, "tokens-refused": refusedToken },
    "/days-off": { "days-off": "/days-off" },
    "/dkim": { dkim: { as: "admin", url: "/dkim" }, "dkim-key": { as: "admin", run: newKey }, "dkim-signs": { as: "admin", run: signs } },
    "/oauth": { oauth: { as: "admin", url: "/oauth" }, "oauth-client": { as: "admin", run: newClient } },
    "/oauth/callback": { "oauth-callback": { url: "/oauth/callback?state=made-up&code=x", status: 422 } },
    "/more": { more: "/more" },
    "/sign-in": { "sign-in": { as: "stranger", url: "/sign-in" }, "sign-in-wrong": { as: "stranger", run: wrongPassword } },
    "/u/:token": { unsubscribe: { as: "stranger", url: `/u/${token}` }, "unsubscribe-wrong": { as: "stranger", url: "/u/made-up", status: 422 } },
    "/c/:token": { "follow-wrong": { as: "stranger", url: "/c/made-up", status: 422 } },
    nowhere: { nowhere: { url: "/nowhere", status: 404 } },
  };
}

// ---- ways to pages that stand only after something was done ----

async function wrongPromise(page) {
  await page.goto("/today");
  await page.fill("#promise", "when the cows come home");
  await Promise.all([page.waitForEvent("load"), page.click("#next .outcomes button >> nth=0")]);
  must(await page.locator("#problem").count(), "a promise without a time is taken");
}

async function checkedDraft(page) {
  await page.goto("/draft");
  await page.fill("textarea[name=text]", "Hello Ana,\n\njust checking in. I have tried to reach you several times.\nCan I call you Thursday morning?\n");
  await page.click("main form button.primary");
  must((await page.locator(".problems li").count()) > 0, "the lint lets \"just checking in\" pass");
}

async function wrongSequence(page) {
  await page.goto("/new-sequence");
  await page.fill("#y-text", "sequence: x\nsteps:\n  - day: 0\n    channel: pigeon\n");
  await page.click("button[value=publish]");
  must(/Line 4/.test(await page.textContent("main")), "a wrong channel is not named with its line");
}

async function publishEffect(page) {
  await page.goto("/sequences/asked-for-a-demo/edit");
  const text = await page.inputValue("#y-text");
  await page.fill("#y-text", text.replace("leave one useful sentence", "leave one useful sentence and the number"));
  await page.click("button[value=publish]");
  must(await page.locator("[data-test=effect]").count(), "publishing does not say whom it changes");
}

async function addFile(page, name, bytes) {
  await page.goto("/assets");
  await page.fill("#f-key", "overtime-sheet");
  await page.fill("#f-title", "Overtime on one page");
  await page.setInputFiles("#f-file", { name, mimeType: "application/pdf", buffer: Buffer.from(bytes) });
  await Promise.all([page.waitForEvent("load"), page.click("#f-form button:has-text('Add it')")]);
}

async function addedFile(page) {
  await addFile(page, "Überstunden & mehr.pdf", "%PDF-1.7 one page");
  await page.goto("/assets?change=overtime-sheet");
  must(await page.locator("a[href='/assets/overtime-sheet/file']").count(), "an added file is not there to fetch");
}

async function refusedFile(page) {
  await addFile(page, "setup.exe", "MZ");
  must(/turn away \.exe/.test(await page.textContent("main")), "a program is taken as a file to share");
}

async function importPreview(page) {
  await page.goto("/import");
  await page.setInputFiles("#i-file", { name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(PEOPLE) });
  await page.click("main form button.primary");
  await page.waitForURL("**/import/*");
}

async function auditReport(page) {
  await page.goto("/audit");
  await page.setInputFiles("#u-leads", { name: "leads.csv", mimeType: "text/csv", buffer: Buffer.from(LEADS) });
  await page.setInputFiles("#u-first", { name: "calls.csv", mimeType: "text/csv", buffer: Buffer.from(CALLS) });
  await page.click("main form button.primary");
  await page.waitForSelector("h1:text-is('How persistent were we?')");
}

async function auditAgain(page) {
  await auditReport(page);
  await page.reload();
  must((await page.textContent("h1")) === "How persistent were we?", "a report is gone when its page is loaded again");
}

async function auditLink(page, part) {
  await auditReport(page);
  await page.goto(await page.getAttribute(`main a[href*="${part}"]`, "href"));
}

async function testedMailbox(page) {
  await page.goto("/mailboxes/mira@harborlane.example.com");
  await page.click("button:has-text('Test')");
  await page.waitForSelector("#m-tested");
}

async function wrongMailbox(page) {
  await page.goto("/new-mailbox");
  for (const [name, value] of [["address", "ada@seller.test"], ["smtp", "gopher://mail.seller.test"]]) await page.fill(`[name=${name}]`, value);
  await page.click("main form button.primary");
  must(await page.locator("#problem, .notice.harm, .error").count(), "a gopher server is taken");
}

async function wrongZone(page) {
  await page.goto("/settings");
  await page.fill("#w-zone", "Middle/Earth");
  await page.click("form[action='/settings/workspace'] button.primary");
  must(/Middle\/Earth/.test(await page.textContent("main")), "an unknown zone is taken without a word");
}

async function namedRules(page) {
  await page.goto("/settings/rules?name=inbound");
  if (await page.locator("form[action='/settings/rules/remove']").count()) return;
  await page.goto("/settings/rules");
  await page.fill("form[action='/settings/rules/new'] input[name=name]", "inbound");
  await page.click("form[action='/settings/rules/new'] button");
  must(/inbound/.test(await page.textContent("h1")), "a new ruleset does not open");
}

async function newKey(page) {
  await page.goto("/dkim");
  if (await page.locator("form[action='/dkim/off']").count()) return void (await page.click("form[action='/dkim/off'] button"));
  await page.fill("#d-domain", "harborlane.example.com");
  await page.click("form[action='/dkim'] button");
  await page.waitForSelector("pre.code");
}

async function signs(page) {
  await page.goto("/dkim");
  await page.click("form[action='/dkim/on'] button:has-text('Sign without looking')");
  await page.waitForSelector("form[action='/dkim/off']");
}

async function newClient(page) {
  await page.goto("/oauth");
  if (await page.locator("form[action='/oauth/remove']").count()) return;
  await page.fill("#o-provider", "google");
  await page.fill("#o-client", "1234.apps.example.com");
  await page.fill("#o-secret", "not a real secret");
  await page.click("form[action='/oauth'] button");
  await page.waitForSelector("form[action='/oauth/remove']");
}

async function makeToken(page, name, expires) {
  await page.goto("/settings/tokens");
  await page.fill("#t-name", name);
  await page.fill("#t-expires", expires);
  await Promise.all([page.waitForEvent("load"), page.click("form[action='/settings/tokens'] button")]);
}

async function madeToken(page) {
  await makeToken(page, "Nightly report", "2030-12-31");
  must(/svn_[0-9a-f]{64}/.test(await page.textContent("main")), "a new token is not shown");
}

async function refusedToken(page) {
  await makeToken(page, "Too late", "2020-01-01");
  must(/has passed/.test(await page.textContent("main")), "a token that has ended already is made");
}

async function wrongPassword(page) {
  await page.goto("/sign-in");
  await page.fill("#email", "admin@localhost");
  await page.fill("#password", "guessed");
  await page.click("button.primary");
  must(await page.locator("[role=alert]").count(), "a wrong password is not told");
}

// ---- what leads where ----

const table = () => spawnSync(program, { encoding: "utf8" }).stdout.trim().split("\n").map((line) => line.split(" "));
const fits = (pattern, path) => new RegExp(`^${pattern.replaceAll(/:\w+/g, "[^/]+")}$`).test(path);
const led = { GET: new Set(), POST: new Set(), links: new Map() };

// Links, forms and buttons of the page as it stands.
async function gather(page, name) {
  const findings = [];
  const { links, forms, idle, twice } = await page.evaluate(() => {
    const path = (url) => new URL(url, location.href);
    const keys = [...document.querySelectorAll("[data-key]")].filter((element) => !element.disabled).map((element) => element.dataset.key);
    const to = (element, name) => path(element.getAttribute(name) ?? location.href).pathname;
    const actions = [...document.forms].map((form) => [(form.getAttribute("method") ?? "get").toUpperCase(), to(form, "action")]);
    for (const button of document.querySelectorAll("[formaction]")) actions.push(["POST", to(button, "formaction")]);
    return {
      links: [...document.querySelectorAll("a[href]")].filter((link) => !link.getAttribute("href").startsWith("#"))
        .map((link) => path(link.href)).filter((url) => url.origin === location.origin).map((url) => url.pathname + url.search),
      forms: actions,
      idle: [...document.querySelectorAll("button")].filter((button) => !button.form && !button.matches("[data-keys], [data-close]"))
        .map((button) => button.textContent.trim()),
      twice: keys.filter((key, at) => keys.indexOf(key) !== at),
    };
  });
  for (const link of links) if (!led.links.has(link)) led.links.set(link, name);
  for (const link of links) led.GET.add(link.split("?")[0]);
  for (const [method, path] of forms) led[method].add(path);
  findings.push(...idle.map((label) => `${name}: the button "${label}" does nothing`));
  findings.push(...twice.map((key) => `${name}: the key ${key} means two things`));
  return findings;
}

// Reached by a mail, by a provider or by nobody who is signed in.
const FROM_OUTSIDE = ["/u/:token", "/c/:token", "/oauth/callback", "/sign-in", "/import/:token", "/audit/:token"];
// Nothing to look at, only to take away; each is asked for as a link.
const FILES = ["/audit/:token/file/:name", "/assets/:key/file"];

// Actions that show only in states the demo has not; other tests take them.
const ELSEWHERE = {
  "/touches/:id/send": "a mail that waits for a person to send it", "/touches/:id/unsend": "its undo",
  "/held/:id/settle": "a mail in doubt", "/mailboxes/:address/sign-in": "a mailbox at a provider",
};

function tableHolds(seen) {
  const routes = table();
  const findings = [];
  for (const [method, pattern] of routes) {
    if (method === "GET" && !seen[pattern] && !FILES.includes(pattern)) findings.push(`nobody walks ${pattern}: add it to visits() in walk.mjs`);
    if (!FROM_OUTSIDE.includes(pattern) && !ELSEWHERE[pattern] && ![...led[method]].some((path) => fits(pattern, path)))
      findings.push(`nothing on any page leads to ${method} ${pattern}`);
  }
  for (const method of ["GET", "POST"])
    for (const path of led[method])
      if (!routes.some(([itsMethod, pattern]) => itsMethod === method && fits(pattern, path)))
        findings.push(`a page leads to ${method} ${path}, which the server does not know`);
  return findings;
}

async function linksAnswer(page) {
  const findings = [];
  for (const [link, from] of led.links) {
    const answer = await page.request.get(link, { maxRedirects: 3 });
    if (answer.status() !== 200) findings.push(`${from}: ${link} answers ${answer.status()}`);
  }
  return findings;
}

// ---- the walk ----

const smallTargets = () =>
  [...document.querySelectorAll("main :is(a.button, button, input:not([type=hidden], [type=checkbox], [type=radio]), select, summary)")]
    .filter((element) => element.checkVisibility() && !element.closest("p, dd, .visually-hidden"))
    .map((element) => [element, element.getBoundingClientRect()])
    .filter(([, box]) => box.width > 1 && box.height < 43.5)
    .map(([element, box]) => `${element.outerHTML.slice(0, 80)} is ${Math.round(box.height)} px high`);

async function look(page, name, visit, screen) {
  const { url, run, status = 200 } = typeof visit === "object" ? visit : typeof visit === "string" ? { url: visit } : { run: visit };
  const findings = [];
  if (run) await run(page);
  else {
    const answer = await page.goto(url);
    if (answer.status() !== status) findings.push(`${name}: ${url} answers ${answer.status()}`);
  }
  findings.push(...(await inspect(page, name, screen, shots)), ...(await gather(page, name)));
  if (screen.name === "phone") findings.push(...(await page.evaluate(smallTargets)).map((what) => `${name}: for a thumb, ${what}`));
  return findings;
}

// Somebody's page. A refused form is an answer with 4xx, which the browser mentions; it is meant here.
async function open(browser, options, findings) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(20000);
  const page = await context.newPage();
  page.on("pageerror", (error) => findings.push(`script: ${error.message} at ${page.url()}`));
  page.on("console", (message) => message.type() === "error" && !/status of 4\d\d/.test(message.text()) &&
    findings.push(`console: ${message.text()} at ${page.url()}`));
  return page;
}

async function walkOn(browser, address, screen, findings) {
  const options = { viewport: screen.viewport, colorScheme: screen.colorScheme, baseURL: address, reducedMotion: "reduce" };
  const pages = {};
  for (const who of ["mira", "admin", "stranger"]) pages[who] = await open(browser, options, findings);
  await pages.admin.goto("/sign-in");
  await pages.admin.fill("#email", "admin@localhost");
  await pages.admin.fill("#password", PASSWORD);
  await pages.admin.click("button.primary");
  await pages.admin.waitForURL("**/today");
  const seen = visits();
  for (const group of Object.values(seen))
    for (const [name, visit] of Object.entries(group)) {
      try {
        findings.push(...(await look(pages[visit.as ?? "mira"], name, visit, screen)));
      } catch (error) {
        findings.push(`${name}, ${screen.name}: ${error.message}`);
      }
    }
  for (const page of Object.values(pages)) await page.context().close();
  return seen;
}

// A page without data teaches: one sentence, one button.
async function emptyPages(browser) {
  const empty = new Stage("empty", process.env.SEVENTH_BINARY);
  const findings = [];
  empty.seventh(NOW, ["init"]);
  empty.seventh(NOW, ["user", "password", "admin@localhost"]);
  const server = await empty.serve(NOW);
  try {
    const context = await browser.newContext({ viewport: SCREENS[0].viewport, baseURL: server.address });
    const page = listen(await context.newPage());
    await signIn(page, server.address);
    for (const path of ["today", "prospects", "replies", "replies?state=done", "held", "sequences", "library", "outbox", "mailboxes", "settings", "days-off"]) {
      await page.goto(`/${path}`);
      findings.push(...(await inspectHere(page, `empty-${path.replace(/\W.*/, "-done")}`, shots)));
    }
    await context.close();
  } finally {
    await server.stop();
    empty.leave(false);
  }
  return findings;
}

// README's picture, taken anew by every run; with --retake the one that README shows. What README says of it holds.
async function picture(browser, address, retake) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: "light", baseURL: address });
  const page = listen(await context.newPage());
  await page.goto("/today");
  await page.screenshot({ path: retake ? PICTURE : join(shots, "readme.png") });
  must(/promised/i.test(await page.textContent("#next .why")), "Today does not begin with what was promised");
  must(await page.locator("#next a.primary[href^='tel:']").count(), "whom one promised a call has no number to call");
  must((await page.locator("[data-list] [data-touch]").count()) >= 4, "the demo's day is nearly empty");
  await context.close();
}

async function run() {
  mkdirSync(shots, { recursive: true });
  const server = await stage.serve(NOW, ["demo"]);
  const browser = await openBrowser();
  let seen = {};
  try {
    stage.seventh(LATER, ["user", "password", "admin@localhost"]);
    await part("README's picture, and what it shows", () => picture(browser, server.address, process.argv.includes("--retake")));
    for (const screen of SCREENS)
      await part(`every page of the demo, ${screen.name}`, async () => {
        const findings = [];
        seen = await walkOn(browser, server.address, screen, findings);
        return findings;
      });
    const context = await browser.newContext({ baseURL: server.address });
    await part("every link answers", async () => linksAnswer(await context.newPage()));
    await part("the core actions without JavaScript", () => withoutScript(browser, server.address, demo, gather));
    await part("every page and every action is reached from another page", () => tableHolds(seen));
    await part("empty pages teach", () => emptyPages(browser));
  } finally {
    await browser.close();
    await server.stop();
  }
}

await test(5 + SCREENS.length, browserMissing(), stage, run);
