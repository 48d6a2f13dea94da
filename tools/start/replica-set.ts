import { type Document, MongoClient, MongoServerError } from "mongodb";

const NAME = "rs0";
const NOT_YET_INITIALIZED = 94;

/** Whether the server on this local port takes writes. */
export function isPrimary(port: number): Promise<boolean> {
  return withAdmin(port, async (run) => (await run({ hello: 1 })).isWritablePrimary === true);
}

/**
 * One look at a mongod that is to be a replica set of itself: makes it one when it is new, tells it its address when the port is
 * another than last time, and says whether it takes writes yet.
 */
export function makeReplicaSet(port: number): Promise<boolean> {
  const host = `127.0.0.1:${port}`;
  return withAdmin(port, async (run) => {
    const config = await currentConfig(run);
    if (config === undefined) {
      await run({ replSetInitiate: { _id: NAME, members: [{ _id: 0, host }] } });
      return false;
    }
    const [member] = config.members;
    if (member?.host !== host) {
      const moved = { ...config, version: config.version + 1, members: [{ ...member, host }] };
      await run({ replSetReconfig: moved, force: true });
    }
    return (await run({ hello: 1 })).isWritablePrimary === true;
  });
}

type Config = { readonly version: number; readonly members: readonly { readonly host: string }[] };

async function currentConfig(run: (command: Document) => Promise<Document>): Promise<Config | undefined> {
  try {
    return (await run({ replSetGetConfig: 1 })).config;
  } catch (error) {
    if (error instanceof MongoServerError && error.code === NOT_YET_INITIALIZED) return undefined;
    throw error;
  }
}

async function withAdmin<T>(
  port: number,
  look: (run: (command: Document) => Promise<Document>) => Promise<T>,
): Promise<T> {
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: 1000,
    connectTimeoutMS: 1000,
    socketTimeoutMS: 5000,
  });
  try {
    return await look((command) => client.db("admin").command(command));
  } finally {
    await client.close();
  }
}
