/// <reference lib="esnext.disposable" preserve="true" />
// What `import … from "welinkpark/testing"` gives: the simulated platform, for tests with any runner.

import { type ChildProcess, spawn } from "node:child_process";

import { Client } from "./client.js";
import { Control, type Fault, type Plain, type Vehicle, type Verdict } from "./control.js";
import type { ClientOptions } from "./options.js";
import type { Id, Time } from "./types.js";

export type { Fault, Plain, Vehicle, Verdict } from "./control.js";

/** How a sandbox is started. */
export interface SandboxOptions {
  /** The program `welinkpark`; `WELINKPARK_BINARY`, else the one in `PATH`, by default. */
  binary?: string;
  /** Port on 127.0.0.1; a free one by default. */
  port?: number;
  /** File that keeps all state; in memory by default. */
  data?: string;
  /** Varies the JSON types of answers as the document's samples do. */
  loose?: boolean;
}

/** What the sandbox prints when it is ready. */
interface Ready {
  base_url: string;
  control_url: string;
  app_id: string;
  secret_key: string;
  park_id: string;
}

/**
 * A running sandbox: the simulated platform, in a process of its own that ends with this one.
 *
 * @example
 * ```ts
 * await using sandbox = await Sandbox.start();
 * const client = sandbox.client();
 * await sandbox.vehicleArrives({ laneId: "3150432953492101", plateNumber: "粤B98123" });
 * await sandbox.clock.advance({ hours: 2 });
 * const bill = await client.pay.queryTmpRentBill({ plateNumber: "粤B98123", userId: "4150570873" });
 * ```
 */
export class Sandbox {
  /** What a client's `baseUrl` has to be. */
  readonly baseUrl: string;
  /** Address of the control API. */
  readonly controlUrl: string;
  /** An application that may use every endpoint for the seeded park. */
  readonly appId: string;
  /** Its secret key: the public sample of the platform's document. */
  readonly secretKey: string;
  /** The seeded park. */
  readonly parkId: string;
  /** The virtual clock. */
  readonly clock: Clock;
  /** Planned faults. */
  readonly faults: Faults;
  readonly #process: ChildProcess;
  readonly #control: Control;

  private constructor(process: ChildProcess, ready: Ready) {
    this.#process = process;
    this.baseUrl = ready.base_url;
    this.controlUrl = ready.control_url;
    this.appId = ready.app_id;
    this.secretKey = ready.secret_key;
    this.parkId = ready.park_id;
    this.#control = new Control(ready.control_url);
    this.clock = new Clock(this);
    this.faults = new Faults(this);
  }

  /** Starts one; it takes requests when the promise resolves. */
  static async start(options: SandboxOptions = {}): Promise<Sandbox> {
    const binary = options.binary ?? (process.env.WELINKPARK_BINARY || "welinkpark");
    const given = ["sandbox", "--with-parent", "--port", String(options.port ?? 0)];
    if (options.data !== undefined) {
      given.push("--data", options.data);
    }
    if (options.loose === true) {
      given.push("--loose");
    }
    // Its input stays open as long as this process lives: where parents cannot be watched, that is the sign.
    const child = spawn(binary, given, { stdio: ["pipe", "pipe", "pipe"], windowsHide: true });
    return new Sandbox(child, await ready(child, binary));
  }

  /** A client for this sandbox. */
  client(options: ClientOptions = {}): Client {
    const { appId, secretKey, parkId, baseUrl } = this;
    return new Client({ appId, secretKey, parkId, baseUrl, ...options });
  }

  /** The environment variables that make `new Client()` a client of this sandbox. */
  get environment(): Record<string, string> {
    return {
      WELINKPARK_APP_ID: this.appId,
      WELINKPARK_SECRET_KEY: this.secretKey,
      WELINKPARK_PARK_ID: this.parkId,
      WELINKPARK_BASE_URL: this.baseUrl,
      WELINKPARK_CONTROL_URL: this.controlUrl,
    };
  }

  /** A vehicle comes to an entry lane; without a plate, the camera cannot read it. */
  vehicleArrives(vehicle: Vehicle): Promise<Verdict> {
    return this.control("POST", "/vehicles/arrive", vehicle);
  }

  /** A vehicle comes to an exit lane. It stays there until it may leave. */
  vehicleLeaves(vehicle: Vehicle): Promise<Verdict> {
    return this.control("POST", "/vehicles/leave", vehicle);
  }

  /** The vehicle in front of a lane backs away; false if none stands there. */
  async vehicleWithdraws(at: { laneId: Id }): Promise<boolean> {
    return (await this.control<{ withdrawn: boolean }>("POST", "/vehicles/withdraw", at)).withdrawn;
  }

  /** A card is held to a door's reader; true if the door opens. */
  async cardIsSwiped(card: { laneId: Id; cardNumber: string }): Promise<boolean> {
    return (await this.control<{ gateOpen: boolean }>("POST", "/cards/swipe", card)).gateOpen;
  }

  /** A vehicle parks on a berth; without a plate, its sensor cannot read it. */
  async berthIsTaken(berth: { parkingSpaceNo: string; plateNumber?: string }): Promise<void> {
    await this.control("POST", "/berths", { ...berth, occupied: true });
  }

  /** The vehicle on a berth drives away. */
  async berthIsLeft(berth: { parkingSpaceNo: string }): Promise<void> {
    await this.control("POST", "/berths", { ...berth, occupied: false });
  }

  /** The operator lets the vehicle at a lane pass, whatever the gate thinks. */
  operatorOpens(at: { laneId: Id }): Promise<Verdict> {
    return this.control("POST", "/operator/open", at);
  }

  /** The operator says under which plate the vehicle at an exit came in. */
  operatorMatches(match: { laneId: Id; plateNumber: string; carType?: number }): Promise<Partial<Verdict>> {
    return this.control("POST", "/operator/match", match);
  }

  /** Makes a barrier work, stick, or wait for the operator. */
  async setBarrier(lane: { laneId: Id; barrier: "ok" | "stuck" | "confirm" }): Promise<void> {
    await this.control("POST", "/lanes", lane);
  }

  /** All lanes and who stands there. */
  async lanes(): Promise<Plain[]> {
    return (await this.control<{ lanes: Plain[] }>("GET", "/lanes")).lanes;
  }

  /** Every opening, every payment, and how many rows of each kind there are. */
  state(): Promise<{ openings: Plain[]; payments: Plain[]; counts: Record<string, number> }> {
    return this.control("GET", "/state");
  }

  /** The newest requests first. */
  async requests(wanted: { endpoint?: string; limit?: number } = {}): Promise<Plain[]> {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(wanted)) {
      query.set(name, String(value));
    }
    return (await this.control<{ requests: Plain[] }>("GET", `/requests?${query}`)).requests;
  }

  /** Forgets the requests. */
  async clearRequests(): Promise<void> {
    await this.control("DELETE", "/requests");
  }

  /** A request to the control API, as its documentation describes them, with names in camel case. */
  control<T = Plain>(method: string, path: string, body?: object): Promise<T> {
    return this.#control.send(method, path, body);
  }

  /** Changes the settings that are named, and gives all of them. */
  settings(change: Plain = {}): Promise<Plain> {
    return this.control("PUT", "/settings", change);
  }

  /** Keeps state and clock, and gives the number to {@link restore} them by. */
  async snapshot(): Promise<number> {
    return (await this.control<{ id: number }>("POST", "/snapshot")).id;
  }

  /** Goes back to a snapshot. */
  async restore(id: number): Promise<void> {
    await this.control("POST", "/restore", { id });
  }

  /** Goes back to a fresh sandbox. */
  async reset(): Promise<void> {
    await this.control("POST", "/reset");
  }

  /** Ends it, and waits until it has ended. */
  async close(): Promise<void> {
    const child = this.#process;
    if (child.exitCode !== null || child.signalCode !== null) {
      return;
    }
    const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    // Nothing else may keep this process alive until then.
    child.ref();
    child.kill();
    await gone;
  }

  /** As {@link close}, for `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

/** The virtual clock, which drives bills, tokens and the timestamp check. */
export class Clock {
  /** @internal */
  constructor(private readonly sandbox: Sandbox) {}

  /** What it shows. */
  now(): Promise<Date> {
    return this.#change("GET");
  }

  /** Moves it forward, and gives the new time. */
  advance(by: { hours?: number; minutes?: number; seconds?: number }): Promise<Date> {
    const seconds = ((by.hours ?? 0) * 60 + (by.minutes ?? 0)) * 60 + (by.seconds ?? 0);
    return this.#change("POST", { advanceSeconds: seconds });
  }

  /** Sets it; a string is China time. */
  set(time: Time): Promise<Date> {
    const text = typeof time === "string" ? time : new Date(time.getTime() + CHINA).toISOString().slice(0, 19);
    return this.#change("POST", { now: text.replace("T", " ") });
  }

  /** Stops it. A client follows a stopped clock only after a refusal, by the server's `Date`. */
  freeze(): Promise<Date> {
    return this.#change("POST", { freeze: true });
  }

  /** Lets it run on. */
  run(): Promise<Date> {
    return this.#change("POST", { freeze: false });
  }

  async #change(method: string, change?: object): Promise<Date> {
    const { unix } = await this.sandbox.control<{ unix: number }>(method, "/clock", change);
    return new Date(unix * 1000);
  }
}

/** Planned faults. */
export class Faults {
  /** @internal */
  constructor(private readonly sandbox: Sandbox) {}

  /** Plans one, and gives its number. */
  async add(fault: Fault): Promise<number> {
    return (await this.sandbox.control<{ id: number }>("POST", "/faults", fault)).id;
  }

  /** All plans, with how often each was passed by and fired. */
  async all(): Promise<Plain[]> {
    return (await this.sandbox.control<{ faults: Plain[] }>("GET", "/faults")).faults;
  }

  /** Removes one. */
  async remove(fault: number): Promise<void> {
    await this.sandbox.control("DELETE", `/faults/${fault}`);
  }

  /** Removes all. */
  async clear(): Promise<void> {
    await this.sandbox.control("DELETE", "/faults");
  }
}

/** Milliseconds between UTC and China time. */
const CHINA = 8 * 3_600_000;

/** The line that the sandbox prints when it takes requests. */
function ready(child: ChildProcess, binary: string): Promise<Ready> {
  const { stdin, stdout, stderr } = child;
  return new Promise((resolve, reject) => {
    let printed = "";
    let complaints = "";
    stderr?.on("data", (text: Buffer) => {
      complaints += text.toString("utf8");
    });
    stdout?.on("data", (text: Buffer) => {
      printed += text.toString("utf8");
      const end = printed.indexOf("\n");
      if (end >= 0) {
        stdout.removeAllListeners("data");
        // From now on nothing of it keeps this process alive.
        for (const held of [child, stdin, stdout, stderr]) {
          (held as { unref?: () => void } | null)?.unref?.();
        }
        stdout.resume();
        resolve(JSON.parse(printed.slice(0, end)) as Ready);
      }
    });
    child.on("error", (error) => {
      const advice = "give `binary`, set WELINKPARK_BINARY, or put the program `welinkpark` into PATH";
      reject(new Error(`the sandbox cannot be started as ${binary}: ${advice}`, { cause: error }));
    });
    child.once("exit", (code, signal) => {
      reject(new Error(`the sandbox ended (${signal ?? code}) before it was ready: ${complaints.trim()}`));
    });
  });
}
