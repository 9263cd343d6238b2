// tests/cases: calls against the sandbox as data, here through the typed methods.

import { after, before, describe, it } from "node:test";

import { run } from "./runner.mjs";
import { list, load, startSandbox, telling } from "./support.mjs";

let sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox.close());

for (const file of list("cases")) {
  describe(file, () => {
    for (const one of load(`cases/${file}`).cases) {
      it(one.name, () => telling(`cases/${file.replace(".json", "")}`, one.name, () => run(sandbox, one)));
    }
  });
}
