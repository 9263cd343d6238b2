// Compiled, never run: what users write has the types that they expect, however their project resolves modules.

import {
  ApiError,
  AuthenticationError,
  type BlacklistEntry,
  type CallOptions,
  type CarRecord,
  Client,
  type Explanation,
  explain as explainRequest,
  type GateStatus,
  type Lane,
  LaneType,
  type Response,
  TimeoutError,
  type TmpRentBill,
  type Verdict,
  WelinkParkError,
  type Window,
} from "welinkpark";
import { Sandbox } from "welinkpark/testing";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <_T extends true>(): void => {};

export async function use(signal: AbortSignal): Promise<void> {
  const options: CallOptions = { timeout: 5000, retries: 0, signal, encrypt: false, zip: "auto" };
  await using client = new Client({ parkId: "10001088", logger: console });

  const lanes = await client.info.lanes(options);
  same<Same<typeof lanes, Lane[]>>();
  same<Same<Lane["laneId"], string>>();
  const entry = lanes.find((lane) => lane.laneType === LaneType.Entry);
  const future: LaneType = 99;
  void [entry, future];

  const bill: TmpRentBill = await client.pay.queryTmpRentBill({ plateNumber: "粤B98123", userId: "u" }, options);
  same<Same<TmpRentBill["leaveTime"], Date | null>>();
  void bill;

  const areas: Response<string> = await client.callRaw("GET", "/info/areas").withResponse();
  void areas.content;
  const unknown: unknown = await client.call("passport.get", { passportId: 1n });
  void unknown;

  await client.passport.get({ passportId: 5151108843907001n });
  await client.passrecord.queryCarRecords({ startTime: new Date(), endTime: "2026-06-01 08:00:00" });
  // @ts-expect-error a lane is no time
  await client.passrecord.queryCarRecords({ startTime: 5, endTime: new Date() });
  // @ts-expect-error the plate is required
  await client.pay.queryTmpRentBill({});

  const nothing = await client.passport.lock({ plateNumber: "粤B98123", state: 1 });
  same<Same<typeof nothing, void>>();

  await using sandbox = await Sandbox.start({ loose: true });
  const verdict = await sandbox.vehicleArrives({ laneId: "3150432953492101" });
  same<Same<typeof verdict.gateOpen, boolean>>();
}

export async function flows(client: Client, signal: AbortSignal): Promise<Verdict> {
  const flow = client.gate.exit({ laneId: 3150432953492102n, userId: "u", maxWait: 60_000, signal });
  for await (const status of flow) {
    same<Same<typeof status, GateStatus>>();
    if (status.phase === "payment") {
      same<Same<NonNullable<typeof status.bill>["endTime"], Date | null>>();
      flow.paid();
    }
  }
  const resumed: GateStatus = await client.gate.resume(flow.token).run();
  // @ts-expect-error there is no such phase
  void (resumed.phase === "done");

  for await (const entry of client.records(
    "blacklist.query",
    { keyword: "B" },
    { pageSize: 50, limit: 1000, signal },
  )) {
    same<Same<typeof entry, BlacklistEntry>>();
  }
  for await (const page of client.pages("blacklist.query", {})) {
    same<Same<typeof page, BlacklistEntry[]>>();
  }
  const range = { startTime: new Date(0), endTime: "2026-06-01 08:00:00" };
  for await (const window of client.windows("passrecord.query_car_records", range, { window: 3_600_000 })) {
    same<Same<typeof window, Window<CarRecord>>>();
  }
  // @ts-expect-error it has no pages
  client.records("info.areas", {});
  // @ts-expect-error it has no range
  client.windows("blacklist.query", {}, { window: 1000 });
  // @ts-expect-error the range is required
  client.records("passrecord.query_car_records", {});

  const explanation: Explanation = explainRequest("AppId=1", { secretKey: "s", at: new Date() });
  void explanation.findings[0]?.mistake;
  const bill = resumed.bill;
  return await client.reconcile.billPaid({ plateNumber: "粤B98123", userId: "u", bill }, { signal });
}

export function explain(error: unknown): string {
  if (error instanceof AuthenticationError) {
    return error.findings.map(({ code, message }) => `${code}: ${message}`).join();
  }
  if (error instanceof ApiError && error.meaning === "not-found") {
    return error.errCode ?? error.code;
  }
  if (error instanceof TimeoutError) {
    return error.sent;
  }
  return error instanceof WelinkParkError ? error.report : "";
}
