import { SettingError } from "./env.ts";

/** Exits with one sentence for people; prints the whole error only when it is a bug of ours. */
export function exitWithError(error: unknown): never {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exit(1);
}

function sentenceOf(error: unknown): string {
  if (error instanceof SettingError || error instanceof StartError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The process cannot start, for a reason outside the program. The message is one sentence. */
export class StartError extends Error {
  override readonly name = "StartError";
}
