// A rep's first two days, in a real browser on the real program: signs in, imports people, enrolls them, works Today by
// keyboard alone, promises, takes back, and sees that an answer ends a sequence. Then every page in light, dark and on a
// phone: a screenshot, axe-core, nothing wider than the screen. Fails on any complaint of the browser.
//
//     dovecot.py run -- node browser.mjs SCREENSHOT_FOLDER        (with SEVENTH_BINARY; see dovecot.py for the inbox)
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PASSWORD, SCREENS, Stage, browserMissing, inspect, inspectHere, listen, must, openBrowser, part, signIn, test }
  from "./stage.mjs";

const [shots] = process.argv.slice(2);
const { SEVENTH_BINARY: binary, SEVENTH_TEST_IMAPS_PORT: imapPort, SEVENTH_TEST_IMAP_CA: authority } = process.env;
const dovecot = fileURLToPath(new URL("../support/dovecot.py", import.meta.url));
const REP = "ada@seller.test";
// A Thursday and the Friday after it; the clock of each command and server stands still.
const THURSDAY = "2026-11-26T10:00:00+01:00";
const FRIDAY = "2026-11-27T16:30:00+01:00";

const SEQUENCE = `sequence: call-first
goal: book a first conversation
steps:
  - day: 0
    channel: call
    within: 5 minutes
    objective: hear what is on their desk
    value_point: question
    script: |
      Ask what a missed follow-up costs them.
  - after: 1 business day
    channel: email
    automatic: true
    objective: show a case
    value_point: case
    subject: "A case for {{company}}"
    body: |
      Hello {{first_name|there}},

      a {{title}} at a company like {{company}} halved the time to first answer.

      Regards, {{sender_name}}
  - after: 3 business days
    channel: call
    objective: ask for a yes or a no
    value_point: decision
    script: |
      Ask plainly whether it is worth going on.
`;
// Carla has no job title: her mail would have a gap in it, and is held.
const PEOPLE = `First name,Last name,Email,Job title,Company,Country,Phone
Ana,Silva,ana@buyer.test,Head of Sales,Buyer One,Germany,+49 30 901820
Ben,Okoro,ben@second.test,Owner,Second Yard,Germany,+49 40 428280
Carla,Rossi,carla@third.test,,Third Hall,Italy,+39 06 67101
Dirk,Maas,dirk@fourth.test,Buyer,Fourth Works,Netherlands,+31 20 6241111
Nora,Lind,nora@example.org,Planner,Lind and Sons,Germany,+49 89 23300
`;
const stage = new Stage("browser", binary);
const { folder } = stage;
const seventh = (...words) => stage.seventh(...words);
const serve = (now) => stage.serve(now);

function deliver(letter) {
  const done = spawnSync("/usr/bin/python3", [dovecot, "deliver"], { input: letter.replaceAll("\n", "\r\n"), encoding: "utf8" });
  if (done.status !== 0) throw new Error(`the letter could not be delivered: ${done.stderr}`);
}

function setUp() {
  const run = (...words) => seventh(THURSDAY, words);
  run("init");
  run("user", "password", "admin@localhost");
  seventh(THURSDAY, ["user", "add", "--email", "kim@seller.test", "--name", "Kim Berg", "--role", "rep", "--zone", "Europe/Berlin"]);
  run("user", "edit", "admin@localhost", "--name", "Robin Fox", "--zone", "Europe/Berlin");
  run("workspace", "set", "--zone", "Europe/Berlin");
  seventh(THURSDAY, ["mailbox", "add", "--address", REP, "--name", "Robin Fox", "--smtp", "outbox:", "--imap",
    `imaps://127.0.0.1:${imapPort}`, "--ca-file", authority, "--user", "admin@localhost", "--pace", "0"],
  { SEVENTH_PASSWORD: process.env.SEVENTH_TEST_IMAP_PASSWORD });
  writeFileSync(join(folder, "call-first.yaml"), SEQUENCE);
  writeFileSync(join(folder, "people.csv"), PEOPLE);
  run("sequence", "add", "call-first.yaml");
  run("work");
}

async function importPeople(page, address) {
  await page.goto(`${address}/import`);
  await page.setInputFiles("#i-file", join(folder, "people.csv"));
  await page.click("main form button.primary");
  await page.waitForURL("**/import/*");
  must((await page.textContent("main")).includes("Nothing is kept yet"), "the preview does not say that nothing is kept");
  must(seventh(THURSDAY, ["prospect", "list"]).length === 0, "the preview kept people");
  const findings = await inspectHere(page, "import-preview", shots);
  await page.keyboard.press("i");
  await page.waitForSelector("h1:text-is('Imported')");
  const made = seventh(THURSDAY, ["prospect", "list"]).length;
  must(made === 5, `5 people were in the file, ${made} are here`);
  return [...findings, ...(await inspectHere(page, "import-done", shots))];
}

async function enroll(page, address) {
  await page.goto(`${address}/sequences/call-first`);
  await page.check("input[value=all]");
  await page.selectOption("#e-mailbox", REP);
  await page.click("form[action$='/enroll'] button.primary");
  await page.waitForSelector("main");
  const enrolled = seventh(THURSDAY, ["sequence", "list"])[0].enrolled;
  must(enrolled === 5, `5 people were to be enrolled, ${enrolled} are`);
}

// Who is in a sequence already is refused, by name and with the reason.
async function enrollAgain(page, address) {
  await page.goto(`${address}/sequences/call-first`);
  await page.fill("#e-people", "ana@buyer.test\nnobody@nowhere.test");
  await page.click("form[action$='/enroll'] button.primary");
  await page.waitForSelector("#s-refused");
  const refused = (await page.locator("section[aria-labelledby=s-refused] tbody tr").allTextContents()).join(" / ");
  must(/ana@buyer\.test/.test(refused) && /nobody@nowhere\.test/.test(refused), `refused are: ${refused}`);
  return inspectHere(page, "enroll-refused", shots);
}

const openTask = async (page) => ({
  touch: await page.getAttribute("#next", "data-touch"),
  name: (await page.textContent("#next .who a")).trim(),
});

// Presses keys, which must bring a new page.
async function keyThrough(page, key) {
  await Promise.all([page.waitForEvent("load"), page.keyboard.press(key)]);
}

async function tasksArrive(page, address) {
  for (let tries = 0; tries < 40; tries++) {
    await page.goto(`${address}/today`);
    if ((await page.locator("#next").count()) && (await page.locator("[data-list] [data-touch]").count()) === 4) return;
    await page.waitForTimeout(250);
  }
  throw new Error("enrolled to be called within five minutes, but the five calls did not come to Today");
}

async function workByKeyboard(page, address) {
  await tasksArrive(page, address);
  const worked = [];
  const see = async () => worked.push(await openTask(page));
  await see();
  await keyThrough(page, "3");
  await see();
  must(worked[1].touch !== worked[0].touch, "a worked task still stands first");
  await page.keyboard.press("p");
  await page.keyboard.type("Tuesday morning");
  await page.keyboard.press("Escape");
  await keyThrough(page, "6");
  must(!(await page.locator("#problem").count()), "\"Tuesday morning\" was not understood");
  await see();
  await keyThrough(page, "4");
  must((await openTask(page)).touch !== worked[2].touch, "a worked task still stands first");
  await keyThrough(page, "z");
  await page.goto(`${address}/today?task=${worked[2].touch}`);
  must((await openTask(page)).name === worked[2].name, "Undo does not bring the task back");
  await keyThrough(page, "4");
  const promises = seventh(THURSDAY, ["promise", "list"]);
  must(promises.length === 1, `one promise was typed, the list has ${promises.length}`);
  const promised = worked[1].name.split(" ")[0].toLowerCase();
  must(promises[0].prospect.startsWith(promised), `the promise was to ${worked[1].name}, on file is ${promises[0].prospect}`);
  must(JSON.stringify(promises).includes("2026-12-01"), `Tuesday is not 1 December: ${JSON.stringify(promises)}`);
  const done = seventh(THURSDAY, ["export", "touches", "--format", "json"]).filter((row) => row.outcome);
  const outcomes = done.map((row) => row.outcome).sort().join(" ");
  must(outcomes === "call_back no_answer voicemail", `the three outcomes on file are: ${outcomes}`);
}

async function answerStops(page, address, who) {
  await page.goto(`${address}/replies`);
  const row = page.locator("[data-reply]");
  must((await row.count()) === 1, `one reply waits, the page shows ${await row.count()}`);
  await row.locator("a.name").click();
  await page.waitForSelector("#reply");
  must((await page.textContent("#reply")).includes("Happy to talk"), "the reply's own words are not shown");
  await page.goto(`${address}/prospects/${who.prospect_id}`);
  must((await page.textContent("section[aria-label='Where it stands']")).includes("Finished"), "the sequence goes on after an answer");
  const planned = page.locator(".timeline [data-kind=planned]");
  must((await planned.count()) === 0, `after an answer is planned: ${await planned.allTextContents()}`);
  const ahead = seventh(FRIDAY, ["plan", "--days", "60"]).filter((touch) => touch.prospect === who.prospect);
  must(ahead.length === 0, `after an answer the plan has ${ahead.length} touches`);
  const others = seventh(FRIDAY, ["plan", "--days", "60"]);
  must(others.length > 0, "an answer stopped everybody's sequence, not only one");
}

// The night between: the mails leave, one is answered, the answer is read.
function untilFriday() {
  seventh("2026-11-27T16:00:00+01:00", ["work"]);
  const [sent] = seventh(FRIDAY, ["outbox", "list"]);
  must(sent !== undefined, "no mail left on Friday");
  const [person] = seventh(FRIDAY, ["prospect", "show", sent.to]);
  deliver(`From: ${person.name} <${person.email}>\nTo: ${REP}\nSubject: Re: ${sent.subject}\nMessage-ID: <answer-1@buyer.test>\n` +
    "Date: Fri, 27 Nov 2026 16:10:00 +0100\nContent-Type: text/plain; charset=utf-8\n\nHappy to talk. Does Tuesday at 10 work for a short call?\n");
  const [work] = seventh("2026-11-27T16:20:00+01:00", ["work"]);
  must(work.replies === 1, `one answer was delivered, the work read ${JSON.stringify(work)}`);
  return person;
}

// The answer is written where the reply is read: the lint looks at it, it can be taken back, and it joins their thread.
async function answersInThread(page, address) {
  await page.goto(`${address}/replies`);
  await page.click("[data-reply] a.name");
  await page.waitForSelector("#a-text");
  await page.fill("#a-text", "Hello Ana,\n\njust checking in. I have tried to reach you several times.\n");
  await page.click("button[value=check]");
  await page.waitForSelector(".findings li");
  const found = (await page.locator(".findings li").allTextContents()).join(" / ");
  must(/checking in/i.test(found), `the lint let "just checking in" pass: ${found}`);
  const findings = await inspectHere(page, "reply-checked", shots);
  must((await page.inputValue("#a-text")).includes("several times"), "the answer is lost after the check");
  must(seventh(FRIDAY, ["outbox", "list"]).length === 1, "a check sent something");
  const words = "Hello Ana,\n\nTuesday 1 December at 10:00 it is. I bring the figures of two yards like yours.\n";
  await page.fill("#a-text", words);
  await page.click("button[value=send]");
  await page.waitForURL("**/replies");
  must((await page.locator("[data-reply]").count()) === 0, "an answered reply still waits");
  await page.click("form[action$='/take-back'] button");
  await page.waitForSelector("#a-text");
  await page.fill("#a-text", words);
  await page.click("button[value=send]");
  await page.waitForURL("**/replies");
  seventh("2026-11-27T16:32:00+01:00", ["work"]);
  const sent = seventh(FRIDAY, ["outbox", "list"]).filter((mail) => mail.subject.startsWith("Re:") && mail.state !== "cancelled");
  must(sent.length === 1 && sent[0].state === "accepted", `the answer in the outbox: ${JSON.stringify(sent)}`);
  const [mail] = seventh(FRIDAY, ["outbox", "show", String(sent[0].touch_id)]);
  must(/^In-Reply-To: <answer-1@buyer\.test>/mi.test(mail.raw), "the answer does not name what it answers");
  return findings;
}

// A second reply: it rests until Monday, comes back, and goes to a colleague.
async function restsAndGoesOn(page, address) {
  deliver(`From: Ana Silva <ana@buyer.test>\nTo: ${REP}\nSubject: One more thing\nMessage-ID: <answer-2@buyer.test>\n` +
    "Date: Fri, 27 Nov 2026 16:35:00 +0100\nContent-Type: text/plain; charset=utf-8\n\nCould you send me the price list for ten seats?\n");
  seventh("2026-11-27T16:40:00+01:00", ["work"]);
  await page.goto(`${address}/replies`);
  await page.click("[data-reply] a.name");
  await page.click("summary:has-text('Later')");
  await page.click("button[value='Monday morning']");
  await page.waitForURL("**/replies");
  must((await page.locator("[data-reply]").count()) === 0, "a reply that rests still waits");
  must(seventh("2026-11-30T09:05:00+01:00", ["reply", "list"]).length === 1, "it does not come back on Monday");
  const [reply] = seventh("2026-11-30T09:05:00+01:00", ["reply", "list"]);
  await page.goto(`${address}/replies/${reply.reply_id}`);
  await page.click("summary:has-text('Give it to a colleague')");
  await page.selectOption("#g-user", "kim@seller.test");
  await page.click("form[action$='/assign'] button");
  await page.waitForURL("**/replies");
  const [given] = seventh("2026-11-30T09:05:00+01:00", ["reply", "list", "--user", "kim@seller.test"]);
  must(given?.reply_id === reply.reply_id, "the colleague has nothing to answer");
  const [times] = seventh(FRIDAY, ["reply", "times"]);
  must(times.answered === 1 && times.waiting === 1, `how long people wait: ${JSON.stringify(times)}`);
}

// Exports are dropped, counted and shown; nothing of them stays. Of four leads one was never tried, two were let go early.
const LEADS = `Lead ID,First name,Last name,Email,Company,Lead Owner,Lead Source,Created Time,Country
L1,Ida,Moss,ida@one.test,One,Kim Berg,Web,2026-09-01 09:00,Germany
L2,Jon,Pike,jon@two.test,Two,Kim Berg,Web,2026-09-01 09:00,Germany
L3,Kea,Roth,kea@three.test,Three,Robin Fox,Fair,2026-09-01 09:00,Germany
L4,"<b>Lou",Sand,lou@four.test,Four,Robin Fox,Fair,2026-09-01 09:00,Germany
`;
const CALLS = `Call ID,Lead ID,Subject,Call Type,Call Owner,Call Start Time,Call Result,Duration
C1,L1,First call,Outbound,Kim Berg,2026-09-01 09:04,No answer,0
C2,L2,First call,Outbound,Kim Berg,2026-09-02 10:00,No answer,0
C3,L2,Second call,Outbound,Kim Berg,2026-09-04 15:00,No answer,0
C4,L4,First call,Outbound,Robin Fox,2026-09-01 11:00,Connected,300
`;
async function audits(page, address) {
  writeFileSync(join(folder, "leads.csv"), LEADS);
  writeFileSync(join(folder, "calls.csv"), CALLS);
  await page.goto(`${address}/audit`);
  await page.setInputFiles("#u-leads", join(folder, "leads.csv"));
  await page.setInputFiles("#u-first", join(folder, "calls.csv"));
  await page.click("main form button.primary");
  await page.waitForSelector("h1:text-is('How persistent were we?')");
  const text = await page.textContent("main");
  must(/25% of the leads were never tried/.test(text), `one of four was never tried: ${text.slice(0, 300)}`);
  must(/50% were let go after one or two/.test(text), "two of four were let go after one or two tries");
  const never = page.locator("details", { hasText: /Never contacted/i }).first();
  await never.locator("summary").click();
  must((await never.textContent()).includes("kea@three.test"), "who was never tried is not in the list");
  await never.locator("a", { hasText: "Open the list" }).click();
  must((await page.textContent("main")).includes("kea@three.test"), "who was never tried is not on the list's own page");
  await page.goBack();
  must(seventh(FRIDAY, ["prospect", "list"]).length === 5, "the audit kept people");
  const findings = await inspectHere(page, "audit-report", shots);
  seventh(FRIDAY, ["audit", "leads.csv", "calls.csv", "--html", "report.html"], {}, [0, 3]);
  const complaint = readFileSync(join(folder, "report.html"), "utf8");
  must(!complaint.includes("<b>Lou") && complaint.includes("&lt;b&gt;Lou"), "a name from the file is markup in the report");
  await page.goto(`file://${join(folder, "report.html")}`);
  return [...findings, ...(await inspectHere(page, "audit-html", shots))];
}

async function gapIsHeld(page, address) {
  await page.goto(`${address}/held`);
  const held = await page.locator("[data-touch]").allTextContents();
  must(held.length === 1 && held[0].includes("Carla Rossi"), `Carla's mail has a gap; held is: ${held.join(" / ") || "nothing"}`);
}

async function pagesOf(page, address, who) {
  const [answered] = seventh(FRIDAY, ["reply", "list", "--state", "done"]);
  const [waiting] = seventh("2026-11-30T09:05:00+01:00", ["reply", "list"]);
  const reply = `/replies/${waiting.reply_id}`;
  await page.goto(`${address}/outbox`);
  const mail = await page.getAttribute("main a.name", "href");
  return { today: "/today", prospects: "/prospects", prospect: `/prospects/${who.prospect_id}`, replies: "/replies", "replies-done": "/replies?state=done", reply, "reply-answered": `/replies/${answered.reply_id}`, held: "/held",
    sequences: "/sequences", sequence: "/sequences/call-first", "new-sequence": "/new-sequence", import: "/import", audit: "/audit",
    mailboxes: "/mailboxes", mailbox: `/mailboxes/${encodeURIComponent(REP)}`, "new-mailbox": "/new-mailbox", outbox: "/outbox",
    mail, settings: "/settings", more: "/more" };
}

async function lookAt(context, screen, pages) {
  const findings = [];
  const page = listen(await context.newPage());
  for (const [name, url] of Object.entries(pages)) {
    const answer = await page.goto(url);
    if (answer.status() !== 200) findings.push(`${name}: ${url} answers ${answer.status()}`);
    findings.push(...(await inspect(page, name, screen, shots)));
  }
  await page.close();
  return findings;
}

async function run() {
  setUp();
  let server = await serve(THURSDAY);
  const browser = await openBrowser();
  try {
    const context = await browser.newContext({ viewport: SCREENS[0].viewport });
    context.setDefaultTimeout(20000);
    const page = listen(await context.newPage());
    await part("signs in", () => signIn(page, server.address));
    await part("imports a file after a preview", () => importPeople(page, server.address));
    await part("enrolls the people", () => enroll(page, server.address));
    await part("is told who is not enrolled twice", () => enrollAgain(page, server.address));
    await part("works Today by keyboard, promises, takes back", () => workByKeyboard(page, server.address));
    await server.stop();
    let who = { prospect_id: 1 };
    await part("sees that an answer ends the sequence", async () => {
      who = untilFriday();
      server = await serve(FRIDAY);
      await signInAgain(page, server.address);
      await answerStops(page, server.address, who);
    });
    await part("answers in the thread, looked at by the lint", () => answersInThread(page, server.address));
    await part("lets a reply rest, gives it to a colleague", () => restsAndGoesOn(page, server.address));
    await part("drops exports and sees how persistent the team was", () => audits(page, server.address));
    await part("sees what is held, and why", () => gapIsHeld(page, server.address));
    const inside = await pagesOf(page, server.address, who);
    const state = await context.storageState();
    for (const screen of SCREENS) {
      await part(`every page, ${screen.name}`, async () => {
        const common = { viewport: screen.viewport, colorScheme: screen.colorScheme, baseURL: server.address };
        const stranger = await browser.newContext(common);
        const member = await browser.newContext({ ...common, storageState: state });
        const findings = [...(await lookAt(stranger, screen, { "sign-in": "/sign-in" })), ...(await lookAt(member, screen, inside))];
        await stranger.close();
        await member.close();
        return findings;
      });
    }
  } finally {
    await browser.close();
    await server.stop();
  }
}

// The second server has another port, and the session may outlive the first.
async function signInAgain(page, address) {
  await page.goto(`${address}/today`);
  if (await page.locator("#password").count()) await signIn(page, address);
}

const reason = browserMissing() ?? (imapPort ? null : "no mail server: run it inside `dovecot.py run --`");
await test(10 + SCREENS.length, reason, stage, run);
