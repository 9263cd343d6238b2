// What is wrong with a request that the platform refuses with 0003.

import { ConfigError, fromNative } from "./error.js";
import { native } from "./native.js";

/** A mistake that was found. */
export interface Mistake {
  /** Which one, such as `sorted-ignoring-case`. */
  mistake: string;
  /** Whether it is proved, not only the likely reason. */
  certain: boolean;
  /** Particulars of this request; may be empty. */
  detail: string;
  /** What is wrong and what would be right. */
  message: string;
  /** The same in Chinese. */
  messageZh: string;
}

/** What there is to say about a request. */
export interface Explanation {
  /** Whether nothing is wrong. */
  right: boolean;
  /** What became of the signature. */
  signature: "right" | "wrong" | "missing";
  /** The endpoint, if the path is known. */
  endpoint: string | null;
  /** The string that has to be signed. */
  canonical: string;
  /** The signature that belongs to it. */
  expected: string;
  /** The signature that came. */
  found: string | null;
  /** What is wrong; empty for a correct request. */
  findings: Mistake[];
  /** What is not wrong, but worth to know. */
  notes: string[];
}

/** What a request is judged by. */
export interface ExplainOptions {
  /** Secret key that it should be signed with; `WELINKPARK_SECRET_KEY` by default. It is used, never shown. */
  secretKey?: string | undefined;
  /** The platform's clock when it arrived; without it, and without a log entry that tells it, its age is not judged. */
  at?: Date | undefined;
}

/**
 * Names the mistake of a request of any implementation: it is signed again under each known one until the signature
 * matches.
 *
 * @param request a URL, a form body, a curl line, or an entry of the sandbox's request log
 * @throws {ValidationError} if it is none of these, or holds the secret key, which is never sent
 */
export function explain(request: string, options: ExplainOptions = {}): Explanation {
  const secretKey = options.secretKey ?? process.env.WELINKPARK_SECRET_KEY;
  if (secretKey === undefined) {
    throw ConfigError.local("secretKey is missing: give it as an option or set WELINKPARK_SECRET_KEY");
  }
  const at = options.at === undefined ? undefined : JSON.stringify({ at: Math.floor(options.at.getTime() / 1000) });
  try {
    return JSON.parse(native().explainJson(request, secretKey, at)) as Explanation;
  } catch (thrown) {
    throw fromNative(thrown);
  }
}
