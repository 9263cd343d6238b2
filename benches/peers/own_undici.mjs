// A user's own client in Node: undici.

import { Agent, request } from "undici";
import { bench, serve } from "../harness/harness.mjs";
import { read, url } from "./own_wire.mjs";

const dispatcher = new Agent({ connections: bench.concurrency });

await serve(async () => {
  const { body } = await request(url(), { dispatcher });
  read(await body.json());
});
