import {
  MongoAndExpr,
  MongoFieldFilter,
  type MongoFilterExpr,
  MongoOrExpr,
} from "@prisma/orm-mongo/query-ast/execution";
import { MongoParamRef, type MongoValue } from "@prisma/orm-mongo/value";
import { isExactTerm, type SearchTerm } from "@scarlet/domain/kernel";
import { type Document, ObjectId } from "mongodb";

/** An id for a filter expression of Prisma: outside `where({…})` it does not know that a field holds ids. */
export function idParam(id: string): MongoParamRef {
  return new MongoParamRef(id, { codecId: "mongo/objectId@1" });
}

export function idsIn(field: string, ids: Iterable<string>): MongoFilterExpr {
  return MongoFieldFilter.in(field, Array.from(ids, idParam));
}

export function all(...filters: MongoFilterExpr[]): MongoFilterExpr {
  return MongoAndExpr.of(filters);
}

export function any(...filters: MongoFilterExpr[]): MongoFilterExpr {
  return MongoOrExpr.of(filters);
}

/** Matches strings, or lists with a string, that start with `beginning`, case-sensitively. Served by an index. */
export function beginsWithRaw(field: string, beginning: string): Document {
  return { [field]: { $regex: patternOf(beginning) } };
}

function beginsWith(field: string, beginning: string): MongoFilterExpr {
  return MongoFieldFilter.of(field, "$regex", patternOf(beginning));
}

function patternOf(beginning: string): string {
  return `^${beginning.replaceAll(REGEX_SPECIAL_CHARACTERS, "\\$&")}`;
}

/** Matches documents whose token list has every term of a search. Served by an index on the field. */
export function answering(field: string, terms: readonly SearchTerm[]): MongoFilterExpr[] {
  const word = (text: string) =>
    isExactTerm(text) ? MongoFieldFilter.eq(field, text) : beginsWith(field, text);
  return terms.map(({ whole, parts }) =>
    parts.length > 1 ? any(word(whole), all(...parts.map(word))) : word(whole),
  );
}

/** The same filter as `answering`, as a filter document of the driver. */
export function answeringRaw(field: string, terms: readonly SearchTerm[]): Document[] {
  // Terms are letters and digits only, so nothing has to be escaped.
  const word = (text: string) => ({ [field]: isExactTerm(text) ? text : { $regex: `^${text}` } });
  return terms.map(({ whole, parts }) =>
    parts.length > 1 ? { $or: [word(whole), { $and: parts.map(word) }] } : word(whole),
  );
}

const REGEX_SPECIAL_CHARACTERS = /[.*+?^${}()|[\]\\]/g;

/** The position where a sorted page begins: sort value and id of the last document before it. */
export type After = { readonly field: string; readonly value: MongoValue; readonly id: string };

/**
 * Documents after a position in a list sorted by a field and then by id, both up (1) or both down (-1). The bound on
 * the field comes first and alone, so that an index can begin there; documents of equal value are told apart by id.
 */
export function after({ field, value, id }: After, direction: 1 | -1): MongoFilterExpr {
  const beyond = direction === 1 ? "$gt" : "$lt";
  return all(
    MongoFieldFilter.of(field, `${beyond}e`, value),
    any(MongoFieldFilter.of(field, beyond, value), MongoFieldFilter.of("_id", beyond, idParam(id))),
  );
}

/** The same filter as `after`, as a filter document of the driver. */
export function afterRaw(field: string, { value, id }: Omit<After, "field">, direction: 1 | -1): Document {
  const beyond = direction === 1 ? "$gt" : "$lt";
  return {
    [field]: { [`${beyond}e`]: value },
    $or: [{ [field]: { [beyond]: value } }, { _id: { [beyond]: new ObjectId(id) } }],
  };
}

export { MongoFieldFilter as Field, type MongoFilterExpr as Filter };
