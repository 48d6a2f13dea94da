import { isLoopback } from "./demo-people.ts";

/**
 * Whether people may be sent to this address of a shop that runs for real: by https, or on this machine alone. Over
 * plain http anybody on the way reads sessions and changes prices.
 */
export function isSafeAddress(url: string): boolean {
  return new URL(url).protocol === "https:" || isLoopback(url);
}

/** What is said, by the name of the setting, of an address that is not safe. */
export function needsHttps(name: string): string {
  return `${name} must begin with https:// where a shop runs for real; plain http is only for this machine, as 127.0.0.1 or localhost. See .env.example.`;
}
