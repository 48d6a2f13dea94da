import { z } from "zod";
import type { RefusalKind } from "./rest-meta.ts";

export type Json = Record<string, unknown>;

/** The shape of every refusal. */
export const PROBLEM: Json = {
  type: "object",
  description:
    "RFC 9457 problem details. What goes with a code stands beside it, such as `available` or `current`.",
  required: ["type", "title", "status", "code", "detail"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    code: { type: "string", examples: ["inventory.insufficient_stock"] },
    detail: { type: "string", description: "A sentence for people." },
    outcome: {
      enum: ["nothing_done", "unknown"],
      description: "From 500 on: whether nothing was done, or nobody knows yet.",
    },
    idempotencyKey: { type: "string", description: "With an unknown outcome: the key to ask again with." },
  },
  additionalProperties: true,
};

/** A zod schema as JSON Schema 2020-12, which is what OpenAPI 3.1 speaks. */
export function schemaOf(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override({ zodSchema, jsonSchema }) {
      if (zodSchema instanceof z.ZodDate) Object.assign(jsonSchema, { type: "string", format: "date-time" });
    },
  });
  return json;
}

/** Both kinds share the status, so the document has one place for them. */
const UNAVAILABLE_DESCRIPTION =
  "Too busy, cut off, or its answer got lost. `outcome` says which: `nothing_done`, or `unknown`, then send the same request with the same Idempotency-Key (`idempotencyKey`) to learn what became of it. See Retry-After.";

const REFUSAL_DESCRIPTIONS: Readonly<Record<RefusalKind, string>> = {
  invalid: "The request is malformed; nothing was done.",
  unauthenticated: "No bearer token, or one that is not valid any more.",
  payment_required: "The card was declined; the hold stands.",
  forbidden: "The role does not allow this.",
  not_found: "There is no such thing, or it is not the caller's.",
  conflict: "The shop's present state does not allow this; `code` says which.",
  unprocessable: "Understood but refused, such as an Idempotency-Key that was used for another request.",
  rate_limited: "Too many tries; see Retry-After.",
  unavailable: UNAVAILABLE_DESCRIPTION,
  outcome_unknown: UNAVAILABLE_DESCRIPTION,
};

/** A refusal in a list of responses. */
export function refusalResponse(kind: RefusalKind): Json {
  return {
    description: REFUSAL_DESCRIPTIONS[kind],
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  };
}
