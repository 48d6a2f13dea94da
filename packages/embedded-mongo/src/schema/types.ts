import type { Doc } from "../bson/index.ts";

/** One keyword of a schema, compiled. */
export interface Rule {
  /** The keyword. */
  readonly name: string;
  readonly isValid: (value: unknown) => boolean;
  /** What the keyword found wrong with a value that is not valid. */
  readonly explain: (value: unknown) => Doc;
}

/** A compiled schema. */
export interface Schema {
  readonly isValid: (value: unknown) => boolean;
  /** The rules a value breaks, as MongoDB's `errInfo.details.schemaRulesNotSatisfied` lists them. */
  readonly explain: (value: unknown) => Doc[];
}

/** Compiles a nested schema. */
export type CompileSchema = (schema: unknown, keyword: string) => Schema;

/** Builds the rule of one keyword; the whole schema is given for keywords that stand in pairs. */
export type BuildRule = (operand: unknown, schema: Doc, compile: CompileSchema) => Rule | undefined;
