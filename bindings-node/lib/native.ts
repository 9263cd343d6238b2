// The native half: its face, and where it is found.

import { readdirSync } from "node:fs";
import { join } from "node:path";

import { ConfigError } from "./error.js";

/** What the addon exports. */
export interface Native {
  NativeClient: { open(settings: ClientSettings, calls: CallSettings | undefined, inbox: NativeInbox): NativeClient };
  Inbox: new (wake: () => void) => NativeInbox;
  Cancel: new () => Cancel;
  explainJson(request: string, secretKey: string, options: string | undefined): string;
}

/** Work under way, whose result comes into the inbox under this number. */
export type Ticket<T> = number & { readonly [brings]: T };

declare const brings: unique symbol;

/** Where results come in: `wake` is called for the first, and takes all. */
export interface NativeInbox {
  /** Ticket, value and, instead of the value, error of each. */
  take(): unknown[];
}

/** A pool of connections, seen for one park. */
export interface NativeClient {
  readonly parkId: string;
  forPark(parkId: string): NativeClient;
  siteUrl(path: string): string;
  call(
    endpoint: string,
    params: string,
    strict: boolean,
    settings: CallSettings | undefined,
    cancel: Cancel | undefined,
  ): Ticket<Answer>;
  callRaw(
    method: string,
    path: string,
    content: string,
    settings: CallSettings | undefined,
    cancel: Cancel | undefined,
  ): Ticket<Answer>;
  gate(
    kind: string,
    laneId: string,
    userId: string,
    settings: GateSettings,
    calls: CallSettings | undefined,
  ): NativeGate;
  resumeGate(token: string, settings: GateSettings, calls: CallSettings | undefined): NativeGate;
  walk(
    endpoint: string,
    params: string,
    settings: WalkSettings,
    calls: CallSettings | undefined,
    cancel: Cancel | undefined,
  ): NativeWalk;
  reconcile(
    write: string,
    request: string,
    settings: CallSettings | undefined,
    cancel: Cancel | undefined,
  ): Ticket<string>;
}

/** A gate flow; its statuses are JSON. */
export interface NativeGate {
  next(cancel: Cancel | undefined): Ticket<string>;
  status(): string;
  token(): string;
  paid(): void;
  extend(maxWait: number): void;
}

/** A list that is walked; pages and windows are JSON. */
export interface NativeWalk {
  next(): Ticket<string | null>;
  close(): void;
}

/** Settings of a gate flow, as the addon takes them. */
export interface GateSettings {
  maxWait?: number | undefined;
  interval?: number | undefined;
}

/** Settings of a walk, as the addon takes them. */
export interface WalkSettings {
  pageSize?: number | undefined;
  limit?: number | undefined;
  prefetch?: boolean | undefined;
  window?: number | undefined;
  concurrent?: number | undefined;
}

/** Ends calls. */
export interface Cancel {
  cancel(): void;
}

/** What a call brought back. */
export interface Answer {
  /** The result as canonical JSON in `data`, null for raw calls, beside all else that is known about the answer. */
  json: string;
  /** Decrypted content; a long one in UTF-8. */
  content: string | Buffer;
}

/** Settings of a client, as the addon takes them. */
export interface ClientSettings {
  appId: string;
  secretKey: string;
  parkId: string;
  baseUrl?: string | undefined;
  cipherKey?: string | undefined;
  cipherIv?: string | undefined;
  timestampUnit?: string | undefined;
  correctClock?: boolean | undefined;
  maxResponse?: number | undefined;
  sampleNames?: boolean | undefined;
  proxy?: string | undefined;
  caCertificates?: string[] | undefined;
}

/** Settings of a call, as the addon takes them. */
export interface CallSettings {
  connectTimeout?: number | undefined;
  attemptTimeout?: number | undefined;
  timeout?: number | undefined;
  retries?: number | undefined;
  encrypt?: boolean | undefined;
  zip?: string | undefined;
}

let loaded: Native | undefined;

/** The addon. It is loaded when it is first needed, so that types and errors can be imported without it. */
export function native(): Native {
  loaded ??= load();
  return loaded;
}

/** The part of a platform package's name that says for which machine it is. */
export function target(): string {
  const { platform, arch } = process;
  switch (platform) {
    case "linux":
      return `linux-${arch}-${isMusl() ? "musl" : "gnu"}`;
    case "win32":
      return `win32-${arch}-msvc`;
    default:
      return `${platform}-${arch}`;
  }
}

function load(): Native {
  const name = target();
  const wanted = `welinkpark-${name}`;
  const problems: unknown[] = [];
  // In a checkout the addon lies beside this folder; installed, it is a package of its own.
  for (const place of [join(__dirname, "..", `welinkpark.${name}.node`), wanted]) {
    try {
      return require(place) as Native;
    } catch (problem) {
      problems.push(problem);
    }
  }
  const error = ConfigError.local(
    `no native addon of welinkpark fits this machine (platform ${process.platform}, architecture ${process.arch}` +
      `${process.platform === "linux" ? `, libc ${isMusl() ? "musl" : "glibc"}` : ""}). Looked for the package ` +
      `${wanted}: it is an optional dependency of welinkpark, so install without --omit=optional and on the same ` +
      `kind of machine; if there is no such package, this kind of machine is not supported.`,
  );
  Object.defineProperty(error, "cause", { value: problems.at(-1), configurable: true, writable: true });
  throw error;
}

/** Alpine and its like have musl instead of glibc: its dynamic loader lies in /lib. */
function isMusl(): boolean {
  if (process.platform !== "linux") {
    return false;
  }
  try {
    return readdirSync("/lib").some((name) => name.startsWith("ld-musl-")) && !hasGlibc();
  } catch {
    return false;
  }
}

function hasGlibc(): boolean {
  const report = process.report?.getReport() as { header?: { glibcVersionRuntime?: string } } | undefined;
  return report?.header?.glibcVersionRuntime !== undefined;
}
