// What npm mailparser reads: a base64 message a line on standard input, a line of JSON each on standard output.
import { createRequire } from "node:module";
import { createHash } from "node:crypto";
import { createInterface } from "node:readline";

const require = createRequire(new URL("../e2e/package.json", import.meta.url));
const { simpleParser } = require("mailparser");
const one = (list) => (list && list.value.length === 1 ? list.value[0] : { name: null, address: null });

for await (const line of createInterface({ input: process.stdin })) {
  const mail = await simpleParser(Buffer.from(line, "base64"), { skipTextToHtml: true, skipHtmlToText: true });
  console.log(JSON.stringify({
    from_name: one(mail.from).name, from_address: one(mail.from).address,
    to_name: one(mail.to).name, to_address: one(mail.to).address,
    reply_to: mail.replyTo ? one(mail.replyTo).address : null,
    subject: mail.subject ?? "", text: mail.text ?? "", html: mail.html || "",
    message_id: mail.messageId, in_reply_to: mail.inReplyTo ?? null,
    references: [].concat(mail.references ?? []).join(" ") || null,
    date_s: mail.date.getTime() / 1000,
    header_names: mail.headerLines.map((header) => header.key).sort(),
    files: mail.attachments.map((file) => ({
      name: file.filename, type: file.contentType, sha256: createHash("sha256").update(file.content).digest("hex"),
    })),
  }));
}
