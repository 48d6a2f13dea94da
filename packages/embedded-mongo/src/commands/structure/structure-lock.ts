import type { Collection } from "../../catalog/index.ts";
import { HeldByTransaction, nameLock } from "../../sessions/index.ts";
import type { Call } from "../call.ts";

/**
 * The collection of this name, if its structure may be changed now: raises `HeldByTransaction` while an open transaction
 * uses it or is about to create it. A change of structure waits for transactions at work and aborts those gone idle.
 */
export function collectionToAlter(call: Call, db: string, name: string): Collection | undefined {
  const { catalog, locks, sessions } = call.server;
  const ns = `${db}.${name}`;
  const creator = locks.holderOf(nameLock(db, name));
  if (creator) throw new HeldByTransaction(creator, ns);
  const collection = catalog.find(db, name);
  const user = collection ? sessions.userOf(collection) : undefined;
  if (user) throw new HeldByTransaction(user, ns);
  return collection;
}
