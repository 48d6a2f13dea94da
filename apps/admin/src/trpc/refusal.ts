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
 * What the API refused, or undefined when no answer came that promises anything: then nobody knows whether a write was
 * done. Such are all 5xx, except those in which the shop says that nothing was done.
 */
export function refusalOf(error: unknown): Refusal | undefined {
  const wire = wireSchema.safeParse(error);
  if (!wire.success) return undefined;
  const { httpStatus: status, errorCode: code, details } = wire.data.data;
  const isOpen = status >= 500 && details.outcome !== "nothing_done";
  return isOpen ? undefined : { code, sentence: wire.data.message, status, details };
}
