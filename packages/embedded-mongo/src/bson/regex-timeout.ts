import { createContext, Script } from "node:vm";
import { MongoError } from "../errors.ts";

const MATCH_TIMEOUT_MS = 40;
const RUN_SCRIPT = new Script("run()");
let guard: { run: () => unknown } | undefined;

/** Runs work that cannot be paused, and ends it by force when it takes too long (51156). */
function limited<T>(work: () => T): T {
  let result: T | undefined;
  guard ??= createContext({ run: () => undefined }) as { run: () => unknown };
  guard.run = () => {
    result = work();
  };
  try {
    RUN_SCRIPT.runInContext(guard, { timeout: MATCH_TIMEOUT_MS });
  } catch (cause) {
    if ((cause as { code?: string }).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw cause;
    throw new MongoError(51156, "Regular expression match error: match limit exceeded", { cause });
  }
  return result as T;
}

/** A regular expression whose search is ended by force when it takes too long, because it blocks the event loop. */
class GuardedRegExp extends RegExp {
  override exec(text: string): RegExpExecArray | null {
    return limited(() => super.exec(text));
  }
}

const REPEATED_WITHOUT_END = /^(?:[*+]|\{\d+,\})/;

/**
 * Whether a pattern repeats a group that itself repeats or chooses, as in `(a+)+`: the number of ways to match it grows
 * with every character.
 */
export function mayExplode(source: string): boolean {
  const open: boolean[] = [];
  const parts = source.matchAll(/\\.|\[(?:\\.|[^\]])*\]|[()|*+]|\{\d+,\}/gs);
  for (const { 0: part, index } of parts) {
    if (part === "(") open.push(false);
    else if (part === ")") {
      const varies = open.pop() ?? false;
      if (!varies) continue;
      if (REPEATED_WITHOUT_END.test(source.slice(index + 1))) return true;
      if (open.length > 0) open[open.length - 1] = true;
    } else if ("|*+{".includes(part[0] ?? "") && open.length > 0) open[open.length - 1] = true;
  }
  return false;
}

/** The expression, guarded where it needs to be: the guard costs more than most matches. */
export function guardedRegex(source: string, flags: string): RegExp {
  return mayExplode(source) ? new GuardedRegExp(source, flags) : new RegExp(source, flags);
}
