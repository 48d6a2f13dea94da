import type { Collection, Db } from "mongodb";
import type { Mongo } from "../mongo/index.ts";

/**
 * The indexes that sign-in needs, made before the first request: the library makes them later and in the background,
 * when two sign-ups of one address may already have passed each other.
 */
export async function ensureAccountIndexes(mongo: Pick<Mongo, "db">): Promise<void> {
  await mongo.db.collection("user").createIndex({ email: 1 }, { unique: true, name: "user_email_uidx" });
  await mongo.db
    .collection("session")
    .createIndex({ token: 1 }, { unique: true, name: "session_token_uidx" });
  await mongo.db.collection("session").createIndex({ userId: 1 }, { name: "session_userId_idx" });
  // Ended sessions and what was asked to be verified go by themselves.
  for (const name of ["session", "verification"])
    await mongo.db
      .collection(name)
      .createIndex({ expiresAt: 1 }, { expireAfterSeconds: 0, name: `${name}_ttl` });
  await mongo.db.collection("user").createIndex({ role: 1 }, { name: "user_role_idx" });
  await mongo.db.collection("staff_changes").createIndex({ at: -1 }, { name: "staff_changes_at_idx" });
  await mongo.db
    .collection("verification")
    .createIndex({ identifier: 1 }, { name: "verification_identifier_idx" });
  await mongo.db.collection("account").createIndex({ userId: 1 }, { name: "account_userId_idx" });
}

/**
 * The same database to a library that makes its indexes by itself, in the background: they are made already, and a command
 * that ends meanwhile would be told of a fault.
 */
export function withIndexesMade(db: Db): Db {
  return new Proxy(db, {
    get(target, key) {
      if (key === "collection") return (name: string) => withoutCreateIndex(target.collection(name));
      const member: unknown = Reflect.get(target, key, target);
      return typeof member === "function" ? member.bind(target) : member;
    },
  });
}

function withoutCreateIndex(collection: Collection): Collection {
  return new Proxy(collection, {
    get(target, key) {
      if (key === "createIndex") return () => Promise.resolve("made before");
      const member: unknown = Reflect.get(target, key, target);
      return typeof member === "function" ? member.bind(target) : member;
    },
  });
}
