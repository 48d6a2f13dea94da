import { MongoClient } from "mongodb";
import { shop } from "./env.ts";
import { signUp } from "./rest-client.ts";

/**
 * A new colleague with a role that no demo person has. Nothing on the wire can give somebody a role, so it is written
 * where the shop keeps it.
 */
export async function createStaffAccount(
  role: "support" | "inventory" | "admin",
): Promise<{ email: string }> {
  if (shop.DATABASE_URL === undefined) throw new Error("DATABASE_URL is needed to make a colleague.");
  const { email } = await signUp();
  const client = new MongoClient(shop.DATABASE_URL);
  try {
    const { modifiedCount } = await client.db().collection("user").updateOne({ email }, { $set: { role } });
    if (modifiedCount !== 1) throw new Error(`${email} was not found, so no role could be given.`);
  } finally {
    await client.close();
  }
  return { email };
}
