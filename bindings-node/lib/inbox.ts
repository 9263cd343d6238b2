// Promises of what the native half works on. All that has ended since the last wake-up is settled in one go.

import { type NativeInbox, native, type Ticket } from "./native.js";

interface Waiter {
  resolve: (value: never) => void;
  reject: (error: unknown) => void;
}

const waiting = new Map<Ticket<unknown>, Waiter>();
let own: NativeInbox | undefined;

/** Where results come in. Each thread has one, as it has this module. */
export function inbox(): NativeInbox {
  own ??= new (native().Inbox)(settle);
  return own;
}

/** The promise of work that has just been started. */
export function result<T>(ticket: Ticket<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    waiting.set(ticket, { resolve, reject });
  });
}

function settle(): void {
  const taken = inbox().take();
  for (let at = 0; at < taken.length; at += 3) {
    const ticket = taken[at] as Ticket<unknown>;
    const error = taken[at + 2];
    const waiter = waiting.get(ticket);
    waiting.delete(ticket);
    if (error === undefined) {
      waiter?.resolve(taken[at + 1] as never);
    } else {
      waiter?.reject(error);
    }
  }
}
