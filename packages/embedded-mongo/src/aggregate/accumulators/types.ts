import type { Frame, Scope } from "../../expression/index.ts";

/** What gathers one value over the documents of a group. */
export interface Accumulator {
  readonly add: (frame: Frame) => void;
  readonly result: () => unknown;
}

/** Makes the accumulator of a new group. */
export type Accumulate = () => Accumulator;

/** Builds an accumulator from its operand. */
export type BuildAccumulator = (operand: unknown, scope: Scope) => Accumulate;
