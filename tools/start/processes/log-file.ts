import { closeSync, mkdirSync, openSync, readSync, renameSync, statSync } from "node:fs";
import path from "node:path";
import { redact } from "../redact.ts";

const ROTATE_BYTES = 10_000_000;
const TAIL_BYTES = 65_536;
const CAUSE_CHARACTERS = 600;

/** Where one child writes. The child gets the file itself, so its words are kept even when the supervisor dies. */
export type LogFile = { readonly path: string; readonly fd: number; readonly from: number };

export function openLog(folder: string, name: string): LogFile {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name.replaceAll(/[^a-z0-9]+/g, "-").replace(/-$/, "")}.log`);
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > ROTATE_BYTES) renameSync(file, `${file}.1`);
  return { path: file, fd: openSync(file, "a", 0o600), from: size > ROTATE_BYTES ? 0 : size };
}

export function closeLog(log: LogFile): void {
  closeSync(log.fd);
}

/** How a child ended and, when that was its own doing, the last thing it said. */
export function causeOf(how: string, log: LogFile): string {
  const words = how.startsWith("killed by") ? "" : lastWords(log);
  return `${how}${words === "" ? "" : `: ${words}`}; see ${log.path}`;
}

/** The last thing a child said since this log was opened: the best guess at why it ended. Empty when it said nothing. */
function lastWords(log: LogFile): string {
  const lines = readTail(log).split("\n").map(plain).filter(Boolean);
  const telling = lines.findLast((line) => /^\w*(Error|error)\b.*:/.test(line)) ?? lines.at(-1) ?? "";
  return redact(telling).slice(0, CAUSE_CHARACTERS);
}

function readTail(log: LogFile): string {
  const fd = openSync(log.path, "r");
  try {
    const size = statSync(log.path).size;
    const from = Math.max(log.from, size - TAIL_BYTES);
    const bytes = Buffer.alloc(Math.max(0, size - from));
    return bytes.toString("utf8", 0, readSync(fd, bytes, 0, bytes.length, from));
  } finally {
    closeSync(fd);
  }
}

/** A structured line is reduced to its message; lines that only frame a stack say nothing. */
function plain(line: string): string {
  const text = line.trim();
  if (text.startsWith("at ") || text === "}" || /^Node\.js v\d/.test(text)) return "";
  if (!text.startsWith("{")) return text;
  try {
    const entry: unknown = JSON.parse(text);
    if (typeof entry === "object" && entry !== null && "msg" in entry) return messageOf(entry);
  } catch {
    // Not a structured line after all: it is shown as it stands.
  }
  return text;
}

function messageOf(entry: object & { msg: unknown }): string {
  const error: unknown = "err" in entry ? entry.err : undefined;
  const detail =
    typeof error === "object" && error !== null && "message" in error ? `: ${String(error.message)}` : "";
  return detail === `: ${String(entry.msg)}` ? String(entry.msg) : `${String(entry.msg)}${detail}`;
}
