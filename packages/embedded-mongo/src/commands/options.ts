import { type Doc, isDoc, isNumeric, primitiveNumber, typeNameOf } from "../bson/index.ts";
import { MongoError } from "../errors.ts";
import { isTruthy } from "../query/operators.ts";

function wrongType(path: string, value: unknown, expected: string): MongoError {
  return new MongoError(
    14,
    `BSON field '${path}' is the wrong type '${typeNameOf(value)}', expected type '${expected}'`,
  );
}

/** Reads the fields of a command, or of one of its statements, refusing wrong types (14 TypeMismatch). */
export class Options {
  readonly name: string;
  readonly #doc: Doc;

  constructor(name: string, doc: Doc) {
    this.name = name;
    this.#doc = doc;
  }

  get(field: string): unknown {
    return Object.hasOwn(this.#doc, field) ? this.#doc[field] : undefined;
  }

  #missing(field: string): MongoError {
    return new MongoError(40414, `BSON field '${this.name}.${field}' is missing but a required field`);
  }

  doc(field: string): Doc | undefined {
    const value = this.get(field);
    if (value === undefined || value === null) return undefined;
    if (!isDoc(value)) throw wrongType(`${this.name}.${field}`, value, "object");
    return value;
  }

  requiredDoc(field: string): Doc {
    const value = this.doc(field);
    if (value === undefined) throw this.#missing(field);
    return value;
  }

  array(field: string): readonly unknown[] | undefined {
    const value = this.get(field);
    if (value === undefined || value === null) return undefined;
    if (!Array.isArray(value)) throw wrongType(`${this.name}.${field}`, value, "array");
    return value;
  }

  requiredArray(field: string): readonly unknown[] {
    const value = this.array(field);
    if (value === undefined) throw this.#missing(field);
    return value;
  }

  string(field: string): string | undefined {
    const value = this.get(field);
    if (value === undefined || value === null) return undefined;
    if (typeof value !== "string") throw wrongType(`${this.name}.${field}`, value, "string");
    return value;
  }

  requiredString(field: string): string {
    const value = this.string(field);
    if (value === undefined) throw this.#missing(field);
    return value;
  }

  bool(field: string): boolean {
    const value = this.get(field);
    if (value === undefined || value === null) return false;
    if (typeof value !== "boolean" && !isNumeric(value))
      throw wrongType(`${this.name}.${field}`, value, "bool");
    return isTruthy(value);
  }

  /** A whole number that is not negative (51024 otherwise). */
  count(field: string): number | undefined {
    const number = this.number(field);
    if (number !== undefined && number < 0)
      throw new MongoError(51024, `BSON field '${field}' value must be >= 0, actual value '${number}'`);
    return number;
  }

  number(field: string): number | undefined {
    const value = this.get(field);
    if (value === undefined || value === null) return undefined;
    const number = Number(primitiveNumber(value) ?? Number.NaN);
    if (!isNumeric(value) || Number.isNaN(number)) throw wrongType(`${this.name}.${field}`, value, "long");
    return Math.trunc(number);
  }

  /** Refuses fields that are not known (40415). */
  assertKnown(known: ReadonlySet<string>): void {
    for (const field of Object.keys(this.#doc)) {
      if (!known.has(field))
        throw new MongoError(40415, `BSON field '${this.name}.${field}' is an unknown field.`);
    }
  }
}

/** The option exists in MongoDB, but this server does not have the feature (238 NotImplemented). */
export function notSupported(what: string): MongoError {
  return new MongoError(238, `${what} is not supported by this server`);
}
