// The sandbox's control API: JSON over HTTP on this machine, with names in JavaScript's case.

import { request } from "node:http";

import { camelCase, snake } from "./names.js";
import type { Id } from "./types.js";

/** What a gate decided about a vehicle. */
export interface Verdict {
  /** Whether the barrier opened. */
  gateOpen: boolean;
  /** State, as the platform's `/auth/…` endpoints give it. */
  state: number;
  /** Detail, such as `AlreadyInside`. */
  errCode: string | null;
  /** What the display shows. */
  message: string;
  /** Plate, or the licence of a vehicle without one. */
  plateNumber: string | null;
  /** Why it may pass. */
  authType: number | null;
  /** What it has to pay first, in yuan. */
  money: string | null;
}

/** A vehicle that comes to a lane. */
export interface Vehicle {
  laneId: Id;
  /** Left out, the camera cannot read it. */
  plateNumber?: string;
  carType?: number;
  parkId?: string;
}

/** What goes wrong, when, and how often. */
export interface Fault {
  kind:
    | "delay"
    | "drop_before"
    | "drop_after"
    | "http_500"
    | "http_502"
    | "http_429"
    | "truncated_body"
    | "bad_base64"
    | "bad_gzip"
    | "bad_3des"
    | "bad_json"
    | "html_200"
    | "wrong_date";
  /** `auth.enter` or `/auth/enter`; all endpoints if left out. */
  endpoint?: string;
  /** Only the nth matching call from now on, counted from 1. */
  nth?: number;
  /** Each matching call with this probability, 0 to 1. */
  probability?: number;
  seed?: number;
  /** At most so often. */
  times?: number;
  delayMs?: number;
  /** Seconds, with `http_429`. */
  retryAfter?: number;
  offsetSeconds?: number;
  shiftCheck?: boolean;
  /** First do and commit the work. */
  afterCommit?: boolean;
}

/** A plain object as the control API gives it, names in camel case. */
export type Plain = Record<string, unknown>;

/** Makes control requests. Each has a connection of its own, so none keeps a process alive. */
export class Control {
  constructor(private readonly url: string) {}

  /** One request; the answer's names are in camel case. */
  send<T>(method: string, path: string, body?: object): Promise<T> {
    const text = body === undefined ? "" : JSON.stringify(body, withoutLoss).replace(/"\\u0000(\d+)"/g, "$1");
    return new Promise((resolve, reject) => {
      const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(text) };
      const sent = request(`${this.url}${path}`, { method, agent: false, headers }, (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.on("error", reject);
        answer.on("end", () => {
          const json = Buffer.concat(parts).toString("utf8");
          const status = answer.statusCode ?? 0;
          if (status >= 200 && status < 300) {
            resolve(JSON.parse(json, camelCase) as T);
          } else {
            reject(new Error(`sandbox: ${method} ${path}: HTTP ${status}: ${json}`));
          }
        });
      });
      sent.on("error", reject);
      sent.end(text);
    });
  }
}

/** Names in snake case, and ids as numbers of 64 bits (marked here, unquoted afterwards). */
function withoutLoss(name: string, value: unknown): unknown {
  if (name === "laneId" || name === "lane_id") {
    return `\u0000${value}`;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [snake(key), member]));
}
