// Canonical JSON, parsed, on its way to typed results: only times need a hand.

/** An object of canonical JSON. */
export type Json = Record<string, unknown>;

/** Makes a typed result of parsed canonical JSON. */
export type Reviver<T> = (json: never) => T;

/** A result that is right as it is. */
export function plain<T>(json: T): T {
  return json;
}

/** The result of an endpoint that answers with none. */
export function nothing(_json: null): void {
  // There is nothing to make.
}

/** A time of canonical JSON; null stays null. */
export function toDate(json: unknown): Date | null {
  if (typeof json !== "string") {
    return null;
  }
  // Taken apart by hand where it is as nearly all are, which takes half the time. `Date.UTC` reads the years below
  // 100 as others.
  const year = 100 * two(json, 0) + two(json, 2);
  if (year >= 100 && json.length === 25 && json.endsWith("+08:00")) {
    const day = Date.UTC(year, two(json, 5) - 1, two(json, 8));
    const seconds = 3600 * (two(json, 11) - 8) + 60 * two(json, 14) + two(json, 17);
    return new Date(day + 1000 * seconds);
  }
  return new Date(json);
}

/** The number that two digits are. */
function two(text: string, at: number): number {
  return 10 * text.charCodeAt(at) + text.charCodeAt(at + 1) - 11 * 48;
}

/** A list, element by element. */
export function listOf<T>(revive: (json: Json) => T): (json: unknown) => T[] {
  return (json) => (json as Json[]).map(revive);
}

/** An object that may be absent. */
export function optional<T>(json: unknown, revive: (json: Json) => T): T | null {
  return json === null ? null : revive(json as Json);
}
