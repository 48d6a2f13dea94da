const LEVELS: Readonly<Record<string, string>> = {
  10: "trace",
  20: "debug",
  30: "info",
  40: "WARN",
  50: "ERROR",
  60: "FATAL",
};
/** The same in every line, or shown elsewhere in it. */
const LEFT_OUT: ReadonlySet<string> = new Set(["level", "time", "pid", "hostname", "app", "msg", "err"]);

/**
 * One line of a log as a person at a terminal reads it: of a structured line its level, its message, what it is about,
 * and the stack of its error on lines of its own. Any other line is left as it is.
 */
export function readableLine(line: string): string {
  const entry = parse(line);
  if (entry === undefined) return line;
  const level = LEVELS[String(entry.level)] ?? String(entry.level);
  const about = Object.entries(entry)
    .filter(([key]) => !LEFT_OUT.has(key))
    .map(([key, value]) => ` ${key}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  return `${level}: ${String(entry.msg)}${about.join("")}${stackOf(entry.err)}`;
}

type Entry = Readonly<Record<string, unknown>>;

function parse(line: string): Entry | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    const entry = JSON.parse(line) as Entry;
    return "level" in entry && "msg" in entry ? entry : undefined;
  } catch {
    // Something that begins as a structured line does and is none.
    return undefined;
  }
}

function stackOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "";
  const { stack, message } = error as Entry;
  return stack === undefined && message === undefined ? "" : `\n${String(stack ?? message)}`;
}
