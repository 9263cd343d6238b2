// Settings of a client and of a call. All times are in milliseconds.

import type { CallEvent } from "./event.js";

/** Settings of one call; what is left out follows the client. */
export interface CallOptions {
  /** Limit for the whole call with all its attempts, in milliseconds; 30,000 by default. */
  timeout?: number | undefined;
  /** Limit for one attempt, in milliseconds; 15,000 by default. */
  attemptTimeout?: number | undefined;
  /** Limit for making a connection, in milliseconds; 3,000 by default. */
  connectTimeout?: number | undefined;
  /** How often the call may be tried again if that can do no harm; 2 by default, 0 turns it off. */
  retries?: number | undefined;
  /** Whether business data is encrypted; on by default. */
  encrypt?: boolean | undefined;
  /** Whether business data is gzipped; `"auto"` (when larger than 1 KiB) by default. */
  zip?: boolean | "auto" | undefined;
  /**
   * Ends the call: its connection is closed and it rejects with the signal's reason, unless the answer has come. What
   * the platform has begun goes on, so after aborting a call that changes something, ask the platform what happened.
   */
  signal?: AbortSignal | undefined;
}

/** Settings of a client. Credentials that are left out come from the environment. */
export interface ClientOptions extends Omit<CallOptions, "signal"> {
  /** Application id; `WELINKPARK_APP_ID` by default. */
  appId?: string | undefined;
  /** Secret key of the application; `WELINKPARK_SECRET_KEY` by default. */
  secretKey?: string | undefined;
  /** Park that calls are about; `WELINKPARK_PARK_ID` by default. */
  parkId?: string | undefined;
  /** Address of the platform; `WELINKPARK_BASE_URL`, else `http://qqb.welinkpark.com/api`, by default. */
  baseUrl?: string | undefined;
  /** Key of the 3DES cipher, 24 bytes, where it is not the beginning of the secret key. */
  cipherKey?: string | undefined;
  /** Initial vector in 16 hexadecimal digits; given one, the cipher works in CBC mode instead of ECB. */
  cipherIv?: string | undefined;
  /** Unit of the request's `Timestamp`; `"s"` by default. */
  timestampUnit?: "s" | "ms" | undefined;
  /**
   * Whether a call that was refused with 0003 is signed once more with the server's time when the clocks are more
   * than 60 s apart; on by default.
   */
  correctClock?: boolean | undefined;
  /** Largest answer in bytes, before and after gunzip; 64 MiB by default. */
  maxResponse?: number | undefined;
  /** Sends the names of the document's samples where they differ from its field tables; off by default. */
  sampleNames?: boolean | undefined;
  /** Proxy for all requests; by default `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` count. */
  proxy?: string | undefined;
  /** Certificates in PEM that are trusted besides the system's, for `https` addresses. */
  caCertificates?: readonly string[] | undefined;
  /** Where finished calls are logged; `console` is one. */
  logger?: Logger | undefined;
  /** Whether logs show parameters and decrypted content, with plates and phone numbers; off by default. */
  logContent?: boolean | undefined;
}

/** Takes log messages. What it throws is ignored: a log never fails a call. */
export interface Logger {
  /** A call that succeeded. */
  debug(message: string, event: Readonly<CallEvent>): void;
  /** A call that failed. */
  warn(message: string, event: Readonly<CallEvent>): void;
}
