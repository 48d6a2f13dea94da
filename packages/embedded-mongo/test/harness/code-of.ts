import { MongoError } from "../../src/errors.ts";

/** The error code an attempt is refused with; throws if it is not refused, or by anything but a `MongoError`. */
export function codeOf(attempt: () => unknown): number {
  try {
    attempt();
  } catch (error) {
    if (error instanceof MongoError) return error.code;
    throw error;
  }
  throw new Error("nothing was refused");
}
