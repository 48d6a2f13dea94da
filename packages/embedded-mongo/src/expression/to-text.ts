import type { ObjectId } from "bson";
import { textOf } from "../bson/compare.ts";
import { TYPE, typeNameOf, typeOf } from "../bson/types.ts";
import { MongoError } from "../errors.ts";

/** A double as MongoDB prints it: shortest digits that read back the same, `1e+20` style exponents, `Infinity`, `NaN`. */
function doubleText(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

/** The text `$toString` gives for a value. Refuses types that have none (241 ConversionFailure). */
export function toText(value: unknown): string {
  switch (typeOf(value)) {
    case TYPE.string:
    case TYPE.symbol:
      return textOf(value);
    case TYPE.int:
    case TYPE.long:
    case TYPE.decimal:
    case TYPE.bool:
      return String(value);
    case TYPE.double:
      return doubleText(Number(value));
    case TYPE.date:
      return (value as Date).toISOString();
    case TYPE.objectId:
      return (value as ObjectId).toHexString();
    default:
      throw new MongoError(
        241,
        `Unsupported conversion from ${typeNameOf(value)} to string in $convert with no onError value`,
      );
  }
}
