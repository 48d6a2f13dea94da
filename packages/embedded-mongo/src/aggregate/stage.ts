import { type Doc, isDoc, typeNameOf } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import type { AggregateEnv, Flow, Pipeline } from "./types.ts";

/** One stage at work. It holds nothing between two runs, so a compiled pipeline may run many times. */
export type Stage = (flow: Flow) => Flow;

/** What a stage is compiled in. */
export interface StageContext {
  readonly env: AggregateEnv;
  /** Compiles a pipeline inside this one. */
  readonly compile: (stages: readonly unknown[], env: AggregateEnv) => Pipeline;
}

/** Builds a stage from its operand. */
export type BuildStage = (operand: unknown, context: StageContext) => Stage;

/** The operand as a document with known fields only. Refuses others (9, 40415). */
export function optionsOf(stage: string, operand: unknown, known: readonly string[]): Doc {
  if (!isDoc(operand)) {
    throw new MongoError(
      9,
      `the ${stage} stage specification must be an object, but found ${typeNameOf(operand)}`,
    );
  }
  const unknown = Object.keys(operand).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new MongoError(40415, `BSON field '${stage}.${unknown}' is an unknown field.`);
  }
  return operand;
}

/** A required string option. */
export function textOption(stage: string, options: Doc, name: string): string {
  const value = options[name];
  if (typeof value === "string") return value;
  if (value === undefined) {
    throw new MongoError(40414, `BSON field '${stage}.${name}' is missing but a required field`);
  }
  throw new MongoError(9, `${stage}: '${name}' must be a string, but found ${typeNameOf(value)}`);
}

/** A pipeline given as an option: an array of stages. */
export function stagesOption(stage: string, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  throw new MongoError(14, `${stage}: 'pipeline' must be an array, but found ${typeNameOf(value)}`);
}
