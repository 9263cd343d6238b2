// Lists of any length: page by page, record by record, or in windows of time.

import { type Lists, type RangeName, REVIVERS } from "./api/lists.js";
import type { Caller } from "./caller.js";
import { result } from "./inbox.js";
import type { WalkSettings } from "./native.js";
import type { CallOptions } from "./options.js";
import { encodeParams } from "./params.js";
import { Tie } from "./signal.js";

/** Names of the list queries that can be walked. */
export type ListName = keyof Lists;

/** Settings of a walk, and of each call that it makes. */
export interface WalkOptions extends CallOptions {
  /** Size of a page; the request's `length` by default, or 100. Do not ask for longer pages than the platform gives. */
  pageSize?: number | undefined;
  /** At most so many records. */
  limit?: number | undefined;
  /** Whether the next page is fetched while the caller works on this one; on by default. */
  prefetch?: boolean | undefined;
}

/** Settings of a walk through windows of time, and of each call that it makes. */
export interface WindowOptions extends CallOptions {
  /** Width of a window in milliseconds, at least a second, or a day for queries by date. */
  window: number;
  /** So many windows are fetched at once; 4 by default. */
  concurrent?: number | undefined;
  /** Size of a page; the request's `length` by default, or 100. */
  pageSize?: number | undefined;
}

/** The records of one window. */
export interface Window<T> {
  /** Its first moment. */
  from: Date;
  /** Its last moment: the platform counts both ends. */
  to: Date;
  /** Its records, in the platform's order. */
  records: T[];
}

/** @internal The pages of a list query. */
export async function* pages<N extends ListName>(
  caller: Caller,
  name: N,
  params: Lists[N]["params"],
  options: WalkOptions,
): AsyncGenerator<Lists[N]["record"][], void, undefined> {
  const { pageSize, limit, prefetch } = options;
  const revive = reviver(name);
  for await (const json of walk(caller, name, params, { pageSize, limit, prefetch }, options)) {
    yield revive(JSON.parse(json) as never);
  }
}

/** @internal The records of a list query. */
export async function* records<N extends ListName>(
  caller: Caller,
  name: N,
  params: Lists[N]["params"],
  options: WalkOptions,
): AsyncGenerator<Lists[N]["record"], void, undefined> {
  for await (const page of pages(caller, name, params, options)) {
    yield* page;
  }
}

/** @internal The windows of a list query's range. */
export async function* windows<N extends RangeName>(
  caller: Caller,
  name: N,
  params: Lists[N]["params"],
  options: WindowOptions,
): AsyncGenerator<Window<Lists[N]["record"]>, void, undefined> {
  const { pageSize, window, concurrent } = options;
  const revive = reviver(name);
  for await (const json of walk(caller, name, params, { pageSize, window: window ?? 0, concurrent }, options)) {
    const { from, to, records } = JSON.parse(json) as { from: string; to: string; records: unknown };
    yield { from: new Date(from), to: new Date(to), records: revive(records as never) };
  }
}

async function* walk(
  caller: Caller,
  name: ListName,
  params: object,
  settings: WalkSettings,
  options: CallOptions,
): AsyncGenerator<string, void, undefined> {
  const json = encodeParams(name, params);
  const tie = new Tie(options.signal);
  try {
    const walk = await tie.run(async (cancel) =>
      caller.native.walk(name, json, settings, caller.settings(options), cancel),
    );
    try {
      for (;;) {
        const next = await caller.observe(name, () => tie.run(() => result(walk.next())));
        if (next === null) {
          return;
        }
        yield next;
      }
    } finally {
      walk.close();
    }
  } finally {
    tie.release();
  }
}

/** What makes times of texts; a name that is not walked is refused by the native half. */
function reviver<N extends ListName>(name: N): (json: never) => Lists[N]["record"][] {
  return REVIVERS[name] ?? ((json: never) => json);
}
