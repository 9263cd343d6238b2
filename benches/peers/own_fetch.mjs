// A user's own client in Node: the fetch that is built in.

import { serve } from "../harness/harness.mjs";
import { read, url } from "./own_wire.mjs";

await serve(async () => {
  const response = await fetch(url());
  read(await response.json());
});
