// What arguments may be given as.

/**
 * An identifier: up to 64 bits. Answers hold it as a decimal string; arguments may also be a `bigint` or a safe
 * integer. A number beyond `Number.MAX_SAFE_INTEGER` has already lost digits and is refused.
 */
export type Id = string | number | bigint;

/**
 * A moment. A `Date` is exact; a string without a zone, such as `2018-10-13 10:00:00`, is China time (UTC+8), and one
 * with a zone is converted. The platform counts whole seconds: fractions are cut off.
 */
export type Time = Date | string;

/** An amount of money in yuan. Answers hold it as a decimal string; a number may have up to four decimals. */
export type Money = string | number;
