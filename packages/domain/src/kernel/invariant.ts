/** Raised when the program itself is wrong. Never shown to a caller; logged with its cause. */
export class InvariantError extends Error {
  override readonly name = "InvariantError";
}

/** States what must be true at this point. Raises `InvariantError` when it is not. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}
