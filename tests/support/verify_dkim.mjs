// What npm mailauth says of a message on standard input, with one DNS record in the whole world:
//     node verify_dkim.mjs NAME VALUE < MESSAGE
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(new URL("../e2e/package.json", import.meta.url));
const { dkimVerify } = require("mailauth/lib/dkim/verify");
const [name, value] = process.argv.slice(2);

async function resolver(asked, type) {
  if (type === "TXT" && asked === name) {
    return [value.match(/.{1,255}/g)];
  }
  const problem = new Error("no such record");
  problem.code = "ENOTFOUND";
  throw problem;
}

const { results } = await dkimVerify(readFileSync(0), { resolver });
console.log(JSON.stringify(results.map((found) => ({
  domain: found.signingDomain, status: found.status.result, why: found.status.comment ?? null,
}))));
