// A user's own client in Node: axios.

import { Agent } from "node:http";
import axios from "axios";
import { bench, serve } from "../harness/harness.mjs";
import { read, url } from "./own_wire.mjs";

const http = axios.create({
  httpAgent: new Agent({ keepAlive: true, maxSockets: bench.concurrency }),
  proxy: false,
});

await serve(async () => {
  const { data } = await http.get(url());
  read(data);
});
