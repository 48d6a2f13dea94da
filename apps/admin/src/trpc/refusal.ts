import { z } from "zod";

/** A refusal by the shop: a stable code, a sentence for people, and what goes with it. */
type Refusal = {
  readonly code: string;
  readonly sentence: string;
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>>;
};

const wireSchema = z.object({
  message: z.string(),
  data: z.object({
    httpStatus: z.number(),
    errorCode: z.string(),
    details: z.record(z.string(), z.unknown()).default({}),
  }),
});

/**
 * What the API refused, or undefined when no answer came: then nobody knows whether a write was done.
 * A 5xx counts as no answer, except 503, which the shop sends only before anything was done.
 */
export function refusalOf(error: unknown): Refusal | undefined {
  const wire = wireSchema.safeParse(error);
  if (!wire.success) return undefined;
  const { httpStatus: status, errorCode: code, details } = wire.data.data;
  return status < 500 || status === 503 ? { code, sentence: wire.data.message, status, details } : undefined;
}
