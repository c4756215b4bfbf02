/* Prints saved copies, one a line, for the test of their schema: node print-documents.js <count> */
import { toFile } from "../../../overrides/assets/answers/open.js";
import { inOrder } from "../../../overrides/assets/answers/response.js";
import { response } from "./documents.js";
import { Random } from "./random.js";

for (let seed = 1; seed <= Number(process.argv[2]); seed += 1) {
  console.log(JSON.stringify(JSON.parse(toFile(inOrder(response(new Random(seed))), ["shared-aims", "never-answered"]))));
}
