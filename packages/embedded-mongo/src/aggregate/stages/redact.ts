import { type Doc, isDoc, setField } from "../../bson/types.ts";
import { MongoError } from "../../errors.ts";
import { bind, compile, type Frame, scopeOf } from "../../expression/index.ts";
import type { BuildStage } from "../stage.ts";
import type { Flow } from "../types.ts";

/** What the expression may answer; objects of our own, so that no stored value equals them. */
const KEEP = new Date(0);
const PRUNE = new Date(0);
const DESCEND = new Date(0);

/** `$redact`: keeps, drops or enters each level of a document by what an expression says of it. */
export const redact: BuildStage = (operand, { env }) => {
  const variables = { ...env.variables, KEEP, PRUNE, DESCEND };
  const { scope, slots } = bind(scopeOf({ ...env, variables }), ["CURRENT"]);
  const [slot = 0] = slots;
  const evaluate = compile(operand, scope);

  function level(doc: Doc, root: Doc): Doc | undefined {
    const locals: unknown[] = [];
    locals[slot] = doc;
    const frame: Frame = { root, locals };
    const verdict = evaluate(frame);
    if (verdict === KEEP) return doc;
    if (verdict === PRUNE) return undefined;
    if (verdict === DESCEND) return inner(doc, root);
    throw new MongoError(
      17053,
      "$redact's expression should not return anything aside from the variables $$KEEP, $$DESCEND, and $$PRUNE",
    );
  }

  function inner(doc: Doc, root: Doc): Doc {
    const result: Doc = {};
    for (const [name, value] of Object.entries(doc)) {
      const next = inside(value, root);
      if (next !== undefined) setField(result, name, next);
    }
    return result;
  }

  function inside(value: unknown, root: Doc): unknown {
    if (isDoc(value)) return level(value, root);
    if (!Array.isArray(value)) return value;
    return (value as unknown[]).map((item) => inside(item, root)).filter((item) => item !== undefined);
  }

  return function* redacting(flow: Flow): Flow {
    for (const doc of flow) {
      const next = doc === null ? null : level(doc, doc);
      if (next !== undefined) yield next;
    }
  };
};
