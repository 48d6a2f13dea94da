import { createHmac, randomUUID } from "node:crypto";
import { type Db, ObjectId } from "mongodb";
import { SETTINGS } from "../../apps/api/test/processes/database-and-redis.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * Creates shoppers with sessions directly in the database and returns their bearer tokens. Not through the API, because
 * password hashing is slow on purpose and not what is measured.
 */
export async function signInBuyers(db: Db, many: number): Promise<string[]> {
  const now = new Date();
  const people = Array.from({ length: many }, () => {
    const word = randomUUID().replaceAll("-", "");
    return { id: new ObjectId(), token: word, email: `${word}@example.com` };
  });
  const kept = { createdAt: now, updatedAt: now };
  await db.collection("user").insertMany(
    people.map(({ id, email }) => ({
      _id: id,
      name: "Buyer",
      email,
      emailVerified: false,
      role: "shopper",
      ...kept,
    })),
  );
  const expiresAt = new Date(now.getTime() + 30 * DAY_MS);
  await db
    .collection("session")
    .insertMany(people.map(({ id, token }) => ({ token, userId: id, audience: "rest", expiresAt, ...kept })));
  return people.map(({ token }) => `${token}.${signatureOf(token)}`);
}

function signatureOf(token: string): string {
  return createHmac("sha256", SETTINGS.AUTH_SECRET).update(token).digest("base64");
}
