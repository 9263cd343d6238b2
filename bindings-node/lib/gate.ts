// Gate flows: from the scan at a lane to the open barrier.

import type { Caller } from "./caller.js";
import type { Sent } from "./error.js";
import { fromNative, ValidationError } from "./error.js";
import { result } from "./inbox.js";
import { camelCase } from "./names.js";
import type { GateSettings, NativeClient, NativeGate } from "./native.js";
import type { CallOptions } from "./options.js";
import { type Json, toDate } from "./revive.js";
import type { Id } from "./types.js";

/** Which kind of lane the user stands at. */
export type GateKind = "enter" | "exit" | "access";

/**
 * What a flow is at: `payment` waits for {@link GateFlow.paid}; `opened`, `refused`, `timed-out`, `cancelled` and `unknown`
 * (the answer to a call that may open the barrier was lost, and the platform cannot tell) are ends.
 */
export type GatePhase = "ready" | "waiting" | "payment" | "opened" | "refused" | "timed-out" | "cancelled" | "unknown";

/** A bill at an exit; amounts in yuan. */
export interface GateBill {
  /** Payment number. */
  tradeNo: string | null;
  /** Goes back to the platform unchanged with `client.pay.payTmpRentBill`. */
  payToken: string | null;
  /** Fee before discount. */
  payable: string | null;
  /** Discount. */
  discount: string | null;
  /** Paid before. */
  payed: string | null;
  /** To be paid now. */
  money: string | null;
  /** Explanation of the discount. */
  comment: string | null;
  /** Start of the charged period. */
  startTime: Date | null;
  /** End of the charged period. */
  endTime: Date | null;
  /** Length of the charged period in minutes. */
  minutes: number | null;
}

/** All that is known about a flow. */
export interface GateStatus {
  /** Which kind of lane it is about. */
  kind: GateKind;
  /** What the flow is at. */
  phase: GatePhase;
  /** The platform's last state, an `AuthState`; null before the first answer. */
  state: number | null;
  /** Business code of the last answer, such as `ReAuth`. */
  errCode: string | null;
  /** Text of the last answer, for people. */
  message: string | null;
  /** Licence or plate, once known. */
  license: string | null;
  /** What is to be paid, in phase `payment`. */
  bill: GateBill | null;
  /** Whether the last call that may open the barrier has reached the platform. */
  sent: Sent;
  /** Endpoint whose answer this is: after a lost answer `auth.query_event` speaks for it. */
  answeredBy: string | null;
  /** The last failure that the flow has outlived, for people. */
  failure: string | null;
}

/** Settings of a flow, and of the calls that it makes. */
export interface GateOptions extends CallOptions {
  /** How long the flow may take, all its calls and waits included, in milliseconds; 30,000 by default. */
  maxWait?: number | undefined;
  /** Pause between two questions to the platform, varied by a tenth, in milliseconds; 2,000 by default. */
  interval?: number | undefined;
}

/** Who stands where. */
export interface GateRequest extends GateOptions {
  /** The lane. */
  laneId: Id;
  /** The user, as the platform knows it. */
  userId: string;
}

/** Starts gate flows; `client.gate`. */
export class GateApi {
  readonly #caller: Caller;

  /** @internal */
  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** A user at an entry lane. Nothing is sent before the flow is run or iterated. */
  enter(request: GateRequest): GateFlow {
    return this.#start("enter", request);
  }

  /** A user at an exit lane. Nothing is sent before the flow is run or iterated. */
  exit(request: GateRequest): GateFlow {
    return this.#start("exit", request);
  }

  /** A user at a door. Nothing is sent before the flow is run or iterated. */
  access(request: GateRequest): GateFlow {
    return this.#start("access", request);
  }

  /**
   * Goes on with a flow from its {@link GateFlow.token}, in its park and with its deadline. The first call is a question:
   * nothing is sent again.
   *
   * @throws {ValidationError} if the text is not such a token
   */
  resume(token: string, options: GateOptions = {}): GateFlow {
    return this.#make(options, (client) => client.resumeGate(token, settings(options), this.#caller.settings(options)));
  }

  #start(kind: GateKind, request: GateRequest): GateFlow {
    const laneId = lane(kind, request?.laneId);
    if (typeof request.userId !== "string" || request.userId.trim() === "") {
      throw ValidationError.local(`gate.${kind}`, "userId", "required; give the user as a string");
    }
    return this.#make(request, (client) =>
      client.gate(kind, laneId, request.userId, settings(request), this.#caller.settings(request)),
    );
  }

  #make(options: GateOptions, start: (client: NativeClient) => NativeGate): GateFlow {
    return new GateFlow(
      this.#caller,
      translated(() => start(this.#caller.native)),
      options.signal,
    );
  }
}

/**
 * One user at one lane, from the scan to the open barrier.
 *
 * Iterating gives every change of the status and ends when there is something to do for the caller or it is over; after
 * {@link paid} or {@link extend} it can be iterated again. `auth.enter`, `auth.exit` and `auth.access` are never sent twice:
 * if an answer is lost, the flow asks `auth.query_event`. Leaving a loop or aborting never ends what the platform has begun.
 *
 * @example
 * ```ts
 * const flow = client.gate.exit({ laneId, userId });
 * for await (const status of flow) {
 *   if (status.phase === "payment" && status.bill !== null) {
 *     await collect(status.bill); // take the money and report it with client.pay.payTmpRentBill
 *     flow.paid();
 *   }
 * }
 * console.log(flow.status.phase); // "opened"
 * ```
 */
export class GateFlow implements AsyncIterable<GateStatus> {
  readonly #caller: Caller;
  readonly #native: NativeGate;
  #signal: AbortSignal | undefined;
  #status: GateStatus;

  /** @internal */
  constructor(caller: Caller, flow: NativeGate, signal: AbortSignal | undefined) {
    this.#caller = caller;
    this.#native = flow;
    this.#signal = signal;
    this.#status = parse(flow.status());
  }

  /** What is known since the last change. */
  get status(): GateStatus {
    return this.#status;
  }

  /**
   * The flow as a text for {@link GateApi.resume}, in this process or another. It names lane, user and park and holds no
   * credential. A call that is due when it is made counts as sent.
   *
   * @throws {ConfigError} while a step runs: take it between two statuses, or abort the step first
   */
  get token(): string {
    return translated(() => this.#native.token());
  }

  /** The bill has been paid and reported to the platform: the flow goes on, and `maxWait` begins anew. */
  paid(): void {
    this.#change(() => this.#native.paid());
  }

  /**
   * Goes on after `timed-out` or an abort, with a new `maxWait` and, instead of the signal that ended it, this one. Never
   * sends again what may have been sent.
   */
  extend(maxWait: number, options: { signal?: AbortSignal | undefined } = {}): void {
    this.#change(() => this.#native.extend(maxWait));
    this.#signal = options.signal;
  }

  /**
   * Runs until there is something to do for the caller or it is over.
   *
   * @throws what the platform refuses, what keeps a call from being sent, or the signal's reason. The flow can be run
   * again; it never sends again what may have been sent
   */
  async run(): Promise<GateStatus> {
    while (this.#isRunning()) {
      await this.#step();
    }
    return this.#status;
  }

  /** As {@link run}, giving every change. */
  async *[Symbol.asyncIterator](): AsyncGenerator<GateStatus, void, undefined> {
    while (this.#isRunning()) {
      yield await this.#step();
    }
  }

  #isRunning(): boolean {
    return this.#status.phase === "ready" || this.#status.phase === "waiting";
  }

  async #step(): Promise<GateStatus> {
    const signal = this.#signal;
    try {
      await this.#caller.step(`gate.${this.#status.kind}`, signal, (cancel) => result(this.#native.next(cancel)));
    } finally {
      // A step that fails has changed it, too.
      this.#status = parse(this.#native.status());
    }
    if (signal?.aborted && this.#status.phase === "cancelled") {
      throw signal.reason;
    }
    return this.#status;
  }

  #change(change: () => void): void {
    translated(change);
    this.#status = parse(this.#native.status());
  }
}

function settings({ maxWait, interval }: GateOptions): GateSettings {
  return { maxWait, interval };
}

/** An id of 64 bits, as text. */
function lane(kind: GateKind, id: Id | undefined): string {
  const isLossless =
    typeof id === "number" ? Number.isSafeInteger(id) : typeof id === "string" || typeof id === "bigint";
  const text = String(id).trim();
  if (!isLossless || !/^\d{1,18}$/.test(text)) {
    throw ValidationError.local(
      `gate.${kind}`,
      "laneId",
      `found ${text}, expected an id: a string, a bigint or a safe integer`,
    );
  }
  return text;
}

function translated<T>(work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw fromNative(thrown);
  }
}

function parse(json: string): GateStatus {
  const status = JSON.parse(json, camelCase) as Json;
  const bill = status.bill as Json | null;
  if (bill !== null) {
    bill.startTime = toDate(bill.startTime);
    bill.endTime = toDate(bill.endTime);
  }
  return status as unknown as GateStatus;
}
