import type { FieldInputTypes, FieldOutputTypes } from "../generated/contract.d.ts";

type Models = FieldOutputTypes["__unbound__"];
type Inputs = FieldInputTypes["__unbound__"];

/** A document as Prisma reads it, by the name of its model in the contract. */
export type RecordOf<Model extends keyof Models> = Models[Model];

/** A document as Prisma writes it. */
export type NewRecordOf<Model extends keyof Inputs> = Inputs[Model];
