import { type ErrorDetails, type ErrorKind, isDomainError, isNothingDone } from "@scarlet/domain/kernel";
import { type TRPC_ERROR_CODE_KEY, TRPCError } from "@trpc/server";
import { z } from "zod";

/** The one table of what a kind of refusal is called on the wire. */
export const WIRE = {
  invalid: { code: "BAD_REQUEST", status: 400 },
  unauthenticated: { code: "UNAUTHORIZED", status: 401 },
  payment_required: { code: "PAYMENT_REQUIRED", status: 402 },
  forbidden: { code: "FORBIDDEN", status: 403 },
  not_found: { code: "NOT_FOUND", status: 404 },
  conflict: { code: "CONFLICT", status: 409 },
  unprocessable: { code: "UNPROCESSABLE_CONTENT", status: 422 },
  rate_limited: { code: "TOO_MANY_REQUESTS", status: 429 },
  unavailable: { code: "SERVICE_UNAVAILABLE", status: 503 },
  outcome_unknown: { code: "SERVICE_UNAVAILABLE", status: 503 },
} as const satisfies Record<ErrorKind, { code: TRPC_ERROR_CODE_KEY; status: number }>;

/**
 * What a caller is told: `code` is stable, `sentence` helps, `details` go with it. Where the status is 500 or more,
 * `details.outcome` says whether nothing was done ("nothing_done") or nobody knows ("unknown"); an unknown outcome of a
 * write carries its `idempotencyKey`, with which to ask again.
 */
export type Refusal = {
  readonly status: number;
  readonly code: string;
  readonly sentence: string;
  readonly details: ErrorDetails;
};

const INTERNAL: Refusal = {
  status: 500,
  code: "internal",
  sentence: "Something went wrong on our side. It has been written down; please try again.",
  details: {},
};

/** Refusals that tRPC itself raises before a procedure is reached. */
const BEFORE_PROCEDURES: Partial<Record<TRPC_ERROR_CODE_KEY, Refusal>> = {
  PARSE_ERROR: plain(400, "request.broken_json", "The body is not valid JSON."),
  BAD_REQUEST: plain(400, "request.malformed", "This request is not one that the shop understands."),
  NOT_FOUND: plain(404, "request.not_found", "There is nothing at this address."),
  METHOD_NOT_SUPPORTED: plain(405, "request.method_not_allowed", "This address has no such method."),
  PAYLOAD_TOO_LARGE: plain(413, "request.too_large", "The body is larger than the shop reads."),
  UNSUPPORTED_MEDIA_TYPE: plain(415, "request.unsupported_media_type", "Send the body as application/json."),
};

function plain(status: number, code: string, sentence: string): Refusal {
  return { status, code, sentence, details: {} };
}

/**
 * What a thrown value means to the caller. What nobody foresaw is "internal": its cause stays in the log.
 * `idempotencyKey` is the key that the request came with.
 */
export function refusalOf(error: unknown, idempotencyKey?: string): Refusal {
  const refusal = meaningOf(error);
  if (refusal.status < 500) return refusal;
  const isUnknown = !isNothingDone(causeOf(error));
  const outcome = isUnknown ? "unknown" : "nothing_done";
  const key = isUnknown && idempotencyKey !== undefined ? { idempotencyKey } : {};
  return { ...refusal, details: { ...refusal.details, outcome, ...key } };
}

function causeOf(error: unknown): unknown {
  return error instanceof TRPCError ? error.cause : error;
}

function meaningOf(error: unknown): Refusal {
  if (isDomainError(error)) {
    return {
      status: WIRE[error.kind].status,
      code: error.code,
      sentence: error.message,
      details: error.details,
    };
  }
  if (error instanceof z.core.$ZodError) return invalid(error);
  if (!(error instanceof TRPCError)) return INTERNAL;
  if (isDomainError(error.cause) || error.cause instanceof z.core.$ZodError) return meaningOf(error.cause);
  return BEFORE_PROCEDURES[error.code] ?? INTERNAL;
}

/** Tells whether this is a fault of ours and not a refusal. */
export function isInternal(error: unknown): boolean {
  return meaningOf(error).code === INTERNAL.code;
}

/** The same error under the code that its kind has in the table. */
export function toTrpcError(error: TRPCError): TRPCError {
  return isDomainError(error.cause) ? trpcErrorOf(error.cause) : error;
}

/** What was refused before a procedure was reached, as tRPC throws it. */
export function trpcErrorOf(error: unknown): TRPCError {
  if (!isDomainError(error)) return new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause: error });
  return new TRPCError({ code: WIRE[error.kind].code, message: error.message, cause: error });
}

/** Says in one sentence what the first fault is, and lists all of them without the values. */
function invalid(error: z.core.$ZodError): Refusal {
  const issues = error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
  const [first] = issues;
  const where = first?.path ? `${first.path}: ` : "";
  return {
    status: 400,
    code: "input.invalid",
    sentence: `${where}${first?.message ?? "Invalid input."}`,
    details: { issues },
  };
}
