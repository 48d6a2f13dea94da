import { type Document, type MongoClient, MongoServerError } from "mongodb";
import { z } from "zod";

const MIN_MAJOR_VERSION = 7;
const UNAUTHORIZED = 13;

/** The actions that serving needs; MongoDB's role `readWrite` grants all of them. */
const ACTIONS_TO_SERVE = [
  "find",
  "insert",
  "update",
  "remove",
  "createCollection",
  "createIndex",
  "listIndexes",
];

/** The additional actions that preparing needs (role `dbAdmin`): migrations change validators. */
const ACTIONS_TO_PREPARE = ["collMod"];

/** The additional actions that an import needs: it restores documents whatever today's validators say. */
const ACTIONS_TO_IMPORT = ["bypassDocumentValidation", "dropCollection"];

/** What a process is going to do with the database; decides which rights it needs. */
export type DatabaseUse = "serve" | "prepare" | "import";

const ACTIONS: Readonly<Record<DatabaseUse, readonly string[]>> = {
  serve: ACTIONS_TO_SERVE,
  prepare: [...ACTIONS_TO_SERVE, ...ACTIONS_TO_PREPARE],
  import: [...ACTIONS_TO_SERVE, ...ACTIONS_TO_PREPARE, ...ACTIONS_TO_IMPORT],
};

const privilegesSchema = z.object({
  authInfo: z.object({
    authenticatedUsers: z.array(z.unknown()).default([]),
    authenticatedUserPrivileges: z
      .array(
        z.object({
          resource: z.object({
            db: z.string().optional(),
            collection: z.string().optional(),
            anyResource: z.boolean().optional(),
          }),
          actions: z.array(z.string()),
        }),
      )
      .default([]),
  }),
});

type Privilege = z.output<typeof privilegesSchema>["authInfo"]["authenticatedUserPrivileges"][number];

/**
 * Why the shop cannot run on this server: the end of a sentence that begins with the server's name, or undefined when it can.
 * Looks at the kind of deployment, the version, and the rights on `dbName` that `use` takes. Raises the driver's error
 * when the server does not answer.
 */
export async function serverProblem(
  client: MongoClient,
  dbName: string,
  use: DatabaseUse,
): Promise<string | undefined> {
  const admin = client.db("admin");
  const kind = kindProblem(await admin.command({ hello: 1 }));
  if (kind !== undefined) return kind;
  const { version } = await admin.command({ buildInfo: 1 });
  if (Number.parseInt(String(version), 10) < MIN_MAJOR_VERSION)
    return `is version ${version}; the shop needs ${MIN_MAJOR_VERSION} or newer`;
  if (!(await mayLook(client, dbName)))
    return "lets in only who signs in: name a user and a password in the connection string";
  const status = await admin.command({ connectionStatus: 1, showPrivileges: true });
  const missing = missingActions(status, dbName, use);
  return missing.length === 0
    ? undefined
    : `does not let this user ${missing.join(", ")} in the database ${dbName}: give it the roles readWrite and dbAdmin there`;
}

/** A server with access control shows it only when asked for something; any signed-in user may list collections. */
async function mayLook(client: MongoClient, dbName: string): Promise<boolean> {
  try {
    await client.db(dbName).command({ listCollections: 1, nameOnly: true, authorizedCollections: true });
    return true;
  } catch (error) {
    if (error instanceof MongoServerError && error.code === UNAUTHORIZED) return false;
    throw error;
  }
}

/** Only a replica set has the transactions, cluster time and read concerns that stock depends on. */
function kindProblem(hello: Document): string | undefined {
  if (hello.msg === "isdbgrid")
    return "is the router of a sharded cluster (mongos), which the shop is not built for: name a replica set";
  if (typeof hello.setName !== "string")
    return "is not a replica set, and the shop needs one for its transactions";
  return undefined;
}

/** The actions on the whole database that the signed-in user lacks; none without access control. */
export function missingActions(connectionStatus: unknown, dbName: string, use: DatabaseUse): string[] {
  const { authenticatedUsers, authenticatedUserPrivileges } =
    privilegesSchema.parse(connectionStatus).authInfo;
  if (authenticatedUsers.length === 0) return [];
  const onDatabase = authenticatedUserPrivileges.filter((privilege) => covers(privilege, dbName));
  const granted = new Set(onDatabase.flatMap(({ actions }) => actions));
  return granted.has("anyAction") ? [] : ACTIONS[use].filter((action) => !granted.has(action));
}

/** Rights on single collections do not count: a later migration may add a collection. */
function covers({ resource }: Privilege, dbName: string): boolean {
  if (resource.anyResource) return true;
  return resource.collection === "" && (resource.db === "" || resource.db === dbName);
}
