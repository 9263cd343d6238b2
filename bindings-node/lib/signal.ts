// An AbortSignal and what the native half ends by it.

import { CancelledError, fromNative } from "./error.js";
import { type Cancel, native } from "./native.js";

/** Ties native work to a signal. The listener lives until `release`. */
export class Tie {
  /** What the work is given; undefined without a signal. */
  readonly cancel: Cancel | undefined;
  readonly #signal: AbortSignal | undefined;
  readonly #onAbort = (): void => this.cancel?.cancel();

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
    if (signal !== undefined) {
      this.cancel = new (native().Cancel)();
      signal.addEventListener("abort", this.#onAbort, { once: true });
    }
  }

  /** Runs one step of the work: its errors are ours, and what the signal has ended rejects with the signal's reason. */
  async run<T>(start: (cancel: Cancel | undefined) => Promise<T>): Promise<T> {
    this.#signal?.throwIfAborted();
    try {
      // The native half throws at once what it can refuse at once, and rejects later.
      return await start(this.cancel);
    } catch (thrown) {
      const error = fromNative(thrown);
      throw error instanceof CancelledError && this.#signal?.aborted ? this.#signal.reason : error;
    }
  }

  release(): void {
    this.#signal?.removeEventListener("abort", this.#onAbort);
  }
}

/** Runs work of a single step that the signal can end. */
export function aborted<T>(
  signal: AbortSignal | undefined,
  start: (cancel: Cancel | undefined) => Promise<T>,
): Promise<T> {
  const tie = new Tie(signal);
  const work = tie.run(start);
  return signal === undefined ? work : work.finally(() => tie.release());
}
