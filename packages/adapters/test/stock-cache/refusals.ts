import type { BoundRedis } from "../../src/redis/index.ts";

/** What makes a Redis refuse writes while it answers, what it says then, and how it takes them again. */
export type Refusal = { readonly says: string; readonly begin: string[][]; readonly end: string[][] };
export const config = (name: string, value: string): string[] => ["CONFIG", "SET", name, value];
export const FILL_REFUSALS: Readonly<Record<string, Refusal>> = {
  "was demoted to a replica": {
    says: "READONLY",
    begin: [["REPLICAOF", "127.0.0.1", "1"]],
    end: [["REPLICAOF", "NO", "ONE"]],
  },
  "has fewer replicas than it must have": {
    says: "NOREPLICAS",
    begin: [config("min-replicas-to-write", "1")],
    end: [config("min-replicas-to-write", "0")],
  },
  "does not let this user run scripts": {
    says: "NOPERM",
    begin: [["ACL", "SETUSER", "default", "-eval", "-evalsha"]],
    end: [["ACL", "SETUSER", "default", "+eval", "+evalsha"]],
  },
};

/** Runs these commands, one after the other. */
export async function tellAll(client: BoundRedis, commands: readonly string[][]): Promise<void> {
  for (const [name = "", ...args] of commands) await client.call(name, ...args);
}
