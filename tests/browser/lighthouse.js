/*
 * Lighthouse, as on a telephone, on one page after another in a browser that is running already.
 * node tests/browser/lighthouse.js PORT ADDRESS... prints one JSON report a line.
 */
import { readFileSync } from "node:fs";

import lighthouse from "lighthouse";

const [port, ...addresses] = process.argv.slice(2);
const config = JSON.parse(readFileSync(new URL("lighthouse.json", import.meta.url), "utf-8"));
for (const address of addresses) {
  const found = await lighthouse(address, { port: Number(port), logLevel: "error" }, config);
  console.log(JSON.stringify(found?.lhr));
}
