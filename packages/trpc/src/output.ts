import type { z } from "zod";

/** What a verb may hand over for a shape: the same, or the same and read-only. */
type DeepReadonly<T> = T extends Date
  ? T
  : T extends readonly (infer E)[]
    ? readonly DeepReadonly<E>[]
    : T extends object
      ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
      : T;

/** The shape of a procedure's answer: for the compiler, and for the OpenAPI document. */
export type DeclaredOutput<S extends z.ZodType = z.ZodType> = {
  readonly _input: DeepReadonly<z.output<S>>;
  readonly _output: z.output<S>;
  readonly schema: S;
};

/**
 * Declares what a procedure answers. The verbs' views already leave out what callers must not see and the compiler
 * holds them to this shape, so the answer is not walked through again at each request.
 */
export function outputOf<S extends z.ZodType>(schema: S): DeclaredOutput<S> {
  // tRPC runs this function as the answer's parser; the two types of the shape exist for the compiler only.
  return Object.assign((value: unknown) => value, { schema }) as unknown as DeclaredOutput<S>;
}

/** The schema behind a declared answer; undefined for anything else. */
export function outputSchemaOf(parser: unknown): z.ZodType | undefined {
  return typeof parser === "function" && "schema" in parser ? (parser.schema as z.ZodType) : undefined;
}
