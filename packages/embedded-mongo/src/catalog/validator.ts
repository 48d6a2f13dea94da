import { type Doc, idOf, isDoc } from "../bson/index.ts";
import { MongoError } from "../errors.ts";
import { compileFilter } from "../query/index.ts";
import { compileSchema } from "../schema/index.ts";
import type { Collection, Validator } from "./types.ts";

/** `errInfo.details` where `$jsonSchema` is the validator, alone or beside other conditions. */
function explainSchema(schema: Doc, doc: Doc): Doc {
  return { operatorName: "$jsonSchema", schemaRulesNotSatisfied: compileSchema(schema).explain(doc) };
}

function explainRest(validator: Doc, doc: Doc): Doc[] {
  const failed: Doc[] = [];
  for (const [name, operand] of Object.entries(validator)) {
    const filter = compileFilter({ [name]: operand }, { now: new Date() });
    if (filter.matches(doc)) continue;
    if (name === "$jsonSchema" && isDoc(operand)) failed.push(explainSchema(operand, doc));
    else {
      const operatorName = name.startsWith("$")
        ? name
        : isDoc(operand)
          ? (Object.keys(operand)[0] ?? "$eq")
          : "$eq";
      failed.push({ operatorName, specifiedAs: { [name]: operand }, reason: "expression did not match" });
    }
  }
  return failed;
}

function compileValidator(validator: Doc): Validator | undefined {
  if (Object.keys(validator).length === 0) return undefined;
  const { $jsonSchema, ...rest } = validator;
  if ($jsonSchema !== undefined && !isDoc($jsonSchema))
    throw new MongoError(14, "$jsonSchema must be an object");
  const schema = $jsonSchema === undefined ? undefined : compileSchema($jsonSchema);
  const filter = compileFilter(rest, { now: new Date() });
  return {
    isValid: (doc) => (schema?.isValid(doc) ?? true) && (filter.matchesAll || filter.matches(doc)),
    explain(doc) {
      const failed = explainRest(validator, doc);
      return failed.length === 1 && failed[0]
        ? failed[0]
        : { operatorName: "$and", clausesNotSatisfied: failed.map((details, index) => ({ index, details })) };
    },
  };
}

/** The validator that a collection's options ask for; undefined if they ask for none or validation is off. */
export function validatorOf(options: Doc): Validator | undefined {
  const { validator } = options;
  if (validator === undefined || options.validationLevel === "off") return undefined;
  if (!isDoc(validator)) throw new MongoError(14, "BSON field 'validator' must be an object");
  const compiled = compileValidator(validator);
  return options.validationAction === "warn" ? undefined : compiled;
}

/**
 * Refuses a document that breaks its collection's validator (121). With `validationLevel: moderate`, a document that
 * was not valid before may stay so.
 */
export function assertValid(collection: Collection, doc: Doc, before?: Doc): void {
  const { validator } = collection;
  if (!validator || validator.isValid(doc)) return;
  if (before && collection.options.validationLevel === "moderate" && !validator.isValid(before)) return;
  throw new MongoError(121, "Document failed validation", {
    details: { errInfo: { failingDocumentId: idOf(doc), details: validator.explain(doc) } },
  });
}
