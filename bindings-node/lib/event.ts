// What is told about calls: to the logger, and on diagnostics channels.

import { channel } from "node:diagnostics_channel";

import type { Logger } from "./options.js";

/** A call, as logs and the channels `welinkpark:call:start` and `welinkpark:call:end` see it. */
export interface CallEvent {
  /** `passport.get`, or the path of a raw call; for a step of a flow `gate.exit`, `reconcile.bill_paid`, or the list's name. */
  endpoint: string;
  /** The park that the call is about. */
  parkId: string;
  /** How many requests were started; 0 until the end, and for steps of flows, whose calls are not counted. */
  attempts: number;
  /** The platform's code; null if it gave none. */
  code: string | null;
  /** Milliseconds from start to end. */
  duration: number;
  /** Class of what the call rejected with, such as `NotFoundError`; null if it succeeded. */
  failure: string | null;
  /** Parameters as JSON; only with `logContent`. */
  params?: string;
  /** Decrypted content of the answer; only with `logContent`. */
  content?: string;
  /** What the call rejected with, whose texts may tell plates and names; only with `logContent`. */
  error?: unknown;
}

const STARTED = channel("welinkpark:call:start");
const ENDED = channel("welinkpark:call:end");

/** Tells that a call begins. The same object is told again, filled in, when it ends. */
export function started(event: CallEvent): void {
  if (STARTED.hasSubscribers) {
    STARTED.publish(event);
  }
}

/** Tells that a call has ended. */
export function ended(event: CallEvent, logger: Logger | undefined): void {
  if (ENDED.hasSubscribers) {
    ENDED.publish(event);
  }
  if (logger === undefined) {
    return;
  }
  const took = `${event.endpoint}: attempts ${event.attempts}, code ${event.code ?? "none"}, ${event.duration} ms`;
  try {
    if (event.failure === null) {
      logger.debug(took, event);
    } else {
      logger.warn(`${took}: ${event.failure}`, event);
    }
  } catch {
    // The call did what it did, whatever becomes of the log.
  }
}
