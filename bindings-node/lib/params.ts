// Parameters on their way to the native half: JSON that has lost nothing.

import { ValidationError } from "./error.js";

/** How deep objects and lists may be nested. The document's go three deep; what contains itself has no end. */
const DEEPEST = 64;

/** How values that JSON lacks are written. */
export interface Writer {
  bigint(value: bigint): string;
  date(value: Date): string;
}

/** For endpoints of the spec: the native half reads ids from strings and times from RFC 3339. */
const KNOWN: Writer = {
  bigint: (value) => `"${value}"`,
  date: (value) => `"${value.toISOString()}"`,
};

/** For raw calls, whose content goes to the platform as it is: in its own number and time formats. */
const RAW: Writer = {
  bigint: (value) => value.toString(),
  date: (value) => {
    const china = new Date(value.getTime() + 8 * 3_600_000).toISOString();
    return `"${china.slice(0, 10)} ${china.slice(11, 19)}"`;
  },
};

/** Parameters of an endpoint of the spec, as JSON. */
export function encodeParams(endpoint: string, params: unknown): string {
  return encodeObject(endpoint, params ?? {}, KNOWN);
}

/** Content of a raw call: a string as it is, an object as JSON, nothing as nothing. */
export function encodeContent(endpoint: string, content: unknown): string {
  if (content === undefined || content === null) {
    return "";
  }
  return typeof content === "string" ? content : encodeObject(endpoint, content, RAW);
}

function encodeObject(endpoint: string, params: unknown, writer: Writer): string {
  if (typeof params !== "object" || params === null || Array.isArray(params)) {
    throw refusal(endpoint, "(request)", `found ${describe(params)}, expected an object of parameters`);
  }
  return new Encoder(endpoint, writer).object(params as Record<string, unknown>, "");
}

class Encoder {
  private depth = 0;

  constructor(
    private readonly endpoint: string,
    private readonly writer: Writer,
  ) {}

  object(value: Record<string, unknown>, path: string): string {
    const members: string[] = [];
    for (const [name, member] of Object.entries(value)) {
      if (member !== undefined) {
        const place = path === "" ? name : `${path}.${name}`;
        members.push(`${JSON.stringify(name)}:${this.value(member, place)}`);
      }
    }
    return `{${members.join(",")}}`;
  }

  private value(value: unknown, path: string): string {
    switch (typeof value) {
      case "string":
      case "boolean":
        return JSON.stringify(value);
      case "number":
        return this.number(value, path);
      case "bigint":
        return this.writer.bigint(value);
      case "object":
        return value === null ? "null" : this.nested(value, path);
      default:
        throw refusal(this.endpoint, path, `found ${describe(value)}, which cannot be sent`);
    }
  }

  private number(value: number, path: string): string {
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
      const advice = "it is beyond Number.MAX_SAFE_INTEGER and has lost digits; give the id as a string or a bigint";
      throw refusal(this.endpoint, path, `found ${value}: ${advice}`);
    }
    // NaN has no decimals either; 0.1 + 0.2 has seventeen.
    if (!/^-?\d+(\.\d{1,4})?$/.test(String(value))) {
      const advice = "a number must be finite and have at most four decimals; give the amount as a string";
      throw refusal(this.endpoint, path, `found ${value}: ${advice}`);
    }
    return String(value);
  }

  private nested(value: object, path: string): string {
    if (this.depth === DEEPEST) {
      const outermost = path.split(/[.[]/)[0] ?? path;
      throw refusal(this.endpoint, outermost, `objects and arrays are nested more than ${DEEPEST} deep`);
    }
    this.depth += 1;
    const written = this.reference(value, path);
    this.depth -= 1;
    return written;
  }

  private reference(value: object, path: string): string {
    if (Array.isArray(value)) {
      return `[${value.map((item, index) => this.value(item, `${path}[${index}]`)).join(",")}]`;
    }
    // Of another realm, too (Jest, vm): there, instanceof fails.
    if (Object.prototype.toString.call(value) === "[object Date]") {
      if (Number.isNaN((value as Date).getTime())) {
        throw refusal(this.endpoint, path, "found an invalid Date");
      }
      return this.writer.date(value as Date);
    }
    return this.object(value as Record<string, unknown>, path);
  }
}

function refusal(endpoint: string, field: string, message: string): ValidationError {
  return ValidationError.local(endpoint, field, message);
}

function describe(value: unknown): string {
  return Array.isArray(value) ? "an array" : value === null ? "null" : `a ${typeof value}`;
}
