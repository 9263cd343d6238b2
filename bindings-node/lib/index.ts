// What `import … from "welinkpark"` gives.

export * from "./api/index.js";
export type { Lists, RangeName } from "./api/lists.js";
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
  type Finding,
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
export { type ExplainOptions, type Explanation, explain, type Mistake } from "./explain.js";
export {
  GateApi,
  type GateBill,
  GateFlow,
  type GateKind,
  type GateOptions,
  type GatePhase,
  type GateRequest,
  type GateStatus,
} from "./gate.js";
export type { CallOptions, ClientOptions, Logger } from "./options.js";
export type { ListName, WalkOptions, Window, WindowOptions } from "./paging.js";
export { type LetIn, type PaidBill, Reconcile, type Verdict } from "./reconcile.js";
export type { Id, Money, Time } from "./types.js";
