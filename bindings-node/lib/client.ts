/// <reference lib="esnext.disposable" preserve="true" />
// The client: what users make and call.

import { Groups } from "./api/groups.js";
import type { EndpointName } from "./api/index.js";
import type { Lists, RangeName } from "./api/lists.js";
import type { Call } from "./call.js";
import { Caller } from "./caller.js";
import { GateApi } from "./gate.js";
import type { CallOptions, ClientOptions } from "./options.js";
import { type ListName, pages, records, type WalkOptions, type Window, type WindowOptions, windows } from "./paging.js";
import { Reconcile } from "./reconcile.js";

/**
 * The platform: one property per group of endpoints, one method per endpoint below it.
 *
 * A client is a pool of connections; make one and share it. It keeps no process alive, so closing it is a courtesy.
 *
 * @example
 * ```ts
 * const client = new Client(); // WELINKPARK_APP_ID, WELINKPARK_SECRET_KEY and WELINKPARK_PARK_ID
 * for (const area of await client.info.areas()) {
 *   console.log(area.areaId, area.areaName);
 * }
 * ```
 */
export class Client extends Groups {
  /** Gate flows: enter, exit, access. */
  readonly gate: GateApi;
  /** Questions about writes whose answer was lost. */
  readonly reconcile: Reconcile;
  readonly #caller: Caller;

  /**
   * Checks the settings; nothing is connected yet.
   *
   * @throws {ConfigError} if a credential is missing or an option cannot work
   */
  constructor(options?: ClientOptions);
  /** @internal */
  constructor(caller: Caller);
  constructor(given: ClientOptions | Caller = {}) {
    const caller = given instanceof Caller ? given : Caller.open(given);
    super(caller);
    this.#caller = caller;
    this.gate = new GateApi(caller);
    this.reconcile = new Reconcile(caller);
  }

  /** The park that calls are about. */
  get parkId(): string {
    return this.#caller.parkId;
  }

  /** A client for another park that shares these connections, and is closed with this client. */
  forPark(parkId: string): Client {
    return new Client(this.#caller.forPark(parkId));
  }

  /**
   * The whole address of a path that the platform answered with, such as that of `client.user.login`: such paths are
   * below the platform's host, not below the base URL (document, section 5.1.1).
   */
  siteUrl(path: string): string {
    return this.#caller.siteUrl(path);
  }

  /**
   * Calls any endpoint by name with plain data, names in either case.
   *
   * The answer is plain data as well: ids, money and times (RFC 3339) are strings. What this library knows is
   * normalised, the rest passed through; a field that is missing or malformed never fails the call.
   */
  call(
    endpoint: EndpointName | (string & {}),
    params: Readonly<Record<string, unknown>> = {},
    options?: CallOptions,
  ): Call<unknown> {
    return this.#caller.callTolerant(endpoint, params, options);
  }

  /**
   * Calls an endpoint that this version does not know, by its path.
   *
   * `content` is the business data: an object, or its JSON. The result is the decrypted content as it came; mind
   * that `JSON.parse` rounds ids beyond 2^53. Such a call is never sent again once a byte may have left this machine.
   */
  callRaw(
    method: "GET" | "POST",
    path: string,
    content?: Readonly<Record<string, unknown>> | string,
    options?: CallOptions,
  ): Call<string> {
    return this.#caller.callRaw(method, path, content, options);
  }

  /**
   * Walks a list query record by record, lazily, with the next page fetched ahead.
   *
   * It stops with a `DecodeError` when the platform serves the same page again. Records that arrive or vanish meanwhile
   * shift those behind them: a walk can miss some or give some twice.
   *
   * @example
   * ```ts
   * for await (const passport of client.records("passport.query", { passportType: PassportType.Vehicle }, { limit: 1000 })) {
   *   console.log(passport.passportId);
   * }
   * ```
   */
  records<N extends ListName>(
    name: N,
    params: Lists[N]["params"],
    options: WalkOptions = {},
  ): AsyncGenerator<Lists[N]["record"], void, undefined> {
    return records(this.#caller, name, params, options);
  }

  /** Walks a list query page by page; see {@link records}. */
  pages<N extends ListName>(
    name: N,
    params: Lists[N]["params"],
    options: WalkOptions = {},
  ): AsyncGenerator<Lists[N]["record"][], void, undefined> {
    return pages(this.#caller, name, params, options);
  }

  /** Cuts the time range of a list query into windows that are fetched concurrently, and gives them in order. */
  windows<N extends RangeName>(
    name: N,
    params: Lists[N]["params"],
    options: WindowOptions,
  ): AsyncGenerator<Window<Lists[N]["record"]>, void, undefined> {
    return windows(this.#caller, name, params, options);
  }

  /** Lets calls under way end and begins no new ones, then closes the connections, also those of other views. */
  close(): Promise<void> {
    return this.#caller.close();
  }

  /** As {@link close}, for `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
