// What `import … from "welinkpark"` gives.

export * from "./api/index.js";
export { Call, type Response } from "./call.js";
export { Client } from "./client.js";
export {
  ApiError,
  type ApiMeaning,
  AuthenticationError,
  CancelledError,
  ConfigError,
  DecodeError,
  type ErrorData,
  type ErrorKind,
  HttpError,
  InternalError,
  NotFoundError,
  type Rule,
  type Sent,
  type Stage,
  TimeoutError,
  TransportError,
  type TransportProblem,
  ValidationError,
  WelinkParkError,
} from "./error.js";
export type { CallEvent } from "./event.js";
export type { CallOptions, ClientOptions, Logger } from "./options.js";
export type { Id, Money, Time } from "./types.js";
