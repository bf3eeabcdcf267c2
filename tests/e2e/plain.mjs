// The core journey with JavaScript switched off: every step is a link or a form.
import { PASSWORD, must } from "./stage.mjs";

const PEOPLE = `First name,Last name,Email,Job title,Company,Country,Phone
Pia,Lund,pia@plain.test,Owner,Plain Yard,Germany,+49 30 901820
Rob,Ames,rob@plain.test,Planner,Plain Yard,Germany,+49 30 901821
`;

const press = async (page, selector) => Promise.all([page.waitForEvent("load"), page.click(selector)]);

async function signsIn(page) {
  await page.goto("/sign-in");
  await page.fill("#email", "admin@localhost");
  await page.fill("#password", PASSWORD);
  await press(page, "button.primary");
  must(page.url().endsWith("/today"), "signing in does not lead to Today");
}

async function imports(page, run) {
  await page.goto("/import");
  await page.setInputFiles("#i-file", { name: "plain.csv", mimeType: "text/csv", buffer: Buffer.from(PEOPLE) });
  await press(page, "main form button.primary");
  await press(page, "main form button.primary");
  must((await page.textContent("h1")) === "Imported", "the import does not end on its result");
  must(run("prospect", "list", "--search", "plain").length === 2, "two people were in the file");
}

async function enrolls(page, run) {
  await page.goto("/sequences/asked-for-a-demo");
  await page.fill("#e-people", "pia@plain.test");
  await page.selectOption("#e-mailbox", "mira@harborlane.example.com");
  await press(page, "form[action$='/enroll'] button.primary");
  must(run("prospect", "show", "pia@plain.test")[0].enrollment, "Pia is in no sequence");
}

// An outcome with a promise from Today, and its undo.
async function logs(page, run, saw) {
  await page.goto("/today");
  const name = (await page.textContent("#next .who a")).trim();
  const touch = await page.getAttribute("#next", "data-touch");
  const promised = () => run("promise", "list").some((promise) => promise.from.startsWith("2026-12-15"));
  await page.fill("#promise", "2026-12-15 09:00-12:00");
  await press(page, "#next .outcomes button[value=call_back]");
  must(promised(), `the promise to ${name} is not on file`);
  must((await page.getAttribute("#next", "data-touch")) !== touch, "a worked task still stands first");
  await saw(page, "logged");
  await press(page, ".toast form button");
  must(!promised(), "Undo leaves the promise");
  await page.goto(`/today?task=${touch}`);
  must((await page.textContent("#next .who a")).trim() === name, "Undo does not bring the task back");
}

// What is taken back at once with one button: a promise, a pause of a person, a pause of a mailbox.
async function takesBack(page, run, saw) {
  await page.goto("/today");
  await press(page, "#next .who a");
  const person = page.url();
  const promises = run("promise", "list").length;
  await page.click("#promise summary");
  await page.fill("#promise-window", "Wednesday afternoon");
  await press(page, "#promise button.primary");
  must(run("promise", "list").length === promises + 1, "the promise is not on file");
  await saw(page, "promised");
  await press(page, ".toast form button");
  must(run("promise", "list").length === promises, "Undo leaves the promise");
  await page.goto(person);
  await page.click("#pause summary");
  await page.fill("#pause-until", "2026-12-04");
  await press(page, "#pause button.primary");
  await saw(page, "paused");
  must(/Paused until/.test(await page.textContent("section[aria-label='Where it stands']")), "the pause does not show");
  await press(page, "form[action$='/resume'] button >> nth=0");
  await page.goto("/mailboxes");
  await press(page, "form[action$='/pause'] button >> nth=0");
  await saw(page, "mailbox-paused");
  await press(page, ".toast form button");
  must(run("mailbox", "list").every((mailbox) => mailbox.state !== "paused"), "Undo leaves the mailbox paused");
}

// A held text names what it misses; the form it leads to has that field, and filled in the mail is held no more.
async function fillsIn(page, run) {
  const held = run("held", "list").length;
  await page.goto("/held");
  await press(page, "main a.button.primary");
  await page.fill("input[name='field.fleet_size']", "44");
  await press(page, "form[action$='/edit'] button.primary");
  must(run("held", "list").length === held - 1, "with the gap filled in, the mail is still held");
}

async function answers(page, run, saw) {
  await page.goto("/replies");
  const waiting = run("reply", "list").length;
  await press(page, "[data-reply] a.name");
  await page.fill("#a-text", "Hello,\n\nTuesday 1 December at 10:00 it is. I bring the figures of two yards like yours.\n");
  await press(page, "button[value=send]");
  must(run("reply", "list").length === waiting - 1, "an answered reply still waits");
  await saw(page, "answered");
  await press(page, "form[action$='/take-back'] button");
  must(run("reply", "list").length === waiting, "an answer taken back is gone");
}

// `saw(page, name)` is called on pages that stand only after an action.
export async function withoutScript(browser, address, run, saw) {
  const context = await browser.newContext({ baseURL: address, javaScriptEnabled: false });
  context.setDefaultTimeout(20000);
  const mira = await context.newPage();
  await mira.goto("/today");
  await logs(mira, run, saw);
  await takesBack(mira, run, saw);
  await fillsIn(mira, run);
  await answers(mira, run, saw);
  await imports(mira, run);
  await enrolls(mira, run);
  await context.close();
  const own = await browser.newContext({ baseURL: address, javaScriptEnabled: false });
  await signsIn(await own.newPage());
  await own.close();
}
