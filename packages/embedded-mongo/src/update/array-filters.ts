import { type Doc, isDoc, typeNameOf } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { compileFilter, type Env } from "../query/index.ts";
import type { ElementTest } from "./apply.ts";
import { parsePath } from "./tree.ts";

/** The first parts of all paths a filter names, also inside `$and`, `$or` and `$nor`. */
function topLevelNames(filter: Doc): readonly string[] {
  return Object.entries(filter).flatMap(([key, value]) => {
    if (!key.startsWith("$")) return [key.split(".")[0] ?? ""];
    return Array.isArray(value) ? (value as unknown[]).filter(isDoc).flatMap(topLevelNames) : [];
  });
}

function identifierOf(filter: Doc): string {
  const [identifier, other] = [...new Set(topLevelNames(filter))];
  if (identifier === undefined) {
    throw new MongoError(9, "Cannot use an expression without a top-level field name in arrayFilters");
  }
  if (other !== undefined) {
    throw new MongoError(
      9,
      `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${identifier}' and '${other}'`,
    );
  }
  if (!/^[a-z][a-zA-Z0-9]*$/.test(identifier)) {
    throw new MongoError(
      2,
      `Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${identifier}'`,
    );
  }
  return identifier;
}

/** Compiles `arrayFilters` to tests by identifier; the tests of `$[]` are simply not there. */
export function compileArrayFilters(filters: readonly unknown[], env: Env): ReadonlyMap<string, ElementTest> {
  const tests = new Map<string, ElementTest>();
  for (const filter of filters) {
    if (!isDoc(filter)) {
      throw new MongoError(14, `an array filter must be an object, but is ${typeNameOf(filter)}`);
    }
    if ("$expr" in filter) throw new MongoError(224, "$expr is not allowed in this context");
    const { matches } = compileFilter(filter, env);
    const identifier = identifierOf(filter);
    if (tests.has(identifier)) {
      throw new MongoError(
        9,
        `Found multiple array filters with the same top-level field name ${identifier}`,
      );
    }
    tests.set(identifier, (element) => matches({ [identifier]: element }));
  }
  return tests;
}

/** Refuses paths that name a filter which is not there (2) and filters that no path names (9). */
export function checkIdentifiers(paths: readonly string[], tests: ReadonlyMap<string, ElementTest>): void {
  const used = new Set<string>();
  for (const path of paths) {
    for (const step of parsePath(path)) {
      if (step.kind !== "items" || step.identifier === "") continue;
      if (!tests.has(step.identifier)) {
        throw new MongoError(
          2,
          `No array filter found for identifier '${step.identifier}' in path '${path}'`,
        );
      }
      used.add(step.identifier);
    }
  }
  for (const identifier of tests.keys()) {
    if (used.has(identifier)) continue;
    throw new MongoError(9, `The array filter for identifier '${identifier}' was not used in the update`);
  }
}
