import { type Document, MongoClient, MongoServerError } from "mongodb";

const SET_NAME = "rs0";
const AUTHENTICATION_FAILED = 18;
const ALREADY_INITIALIZED = 23;

/** Who may do everything there. */
export type Access = { readonly user: string; readonly password: string };

/** A command on the `admin` database. Raises what the server refuses. */
export type Run = (command: Document) => Promise<Document>;

/**
 * One updateMemberHost at a mongod that is to be a replica set of itself with one user: makes both when it is new, tells it its address
 * when the port is another than last time, and says whether it takes writes yet.
 */
export async function makeReplicaSet(port: number, access: Access): Promise<boolean> {
  const host = `127.0.0.1:${port}`;
  try {
    return await withAdmin(port, access, (run) => updateMemberHost(run, host));
  } catch (error) {
    if (!hasCode(error, AUTHENTICATION_FAILED)) throw error;
    return withAdmin(port, undefined, (run) => initiateReplicaSet(run, host, access));
  }
}

/** Of a server that knows the user. */
export async function updateMemberHost(run: Run, host: string): Promise<boolean> {
  const { config } = (await run({ replSetGetConfig: 1 })) as { config: Config };
  const [member] = config.members;
  if (member?.host !== host) {
    const moved = { ...config, version: config.version + 1, members: [{ ...member, host }] };
    await run({ replSetReconfig: moved, force: true });
  }
  return (await run({ hello: 1 })).isWritablePrimary === true;
}

/**
 * Of a server that knows nobody yet. Whoever comes from this machine may then set it up, and make the first user. Source:
 * MongoDB manual, localhost exception. An earlier release of ours made a set without a user: its address is set by force,
 * since its configuration cannot be read without one.
 */
export async function initiateReplicaSet(
  run: Run,
  host: string,
  { user, password }: Access,
): Promise<boolean> {
  const config = { _id: SET_NAME, version: 1, protocolVersion: 1, members: [{ _id: 0, host }] };
  const { isWritablePrimary, setName } = await run({ hello: 1 });
  if (isWritablePrimary === true) {
    await run({ createUser: user, pwd: password, roles: [{ role: "root", db: "admin" }] });
    return true;
  }
  if (setName !== undefined) return false;
  try {
    await run({ replSetInitiate: config });
  } catch (error) {
    if (!hasCode(error, ALREADY_INITIALIZED)) throw error;
    await run({ replSetReconfig: config, force: true });
  }
  return false;
}

type Config = { readonly version: number; readonly members: readonly { readonly host: string }[] };

function hasCode(error: unknown, code: number): boolean {
  return error instanceof MongoServerError && error.code === code;
}

async function withAdmin<T>(
  port: number,
  access: Access | undefined,
  use: (run: Run) => Promise<T>,
): Promise<T> {
  const auth = access && { username: access.user, password: access.password };
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: 1000,
    connectTimeoutMS: 1000,
    socketTimeoutMS: 5000,
    ...(auth && { auth, authSource: "admin" }),
  });
  try {
    return await use((command) => client.db("admin").command(command));
  } finally {
    await client.close();
  }
}
