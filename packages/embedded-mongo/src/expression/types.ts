import type { Doc } from "../bson/index.ts";

/** What an expression sees while it is evaluated: the document and the values of local variables. */
export interface Frame {
  readonly root: Doc;
  /** Values of `$$` variables bound by `$let`, `$map`, `$filter`, `$reduce`, by slot. */
  readonly locals: unknown[];
}

/** A compiled expression; `undefined` stands for a missing value. */
export type Evaluate = (frame: Frame) => unknown;

/** The names an expression may use where it stands. */
export interface Scope {
  readonly now: Date;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly slots: ReadonlyMap<string, number>;
  readonly nextSlot: number;
}

/** Compiles a nested expression in a scope. */
export type Compile = (expression: unknown, scope: Scope) => Evaluate;

/** Builds an operator from its operand. */
export type Build = (operand: unknown, scope: Scope, compile: Compile) => Evaluate;

/** Operators by name. */
export type OperatorTable = ReadonlyMap<string, Build>;

/** A compiled expression for one document at a time. */
export type Expression = (doc: Doc) => unknown;
