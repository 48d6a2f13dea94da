import { closeSync, openSync, readSync } from "node:fs";
import type { LogFile } from "./log-file.ts";
import { readableLine } from "./readable-line.ts";

const LOOK_EVERY_MS = 100;
const CHUNK_BYTES = 65_536;

/**
 * Shows what a process writes into its log as it is written, each line behind the name of who wrote it. The process
 * writes into the file itself, so the file is read again and again. Ends with the function that it gives back, which
 * shows the rest first.
 */
export function followLog(name: string, log: Pick<LogFile, "path" | "from">, show: (line: string) => void) {
  const fd = openSync(log.path, "r");
  const chunk = Buffer.alloc(CHUNK_BYTES);
  const decoder = new TextDecoder();
  let at = log.from;
  let begun = "";
  const look = () => {
    for (let read = -1; read !== 0; at += read) {
      read = readSync(fd, chunk, 0, CHUNK_BYTES, at);
      begun += decoder.decode(chunk.subarray(0, read), { stream: true });
    }
    const lines = begun.split("\n");
    begun = lines.pop() ?? "";
    for (const line of lines) showLine(line);
  };
  const showLine = (line: string) => {
    for (const part of readableLine(line).split("\n")) show(`${name.padEnd(10)} | ${part}`);
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  return (): void => {
    clearInterval(timer);
    look();
    if (begun !== "") showLine(begun);
    closeSync(fd);
  };
}
