import { expect, test } from "vitest";
import { z } from "zod";
import { signUpSchema } from "./accounts/index.ts";
import { appRouter } from "./app-router.ts";

type Leaf = { readonly path: string; readonly schema: z.ZodType };

/** Every text that an input may hold, with the way to it. */
function textsOf(schema: unknown, path: string): Leaf[] {
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([name, each]) => textsOf(each, `${path}.${name}`));
  if (schema instanceof z.ZodArray) return textsOf(schema.element, `${path}[]`);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return textsOf(schema.unwrap(), path);
  // A text that is made into something is judged by all of its steps.
  if (schema instanceof z.ZodPipe) return textsOf(schema.in, path).map((text) => ({ ...text, schema }));
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((each) => textsOf(each, path));
  return schema instanceof z.ZodString ? [{ path, schema }] : [];
}

// oxlint-disable-next-line no-underscore-dangle -- tRPC has no other word for it
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Inspected>);
type Inspected = { readonly _def: { readonly inputs: readonly unknown[] } };

const texts = [
  // oxlint-disable-next-line no-underscore-dangle -- the same
  ...procedures.flatMap(([name, { _def }]) => _def.inputs.flatMap((input) => textsOf(input, name))),
  ...textsOf(signUpSchema, "signUp"),
];

/** Words that are looked for and never kept, positions that are decoded, and a password, which may have any sign. */
const NEVER_KEPT = /\.(?:q|cursor|password)$/;
const kept = texts.filter(({ path }) => !NEVER_KEPT.test(path));

test("the walk finds the texts that people type", () => {
  const paths = kept.map(({ path }) => path);
  for (const path of [
    "signUp.name",
    "signUp.email",
    "orders.describe.address.town",
    "orders.cancel.note",
    "inventory.adjust.note",
  ])
    expect(paths).toContain(path);
});

test.each(kept)("$path takes no control characters, and not nothing but unseen ones", ({ schema }) => {
  for (const text of ["a\u0000b", "a\u001b[2Jb", "\u200b", "\u3164", "\u2060\u2060"])
    expect([text, schema.safeParse(text).success]).toEqual([text, false]);
});
