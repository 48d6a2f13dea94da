import { counted } from "./plural.ts";

/** How long a hold lasts: "15 minutes", "90 seconds", "2 hours". */
export function durationWords(seconds: number): string {
  if (seconds % 3600 === 0) return counted(seconds / 3600, "hour");
  if (seconds % 60 === 0) return counted(seconds / 60, "minute");
  return counted(seconds, "second");
}
