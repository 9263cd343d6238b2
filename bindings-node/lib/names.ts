// Names in snake case, as the native half and the sandbox write them, and in JavaScript's.

/** `lane_id` as `laneId`. */
export function camel(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** `laneId` as `lane_id`. */
export function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** For `JSON.parse`: the names of all objects in camel case. */
export function camelCase(_name: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [camel(key), member]));
}
