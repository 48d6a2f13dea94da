import { DomainError, invalidInput } from "@scarlet/domain/kernel";

/** Deeper than anything the shop asks for. */
const MAX_DEPTH = 16;
const PROTOTYPE_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** A key that no request has: a database operator, or one that reaches for a prototype. */
export function forbiddenKey(name: string): DomainError {
  return new DomainError(
    "input.forbidden_key",
    "invalid",
    `"${name.slice(0, 64)}" is no field of this request: operators and prototype keys are refused.`,
  );
}

/** Whether a key is one that no request has. */
export function isForbiddenKey(key: string): boolean {
  return key.startsWith("$") || PROTOTYPE_KEYS.has(key);
}

/** Raises `input.forbidden_key` for such a key anywhere in parsed JSON, and `input.invalid` when it is too deep. */
export function refuseForbiddenKeys(value: unknown, depth = 0): void {
  if (typeof value !== "object" || value === null) return;
  if (depth > MAX_DEPTH) throw invalidInput("The body is nested too deeply.");
  for (const [key, child] of Object.entries(value)) {
    if (isForbiddenKey(key)) throw forbiddenKey(key);
    refuseForbiddenKeys(child, depth + 1);
  }
}
