import { getField, isDoc } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import type { Evaluate, Scope } from "./types.ts";

/** Follows a path; through an array it gathers what each element has, as expressions do. */
export function followPath(start: unknown, parts: readonly string[], from = 0): unknown {
  let value = start;
  for (let at = from; at < parts.length; at += 1) {
    if (isDoc(value)) value = getField(value, parts[at] ?? "");
    else if (Array.isArray(value)) return gather(value, parts, at);
    else return undefined;
  }
  return value;
}

function gather(items: readonly unknown[], parts: readonly string[], at: number): unknown[] {
  const found: unknown[] = [];
  for (const item of items) {
    const value = isDoc(item) ? followPath(item, parts, at) : undefined;
    if (value !== undefined) found.push(value);
  }
  return found;
}

/** Checks a field path of an expression: no empty parts, no part that starts with a dollar. */
export function parseFieldPath(path: string): readonly string[] {
  const parts = path.split(".");
  for (const part of parts) {
    if (part === "") throw new MongoError(40353, "FieldPath must not end with a '.' or have empty parts.");
    if (part.startsWith("$"))
      throw new MongoError(
        16410,
        `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
      );
    if (part.includes("\0")) throw new MongoError(16411, "FieldPath field names may not contain '\\0'.");
  }
  return parts;
}

/** Checks the name of a variable a stage or operator defines. */
export function checkVariableName(name: string): void {
  if (name === "") throw new MongoError(9, "empty variable names are not allowed");
  if (name === "CURRENT") return;
  if (!/^[a-z\u0080-\uffff][\w\u0080-\uffff]*$/u.test(name)) {
    throw new MongoError(9, `'${name}' starts with an invalid character for a user variable name`);
  }
}

function rootPath(parts: readonly string[]): Evaluate {
  const [name = ""] = parts;
  if (parts.length === 1) return ({ root }) => getField(root, name);
  return ({ root }) => followPath(root, parts);
}

function variableValue(name: string, scope: Scope): Evaluate {
  const slot = scope.slots.get(name);
  if (slot !== undefined) return ({ locals }) => locals[slot];
  if (name === "ROOT" || name === "CURRENT") return ({ root }) => root;
  if (name === "REMOVE") return () => undefined;
  if (name === "NOW") return () => scope.now;
  const { variables } = scope;
  // Read when evaluated: a `$lookup` pipeline is compiled once and its variables change with each document.
  if (Object.hasOwn(variables, name)) return () => variables[name];
  throw new MongoError(17276, `Use of undefined variable: ${name}`);
}

/** Compiles `"$path"` and `"$$variable.path"`. Refuses unknown variables (17276). */
export function compileReference(reference: string, scope: Scope): Evaluate {
  if (reference === "$") throw new MongoError(16872, "'$' by itself is not a valid FieldPath");
  if (!reference.startsWith("$$")) {
    const parts = parseFieldPath(reference.slice(1));
    return scope.slots.has("CURRENT")
      ? compileReference(`$$CURRENT.${reference.slice(1)}`, scope)
      : rootPath(parts);
  }
  const [name = "", ...rest] = reference.slice(2).split(".");
  if (name === "") throw new MongoError(9, "empty variable names are not allowed");
  const parts = rest.length === 0 ? [] : parseFieldPath(rest.join("."));
  const value = variableValue(name, scope);
  if (parts.length === 0) return value;
  return (frame) => followPath(value(frame), parts);
}

/** The scope with further local variables, and their slots. */
export function bind(scope: Scope, names: readonly string[]): { scope: Scope; slots: readonly number[] } {
  for (const name of names) checkVariableName(name);
  const slots = names.map((_, i) => scope.nextSlot + i);
  const bound = new Map(scope.slots);
  for (const [i, name] of names.entries()) bound.set(name, scope.nextSlot + i);
  return { scope: { ...scope, slots: bound, nextSlot: scope.nextSlot + names.length }, slots };
}
