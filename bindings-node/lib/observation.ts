// Work that may reach the platform, counted and told from its begin to its end.

import type { Outcome } from "./call.js";
import { type CallEvent, ended, started } from "./event.js";
import type { Logger } from "./options.js";

/** What all views of one pool share. */
export interface Pool {
  /** Calls under way. */
  running: number;
  /** Set when the client is closed: no new call begins, and these wait for the last one's end. */
  closing: { promise: Promise<void>; done: () => void } | undefined;
  readonly logger: Logger | undefined;
  readonly logContent: boolean;
}

/** One call, or one step of other work. */
export class Observation {
  readonly #pool: Pool;
  readonly #event: CallEvent;
  readonly #begin = performance.now();

  constructor(endpoint: string, parkId: string, pool: Pool, params: string | undefined) {
    const event: CallEvent = { endpoint, parkId, attempts: 0, code: null, duration: 0, failure: null };
    if (params !== undefined && pool.logContent) {
      event.params = params;
    }
    this.#pool = pool;
    this.#event = event;
    pool.running += 1;
    started(event);
  }

  /** It has an answer. */
  answered({ attempts, code, content }: Outcome<unknown>): void {
    this.#event.attempts = attempts;
    this.#event.code = code;
    if (this.#pool.logContent) {
      this.#event.content = String(content);
    }
  }

  /** It has failed, perhaps with an answer. */
  failed(error: unknown): void {
    const event = this.#event;
    event.failure = error instanceof Error ? error.name : typeof error;
    if (this.#pool.logContent) {
      event.error = error;
    }
    const known = error as { attempts?: unknown; code?: unknown } | null | undefined;
    event.attempts = typeof known?.attempts === "number" ? known.attempts : event.attempts;
    event.code = event.code ?? (typeof known?.code === "string" ? known.code : null);
  }

  /** It is over. */
  end(): void {
    const pool = this.#pool;
    pool.running -= 1;
    if (pool.running === 0) {
      pool.closing?.done();
    }
    this.#event.duration = Math.round((performance.now() - this.#begin) * 10) / 10;
    ended(this.#event, pool.logger);
  }
}
