import type { z } from "zod";

/** The shape of a procedure's answer: for the compiler, and for the OpenAPI document. */
export type Answers<S extends z.ZodType = z.ZodType> = ((value: unknown) => z.output<S>) & {
  readonly schema: S;
};

/**
 * Declares what a procedure answers. The verbs' views already leave out what callers must not see and the compiler
 * holds them to this shape, so the answer is not walked through again at each request.
 */
export function answers<S extends z.ZodType>(schema: S): Answers<S> {
  return Object.assign((value: unknown) => value as z.output<S>, { schema });
}

/** The schema behind a declared answer; undefined for anything else. */
export function answerSchema(parser: unknown): z.ZodType | undefined {
  return typeof parser === "function" && "schema" in parser ? (parser as Answers).schema : undefined;
}
