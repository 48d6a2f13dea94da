import { userInfo } from "node:os";
import {
  addStaff,
  removeStaff,
  STAFF_PASSWORD_LENGTH,
  type StaffAccounts,
} from "../../apps/api/src/accounts/staff-accounts.ts";
import {
  createPeople,
  createStaffChanges,
  ensureAccountIndexes,
  mongoAuthDatabase,
} from "../../packages/adapters/src/accounts/index.ts";
import { connectMongo, type Mongo } from "../../packages/adapters/src/mongo/index.ts";
import { isDomainError } from "../../packages/domain/src/kernel/index.ts";
import { runCommand, StartError } from "../bootstrap/start-error.mjs";
import { checkDatabase } from "../start/stores/database-check.ts";
import { readPassword } from "./read-password.ts";
import { parseStaffArguments, STAFF_ROLES } from "./staff-arguments.ts";
import { findStores, QUIET } from "./stores.ts";

const MAX_LISTED_STAFF = 100;

/**
 * Gives and takes the rights of staff: in the running shop, or in the database that DATABASE_URL names. The password is asked for, or
 * read from the first line of what is piped in; it is never an argument, which other users of the machine could read.
 */
await runCommand(async () => {
  const { what, ...whom } = parseStaffArguments(process.argv.slice(2));
  const { databaseUrl } = findStores();
  const password = what === "add" ? await newPassword(whom.email) : "";
  await checkDatabase(databaseUrl, "serve");
  const mongo = await connectMongo({ url: databaseUrl });
  try {
    await ensureAccountIndexes(mongo);
    const desk = deskOf(mongo);
    if (what === "list") await list(desk);
    else if (what === "remove") await remove(desk, whom.email);
    else await add(desk, { ...whom, password });
  } finally {
    await mongo.close();
  }
  return 0;
});

function deskOf(mongo: Mongo): StaffAccounts {
  const people = createPeople({
    database: mongoAuthDatabase(mongo),
    // Nothing is signed here: no session is opened.
    secret: "not needed here, where nothing is signed",
    baseUrl: "http://127.0.0.1",
    audience: "rest",
    log: QUIET,
  });
  return {
    people,
    changes: createStaffChanges(mongo),
    by: `npm run staff (${userInfo().username})`,
    now: () => new Date(),
  };
}

async function newPassword(email: string): Promise<string> {
  const password = await readPassword(`Password for ${email}, ${STAFF_PASSWORD_LENGTH} characters or more: `);
  if (password.length >= STAFF_PASSWORD_LENGTH && password.length <= 128) return password;
  throw new StartError(
    `A password of staff has ${STAFF_PASSWORD_LENGTH} to 128 characters. Nothing was changed.`,
  );
}

async function add(desk: StaffAccounts, staff: Parameters<typeof addStaff>[1]): Promise<void> {
  const { email, role } = staff;
  const before = await addStaff(desk, staff);
  console.log(
    before === null
      ? `${email} is ${role} now. Sign in to the admin with this password.`
      : `${email} was ${before} and is ${role} now, with the new password; all earlier sessions have ended.`,
  );
}

async function remove(desk: StaffAccounts, email: string): Promise<void> {
  try {
    const before = await removeStaff(desk, email);
    console.log(`${email} was ${before} and is a shopper now; all sessions have ended.`);
  } catch (error) {
    if (isDomainError(error)) throw new StartError(error.message);
    throw error;
  }
}

async function list({ people, changes }: StaffAccounts): Promise<void> {
  for (const role of STAFF_ROLES)
    for (const { email, name } of await people.withRole(role, MAX_LISTED_STAFF))
      console.log(`${role}\t${email}\t${name}`);
  for (const { at, by, email, from, to } of await changes.list(MAX_LISTED_STAFF))
    console.log(`${at.toISOString()}\t${email}\t${from ?? "nobody"} -> ${to}\tby ${by}`);
}
