// A call under way: a promise of the result, and of the response around it.

/** A result with the answer around it. */
export interface Response<T> {
  /** The result. */
  data: T;
  /** The decrypted content, as the platform wrote it; empty if there was none. */
  content: string;
  /** The platform's code: `0000`, or `0009` for a list without records. */
  code: string;
  /** The platform's message. */
  message: string;
  /** Business detail, such as `NoBill`; the platform may send one with success, too. */
  errCode: string | null;
  /** How many requests it took. */
  attempts: number;
  /** Nonce of the request that was answered. */
  nonce: number;
  /** Timestamp of the request that was answered, in the client's unit. */
  timestamp: number;
}

/** @internal A response whose content may not be a string yet. */
export interface Outcome<T> extends Omit<Response<T>, "content"> {
  content: string | Buffer;
}

/** A call that has been started. Await it for the result, or `withResponse()` for the answer around it as well. */
export class Call<T> implements Promise<T> {
  readonly #outcome: Promise<Outcome<T>>;

  /** @internal */
  constructor(outcome: Promise<Outcome<T>>) {
    this.#outcome = outcome;
  }

  /** The result together with the raw content, code and message of the answer. */
  async withResponse(): Promise<Response<T>> {
    const outcome = await this.#outcome;
    return { ...outcome, content: String(outcome.content) };
  }

  // biome-ignore lint/suspicious/noThenProperty: a call is awaited like the promise it is
  then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    const result = onFulfilled ? ({ data }: Outcome<T>) => onFulfilled(data) : ({ data }: Outcome<T>) => data as never;
    return this.#outcome.then(result, onRejected);
  }

  catch<B = never>(onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(null, onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<T> {
    return this.then().finally(onFinally);
  }

  get [Symbol.toStringTag](): string {
    return "Call";
  }
}
