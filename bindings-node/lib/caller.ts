// One call's way through JavaScript: parameters to JSON, the signal, the native call, its answer or its error.

import { Call, type Outcome } from "./call.js";
import { ConfigError, fromNative, InternalError } from "./error.js";
import { inbox, result } from "./inbox.js";
import { type Answer, type CallSettings, type Cancel, type NativeClient, native, type Ticket } from "./native.js";
import { Observation, type Pool } from "./observation.js";
import type { CallOptions, ClientOptions } from "./options.js";
import { encodeContent, encodeParams } from "./params.js";
import type { Reviver } from "./revive.js";
import { aborted } from "./signal.js";

/** What calls differ by. */
interface Way<T> {
  encode: () => string;
  start: (
    client: NativeClient,
    params: string,
    settings: CallSettings | undefined,
    cancel: Cancel | undefined,
  ) => Ticket<Answer>;
  finish: (json: unknown, content: string | Buffer) => T;
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
    return this.#call(path, options, {
      encode: () => encodeContent(path, content),
      start: (client, text, settings, cancel) => client.callRaw(method, path, text, settings, cancel),
      finish: (_, content) => String(content),
    });
  }

  /** The native half, for work around calls. */
  get native(): NativeClient {
    return this.#open();
  }

  /** Settings of the calls of such work. */
  settings(options: CallOptions | undefined): CallSettings | undefined {
    return callSettings(options);
  }

  /** One step of such work, counted and told as a call is, but without attempts and code. */
  async observe<T>(name: string, step: () => Promise<T>): Promise<T> {
    this.#open();
    const observation = new Observation(name, this.parkId, this.#pool, undefined);
    try {
      return await step();
    } catch (error) {
      observation.failed(error);
      throw error;
    } finally {
      observation.end();
    }
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
    return this.#call(endpoint, options, {
      encode: () => encodeParams(endpoint, params),
      start: (client, json, settings, cancel) => client.call(endpoint, json, strict, settings, cancel),
      finish: (json) => revive(json as never),
    });
  }

  #call<T>(name: string, options: CallOptions | undefined, way: Way<T>): Call<T> {
    return new Call(this.#run(name, options, way));
  }

  async #run<T>(name: string, options: CallOptions | undefined, way: Way<T>): Promise<Outcome<T>> {
    const params = way.encode();
    const client = this.#open();
    const observation = new Observation(name, this.parkId, this.#pool, params);
    try {
      const settings = callSettings(options);
      const answer = await aborted(options?.signal, (cancel) => result(way.start(client, params, settings, cancel)));
      const outcome = parsed(answer, way.finish);
      observation.answered(outcome);
      return outcome;
    } catch (error) {
      observation.failed(error);
      throw error;
    } finally {
      observation.end();
    }
  }

  #open(): NativeClient {
    if (this.#native === undefined || this.#pool.closing !== undefined) {
      throw ConfigError.local("the client is closed");
    }
    return this.#native;
  }
}

/** The answer's JSON is the outcome itself, whose content is missing and whose result is made typed. */
function parsed<T>({ json, content }: Answer, finish: (json: unknown, content: string | Buffer) => T): Outcome<T> {
  try {
    const outcome = JSON.parse(json) as Outcome<unknown>;
    outcome.content = content;
    outcome.data = finish(outcome.data, content);
    return outcome as Outcome<T>;
  } catch (error) {
    throw InternalError.local("canonical JSON cannot be read back", error);
  }
}

function callSettings(options: CallOptions | undefined): CallSettings | undefined {
  if (options === undefined) {
    return undefined;
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
