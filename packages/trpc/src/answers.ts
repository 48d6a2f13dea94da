import type { z } from "zod";

/** What a verb may hand over for a shape: the same, or the same and read-only. */
type Unchanged<T> = T extends Date
  ? T
  : T extends readonly (infer E)[]
    ? readonly Unchanged<E>[]
    : T extends object
      ? { readonly [K in keyof T]: Unchanged<T[K]> }
      : T;

/** The shape of a procedure's answer: for the compiler, and for the OpenAPI document. */
export type Answers<S extends z.ZodType = z.ZodType> = {
  readonly _input: Unchanged<z.output<S>>;
  readonly _output: z.output<S>;
  readonly schema: S;
};

/**
 * Declares what a procedure answers. The verbs' views already leave out what callers must not see and the compiler
 * holds them to this shape, so the answer is not walked through again at each request.
 */
export function answers<S extends z.ZodType>(schema: S): Answers<S> {
  // tRPC runs this function as the answer's parser; the two types of the shape exist for the compiler only.
  return Object.assign((value: unknown) => value, { schema }) as unknown as Answers<S>;
}

/** The schema behind a declared answer; undefined for anything else. */
export function answerSchema(parser: unknown): z.ZodType | undefined {
  return typeof parser === "function" && "schema" in parser ? (parser.schema as z.ZodType) : undefined;
}
