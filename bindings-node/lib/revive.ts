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

/** A time, of RFC 3339; null stays null. */
export function toDate(json: unknown): Date | null {
  return typeof json === "string" ? new Date(json) : null;
}

/** A list, element by element. */
export function listOf<T>(revive: (json: Json) => T): (json: unknown) => T[] {
  return (json) => (json as Json[]).map(revive);
}

/** An object that may be absent. */
export function optional<T>(json: unknown, revive: (json: Json) => T): T | null {
  return json === null ? null : revive(json as Json);
}
