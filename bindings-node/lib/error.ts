// One hierarchy of errors. Every kind of the core has its class here; `CLASSES` cannot forget one.

/** What kind of failure an error is. */
export type ErrorKind = "config" | "validation" | "transport" | "http" | "decode" | "api" | "cancelled" | "internal";

/** Whether the platform may have received the request. */
export type Sent = "no" | "yes" | "unknown";

/** An error as plain data: for `postMessage`, queues and files. {@link WelinkParkError.fromJSON} makes the error of it again. */
export interface ErrorData {
  kind: ErrorKind;
  message: string;
  report: string;
  endpoint: string | null;
  attempts: number;
  nonce: number | null;
  timestamp: number | null;
  sent: Sent;
  retryable: boolean;
  causes: string[];
  [detail: string]: unknown;
}

/** Why a call failed, and what is known about the request. Nothing in it is secret. */
export class WelinkParkError extends Error {
  /** The kind, for a `switch`. */
  readonly kind!: ErrorKind;
  /** `passport.get`, or the path of a raw call; null if the error belongs to none. */
  readonly endpoint: string | null;
  /** How many requests were started; 0 if the call never got that far. */
  readonly attempts: number;
  /** Nonce of the last request. */
  readonly nonce: number | null;
  /** Timestamp of the last request, in the client's unit. */
  readonly timestamp: number | null;
  /** Whether the platform may have received the request. */
  readonly sent: Sent;
  /** Whether the same call may be made again without harm and with hope. */
  readonly retryable: boolean;

  readonly #data: ErrorData;

  /** @internal */
  constructor(data: ErrorData) {
    super(data.message, causeOf(data.causes));
    this.#data = data;
    this.kind = data.kind;
    this.endpoint = data.endpoint;
    this.attempts = data.attempts;
    this.nonce = data.nonce;
    this.timestamp = data.timestamp;
    this.sent = data.sent;
    this.retryable = data.retryable;
  }

  /** The whole story in several lines, for a person. */
  get report(): string {
    return this.#data.report;
  }

  /** The error as plain data. */
  toJSON(): ErrorData {
    return structuredClone(this.#data);
  }

  /** The error that `toJSON` described, in its class. */
  static fromJSON(data: ErrorData): WelinkParkError {
    return make(data);
  }

  /** @internal What is known besides, as the native half wrote it. */
  protected detail<T>(name: string): T {
    return (this.#data[name] ?? null) as T;
  }
}

/** The client is configured wrongly: a credential is missing or an option cannot work. */
export class ConfigError extends WelinkParkError {
  declare readonly kind: "config";

  /** @internal */
  static local(message: string): ConfigError {
    return new ConfigError(local("config", `configuration: ${message}`));
  }
}

/** Which rule an argument breaks. */
export type Rule = "required" | "one-of" | "type" | "unknown";

/** An argument was refused before anything was sent. */
export class ValidationError extends WelinkParkError {
  declare readonly kind: "validation";
  /** Wire name of the field, dotted where it is nested. */
  readonly field: string = this.detail("field");
  /** The rule that is broken. */
  readonly rule: Rule = this.detail("rule");

  /** @internal */
  static local(endpoint: string, field: string, message: string): ValidationError {
    const whole = `${endpoint}: invalid argument ${field}: ${message}`;
    return new ValidationError({ ...local("validation", whole), endpoint, field, rule: "type" });
  }
}

/** What happened to the connection. */
export type TransportProblem = "timeout" | "connect" | "tls" | "interrupted" | "too-large";

/** The connection failed; `sent` says whether the platform may have received the request. */
export class TransportError extends WelinkParkError {
  declare readonly kind: "transport";
  /** What happened to the connection. */
  readonly transport: TransportProblem = this.detail("transport");
}

/** A time limit was reached: connecting, one attempt, or the whole call. */
export class TimeoutError extends TransportError {}

/** The server answered with an HTTP status other than 2xx. */
export class HttpError extends WelinkParkError {
  declare readonly kind: "http";
  /** The status. */
  readonly status: number = this.detail("status");
  /** Seconds of the `Retry-After` header, if there was one. */
  readonly retryAfter: number | null = this.detail("retryAfter");

  /** The beginning of the body. */
  get body(): string {
    return this.detail("body");
  }
}

/** Which step of decoding failed. */
export type Stage = "envelope" | "base64" | "gzip" | "3des" | "utf-8" | "json" | "field";

/** The answer arrived but could not be understood. */
export class DecodeError extends WelinkParkError {
  declare readonly kind: "decode";
  /** The step that failed. */
  readonly stage: Stage = this.detail("stage");
  /** JSON path of the value, such as `$[0].laneId`; for stage `field`. */
  readonly path: string | null = this.detail("path");

  /** What had been decoded so far, so that nothing is lost. */
  get content(): string | null {
    return this.detail("content");
  }
}

/** What the platform's code means. */
export type ApiMeaning =
  | "invalid-parameter"
  | "unknown-app-id"
  | "authentication-failed"
  | "park-not-authorized"
  | "endpoint-not-authorized"
  | "system-error"
  | "not-found"
  | "other";

/** The platform understood the request and refused it. */
export class ApiError extends WelinkParkError {
  declare readonly kind: "api";
  /** The code as it came: `0003`. */
  readonly code: string = this.detail("code");
  /** What the code means. */
  readonly meaning: ApiMeaning = this.detail("meaning");
  /** The platform's own message. */
  readonly platformMessage: string = this.detail("platformMessage");
  /** Business detail, such as `NoBill` or `NoEnterRecord`. */
  readonly errCode: string | null = this.detail("errCode");

  /** The business data that came with the refusal, if any, decrypted. */
  get content(): string | null {
    return this.detail("content");
  }

  /** There is nothing to pay. */
  get isNoBill(): boolean {
    return this.errCode === "NoBill";
  }

  /** The vehicle has no entry record. */
  get isNoEnterRecord(): boolean {
    return this.errCode === "NoEnterRecord";
  }
}

/** A mistake that explains a refused signature. */
export interface Finding {
  /** Which one, such as `wrong-secret`. */
  code: string;
  /** What is wrong and what would be right. */
  message: string;
}

/** 0003: the signature, the time or the nonce was not accepted. */
export class AuthenticationError extends ApiError {
  /** The canonical string that was signed, its content shortened. */
  readonly canonical: string | null = this.detail("canonical");
  /** Server clock minus local clock in seconds, if the server told its time. */
  readonly clockOffset: number | null = this.detail("clockOffset");

  /** What is wrong, as far as this side can tell; the likely reason first. */
  get findings(): Finding[] {
    return this.detail<Finding[] | null>("findings") ?? [];
  }
}

/** 0009: no such record. */
export class NotFoundError extends ApiError {}

/** The call was cancelled from inside. A call that an `AbortSignal` ends rejects with the signal's reason instead. */
export class CancelledError extends WelinkParkError {
  declare readonly kind: "cancelled";
}

/** A defect in this library, caught before it could do harm. Please report it. */
export class InternalError extends WelinkParkError {
  declare readonly kind: "internal";

  /** @internal */
  static local(message: string, cause: unknown): InternalError {
    const causes = cause instanceof Error ? [cause.message] : [];
    return new InternalError({ ...local("internal", `internal error: ${message}`), causes, sent: "unknown" });
  }
}

const MARK = "welinkpark:";

/** @internal What the native half threw, in its class. */
export function fromNative(thrown: unknown): WelinkParkError {
  // By its message alone: in Jest, errors of the addon belong to another realm than this file.
  const message = String((thrown as { message?: unknown } | null)?.message ?? thrown);
  if (message.startsWith(MARK)) {
    return make(JSON.parse(message.slice(MARK.length)) as ErrorData);
  }
  // napi itself refuses what has the wrong JavaScript type.
  return ConfigError.local(message);
}

type Class = new (data: ErrorData) => WelinkParkError;

const CLASSES: Record<ErrorKind, (data: ErrorData) => Class> = {
  config: () => ConfigError,
  validation: () => ValidationError,
  transport: (data) => TRANSPORT[data.transport as TransportProblem],
  http: () => HttpError,
  decode: () => DecodeError,
  api: (data) => API[data.meaning as ApiMeaning],
  cancelled: () => CancelledError,
  internal: () => InternalError,
};

const TRANSPORT: Record<TransportProblem, Class> = {
  timeout: TimeoutError,
  connect: TransportError,
  tls: TransportError,
  interrupted: TransportError,
  "too-large": TransportError,
};

const API: Record<ApiMeaning, Class> = {
  "invalid-parameter": ApiError,
  "unknown-app-id": ApiError,
  "authentication-failed": AuthenticationError,
  "park-not-authorized": ApiError,
  "endpoint-not-authorized": ApiError,
  "system-error": ApiError,
  "not-found": NotFoundError,
  other: ApiError,
};

function make(data: ErrorData): WelinkParkError {
  return new (CLASSES[data.kind](data))(data);
}

function local(kind: ErrorKind, message: string): ErrorData {
  return {
    kind,
    message,
    report: message,
    endpoint: null,
    attempts: 0,
    nonce: null,
    timestamp: null,
    sent: "no",
    retryable: false,
    causes: [],
  };
}

/** The chain of causes as one error, without a stack: what happened below JavaScript has none. */
function causeOf(causes: readonly string[]): ErrorOptions | undefined {
  if (causes.length === 0) {
    return undefined;
  }
  const cause = new Error(causes.join(": "));
  cause.stack = `${cause.name}: ${cause.message}`;
  return { cause };
}

const NAMED = {
  WelinkParkError,
  ConfigError,
  ValidationError,
  TransportError,
  TimeoutError,
  HttpError,
  DecodeError,
  ApiError,
  AuthenticationError,
  NotFoundError,
  CancelledError,
  InternalError,
};

// On the prototypes, so that stacks begin with them, whatever a minifier calls the classes.
for (const [name, type] of Object.entries(NAMED)) {
  Object.defineProperty(type.prototype, "name", { value: name, configurable: true, writable: true });
}
