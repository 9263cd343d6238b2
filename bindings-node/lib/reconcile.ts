// Whether a write was done whose answer was lost.

import type {
  BlacklistAddRequest,
  BookingCancelBookingRequest,
  BookingCreateBookingRequest,
  CouponAddRequest,
  PassportAddRequest,
  PassportUpdateRequest,
  TmpRentBill,
} from "./api/index.js";
import type { Caller } from "./caller.js";
import type { GateBill } from "./gate.js";
import { result } from "./inbox.js";
import type { CallOptions } from "./options.js";
import { encodeParams } from "./params.js";
import type { Id, Money, Time } from "./types.js";

/** What became of a write, and why that is known. */
export interface Verdict {
  /** `done`: the platform is in the state that the write wanted. `not-done`: it can be sent again. */
  outcome: "done" | "not-done" | "cannot-tell";
  /** Why, for people. */
  reason: string;
  /** Id of the record that the write made, where it makes one and it was found. */
  id: string | null;
}

/** A bill whose payment was reported with `pay.payTmpRentBill`, and the answer lost. */
export interface PaidBill {
  /** Plate or licence. */
  plateNumber: string;
  /** The user that the bill was made for. */
  userId: string;
  /** The bill, from `pay.queryTmpRentBill` or a gate flow; it stands for what follows. */
  bill?: TmpRentBill | GateBill | null | undefined;
  /** Payment number of the bill. */
  tradeNo?: Id | null | undefined;
  /** What had been paid before. */
  payed?: Money | null | undefined;
  /** What was to be paid. */
  money?: Money | null | undefined;
  /** When the bill was made, on the platform's clock. */
  madeAt?: Time | null | undefined;
}

/** A vehicle that `auth.enter` may have let in. */
export interface LetIn {
  laneId: Id;
  userId: string;
  /** Its licence or plate, if known. */
  license?: string | null | undefined;
  /** When the lost call began, on the platform's clock. */
  since: Time;
}

/**
 * Questions about writes that ended with `sent: "unknown"`; `client.reconcile`. Ask after the lost call's time is surely
 * over: what still travels is not done yet. They only read.
 */
export class Reconcile {
  readonly #caller: Caller;

  /** @internal */
  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** `passport.add`: by plate, else by card, else by name and phone. An equal passport from before counts as done. */
  passportAdded(request: PassportAddRequest, options?: CallOptions): Promise<Verdict> {
    return this.#ask("passport_added", request, options);
  }

  /** `passport.update`: every field that the request gave has its value. */
  passportUpdated(request: PassportUpdateRequest, options?: CallOptions): Promise<Verdict> {
    return this.#ask("passport_updated", request, options);
  }

  /** `passport.delete`: there is no such passport any more. */
  passportDeleted(request: { passportId: Id }, options?: CallOptions): Promise<Verdict> {
    return this.#ask("passport_deleted", request, options);
  }

  /** `booking.createBooking`: by merchant, area, plate and time. Without a plate only "not done" is sure. */
  bookingCreated(request: BookingCreateBookingRequest, options?: CallOptions): Promise<Verdict> {
    return this.#ask("booking_created", request, options);
  }

  /** `booking.cancelBooking`: by the booking's state. */
  bookingCancelled(request: BookingCancelBookingRequest, options?: CallOptions): Promise<Verdict> {
    return this.#ask("booking_cancelled", request, options);
  }

  /** `blacklist.add`: an entry with the same plate, areas and times. An equal entry from before counts as done. */
  blacklistAdded(request: BlacklistAddRequest, options?: CallOptions): Promise<Verdict> {
    return this.#ask("blacklist_added", request, options);
  }

  /** `coupon.add`: a coupon of this rule for this plate, issued `since` the lost call began, on the platform's clock. */
  couponIssued(request: CouponAddRequest & { since: Time }, options?: CallOptions): Promise<Verdict> {
    return this.#ask("coupon_issued", request, options);
  }

  /** `pay.payTmpRentBill`: the fee record exists, or the bill is gone, or as much more has been paid. */
  billPaid(request: PaidBill, options?: CallOptions): Promise<Verdict> {
    return this.#ask("bill_paid", request, options);
  }

  /** `auth.enter`: by the licence among the vehicles inside, without one by the user's scan at the lane. */
  vehicleLetIn(request: LetIn, options?: CallOptions): Promise<Verdict> {
    return this.#ask("vehicle_let_in", request, options);
  }

  async #ask(write: string, request: object, options: CallOptions | undefined): Promise<Verdict> {
    const name = `reconcile.${write}`;
    const json = encodeParams(name, request);
    const caller = this.#caller;
    const verdict = await caller.step(name, options?.signal, (cancel) =>
      result(caller.native.reconcile(write, json, caller.settings(options), cancel)),
    );
    return JSON.parse(verdict) as Verdict;
  }
}
