// One call's way through JavaScript: parameters to JSON, the signal, the native call, its answer or its error.

import { Call, type Outcome } from "./call.js";
import { ConfigError, fromNative, InternalError } from "./error.js";
import { type CallEvent, ended, started } from "./event.js";
import { inbox, result } from "./inbox.js";
import { type Answer, type CallSettings, type Cancel, type NativeClient, native } from "./native.js";
import type { CallOptions, ClientOptions, Logger } from "./options.js";
import { encodeContent, encodeParams } from "./params.js";
import type { Reviver } from "./revive.js";
import { aborted } from "./signal.js";

/** What all views of one pool share. */
interface Pool {
  /** Calls under way. */
  running: number;
  /** Set when the client is closed: no new call begins, and these wait for the last one's end. */
  closing: { promise: Promise<void>; done: () => void } | undefined;
  readonly logger: Logger | undefined;
  readonly logContent: boolean;
}

/** Makes calls for one park. */
export class Caller {
  #native: NativeClient | undefined;
  readonly parkId: string;
  readonly #pool: Pool;

  private constructor(client: NativeClient, pool: Pool) {
    this.#native = client;
    this.parkId = client.parkId;
    this.#pool = pool;
  }

  /** Makes a pool of connections; nothing is connected yet. */
  static open(options: ClientOptions): Caller {
    const { NativeClient } = native();
    const { logger, logContent, caCertificates, ...rest } = options;
    const settings = {
      ...rest,
      appId: required("appId", rest.appId, "WELINKPARK_APP_ID"),
      secretKey: required("secretKey", rest.secretKey, "WELINKPARK_SECRET_KEY"),
      parkId: required("parkId", rest.parkId, "WELINKPARK_PARK_ID"),
      baseUrl: rest.baseUrl ?? environment("WELINKPARK_BASE_URL"),
      caCertificates: caCertificates && [...caCertificates],
    };
    try {
      const client = NativeClient.open(settings, callSettings(options), inbox());
      return new Caller(client, { running: 0, closing: undefined, logger, logContent: logContent ?? false });
    } catch (thrown) {
      throw fromNative(thrown);
    }
  }

  /** The same pool for another park. */
  forPark(parkId: string): Caller {
    return new Caller(this.#open().forPark(parkId), this.#pool);
  }

  /** The whole address of a path that the platform answered with. */
  siteUrl(path: string): string {
    return this.#open().siteUrl(path);
  }

  /** Calls an endpoint of the spec, as strict about the answer as its types are. */
  call<T>(endpoint: string, params: object, options: CallOptions | undefined, revive: Reviver<T>): Call<T> {
    return this.#named(endpoint, params, options, true, revive);
  }

  /** Calls an endpoint of the spec and passes through what does not fit. */
  callTolerant(endpoint: string, params: object, options: CallOptions | undefined): Call<unknown> {
    return this.#named(endpoint, params, options, false, (json: unknown) => json);
  }

  /** Calls an endpoint that the spec does not know; the result is the content as it came. */
  callRaw(method: string, path: string, content: unknown, options: CallOptions | undefined): Call<string> {
    const run = async () => {
      const text = encodeContent(path, content);
      return await this.#run(path, text, options, {
        start: (client, settings, cancel) => result(client.callRaw(method, path, text, settings, cancel)),
        finish: (answer) => answer.content.toString("utf8"),
      });
    };
    return new Call(run());
  }

  /** The native half, for work around calls. */
  get native(): NativeClient {
    return this.#open();
  }

  /** Settings of the calls of such work. */
  settings(options: CallOptions | undefined): CallSettings {
    return callSettings(options);
  }

  /** One step of such work, counted and told as a call is, but without attempts and code. */
  observe<T>(name: string, step: () => Promise<T>): Promise<T> {
    this.#open();
    return this.#observed(name, undefined, step);
  }

  /** The same for a step that the signal can end. */
  step<T>(
    name: string,
    signal: AbortSignal | undefined,
    start: (cancel: Cancel | undefined) => Promise<T>,
  ): Promise<T> {
    return this.observe(name, () => aborted(signal, start));
  }

  /** Lets calls under way end, then closes the connections. */
  async close(): Promise<void> {
    this.#native = undefined;
    if (this.#pool.closing === undefined) {
      let done = (): void => {};
      const promise = new Promise<void>((resolve) => {
        done = resolve;
      });
      this.#pool.closing = { promise, done };
      if (this.#pool.running === 0) {
        done();
      }
    }
    await this.#pool.closing.promise;
  }

  #named<T>(
    endpoint: string,
    params: object,
    options: CallOptions | undefined,
    strict: boolean,
    revive: Reviver<T>,
  ): Call<T> {
    const run = async () => {
      const json = encodeParams(endpoint, params);
      return await this.#run(endpoint, json, options, {
        start: (client, settings, cancel) => result(client.call(endpoint, json, strict, settings, cancel)),
        finish: (answer) => revive(JSON.parse(answer.data) as never),
      });
    };
    return new Call(run());
  }

  async #run<T>(
    endpoint: string,
    params: string,
    options: CallOptions | undefined,
    way: {
      start: (client: NativeClient, settings: CallSettings, cancel: Cancel | undefined) => Promise<Answer>;
      finish: (answer: Answer) => T;
    },
  ): Promise<Outcome<T>> {
    const client = this.#open();
    const { logContent } = this.#pool;
    return await this.#observed(endpoint, logContent ? params : undefined, async (event) => {
      const answer = await aborted(options?.signal, (cancel) => way.start(client, callSettings(options), cancel));
      event.attempts = answer.attempts;
      event.code = answer.code;
      if (logContent) {
        event.content = answer.content.toString("utf8");
      }
      const { data: _json, errCode, ...rest } = answer;
      return { ...rest, data: finish(answer, way.finish), errCode: errCode ?? null };
    });
  }

  /** Counts and tells work that may reach the platform, from its begin to its end. */
  async #observed<T>(name: string, params: string | undefined, work: (event: CallEvent) => Promise<T>): Promise<T> {
    const pool = this.#pool;
    const event: CallEvent = {
      endpoint: name,
      parkId: this.parkId,
      attempts: 0,
      code: null,
      duration: 0,
      failure: null,
    };
    if (params !== undefined) {
      event.params = params;
    }
    const begin = performance.now();
    pool.running += 1;
    started(event);
    try {
      return await work(event);
    } catch (error) {
      event.failure = error instanceof Error ? error.name : typeof error;
      if (pool.logContent) {
        event.error = error;
      }
      const known = error as { attempts?: unknown; code?: unknown } | null | undefined;
      event.attempts = typeof known?.attempts === "number" ? known.attempts : event.attempts;
      event.code = event.code ?? (typeof known?.code === "string" ? known.code : null);
      throw error;
    } finally {
      pool.running -= 1;
      if (pool.running === 0) {
        pool.closing?.done();
      }
      event.duration = Math.round((performance.now() - begin) * 10) / 10;
      ended(event, pool.logger);
    }
  }

  #open(): NativeClient {
    if (this.#native === undefined || this.#pool.closing !== undefined) {
      throw ConfigError.local("the client is closed");
    }
    return this.#native;
  }
}

function finish<T>(answer: Answer, make: (answer: Answer) => T): T {
  try {
    return make(answer);
  } catch (error) {
    throw InternalError.local("canonical JSON cannot be read back", error);
  }
}

function callSettings(options: CallOptions | undefined): CallSettings {
  if (options === undefined) {
    return {};
  }
  const { connectTimeout, attemptTimeout, timeout, retries, encrypt, zip } = options;
  const words = new Map<unknown, string>([
    [true, "always"],
    [false, "never"],
  ]);
  return { connectTimeout, attemptTimeout, timeout, retries, encrypt, zip: words.get(zip) ?? zip?.toString() };
}

function required(name: string, given: string | undefined, variable: string): string {
  const value = given ?? environment(variable);
  if (value === undefined) {
    throw ConfigError.local(`${name} is missing: give it as an option or set ${variable}`);
  }
  return value;
}

/** From `process.env`: in a worker thread that is not what native code would see. Empty is as good as not set. */
function environment(variable: string): string | undefined {
  return process.env[variable] || undefined;
}
