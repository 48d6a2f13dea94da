import type { Doc } from "../bson/index.ts";

const READ = [
  "changeStream",
  "collStats",
  "dbStats",
  "find",
  "killCursors",
  "listCollections",
  "listIndexes",
] as const;
const READ_WRITE = [
  ...READ,
  "createCollection",
  "createIndex",
  "dropCollection",
  "dropIndex",
  "insert",
  "remove",
  "renameCollectionSameDB",
  "update",
] as const;
const DB_ADMIN = [
  "bypassDocumentValidation",
  "collMod",
  "collStats",
  "createCollection",
  "createIndex",
  "dbStats",
  "dropCollection",
  "dropDatabase",
  "dropIndex",
  "killCursors",
  "listCollections",
  "listIndexes",
  "renameCollectionSameDB",
  "validate",
] as const;
const CLUSTER_MONITOR = ["getParameter", "listDatabases", "replSetGetStatus", "serverStatus"] as const;

/** What a database role of MongoDB allows in its database, of what this server can do. */
const DATABASE_ROLES: Readonly<Record<string, readonly string[]>> = {
  read: READ,
  readWrite: READ_WRITE,
  dbAdmin: DB_ADMIN,
};
const ANY_DATABASE = "AnyDatabase";

/** A role and where it counts: a database, every one of them (""), the server itself, or everywhere. */
interface Grant {
  readonly role: string;
  readonly db: string;
  readonly resource: "database" | "cluster" | "everything";
  readonly actions: readonly string[];
}

function databaseGrant(role: string, db: string): Grant | undefined {
  const actions = Object.hasOwn(DATABASE_ROLES, role) ? DATABASE_ROLES[role] : undefined;
  return actions && { role, db, resource: "database", actions };
}

function parseGrant(text: string): Grant | undefined {
  if (text === "root") return { role: text, db: "", resource: "everything", actions: ["anyAction"] };
  if (text === "clusterMonitor") return { role: text, db: "", resource: "cluster", actions: CLUSTER_MONITOR };
  const [role = "", db = "", ...more] = text.split("@");
  if (more.length > 0) return undefined;
  if (db !== "") return databaseGrant(role, db);
  return role.endsWith(ANY_DATABASE) ? databaseGrant(role.slice(0, -ANY_DATABASE.length), "") : undefined;
}

/** What a user may do, by the roles that MongoDB has for it. */
export class Rights {
  readonly #grants: readonly Grant[];

  private constructor(grants: readonly Grant[]) {
    this.#grants = grants;
  }

  /**
   * Reads roles as `readWrite@shop,dbAdmin@shop`: `read`, `readWrite` and `dbAdmin` of a database, or of all as
   * `readAnyDatabase` and so on; `clusterMonitor`; `root`. Undefined if one of them is none.
   */
  static parse(text: string): Rights | undefined {
    const grants = text.split(",").map((part) => parseGrant(part.trim()));
    return grants.every((grant) => grant !== undefined) ? new Rights(grants) : undefined;
  }

  /** Whether an action is allowed in a database. */
  may(action: string, db: string): boolean {
    return this.#grants.some(
      (grant) =>
        grant.resource === "everything" ||
        (grant.resource === "database" &&
          (grant.db === "" || grant.db === db) &&
          grant.actions.includes(action)),
    );
  }

  /** Whether an action on the server itself is allowed. */
  mayOnServer(action: string): boolean {
    return this.#grants.some(
      ({ resource, actions }) =>
        resource === "everything" || (resource === "cluster" && actions.includes(action)),
    );
  }

  /** Whether anything at all is allowed in a database. */
  reaches(db: string): boolean {
    return this.#grants.some(
      (grant) =>
        grant.resource === "everything" ||
        (grant.resource === "database" && (grant.db === "" || grant.db === db)),
    );
  }

  /** Whether everything is allowed. */
  get isRoot(): boolean {
    return this.#grants.some(({ resource }) => resource === "everything");
  }

  /** The roles as `connectionStatus` returns them. */
  get roles(): Doc[] {
    return this.#grants.map(({ role, db, resource }) => {
      const isAny = resource === "database" && db === "";
      return { role: isAny ? `${role}${ANY_DATABASE}` : role, db: db || "admin" };
    });
  }

  /** The privileges of the roles as `connectionStatus` returns them. */
  get privileges(): Doc[] {
    return this.#grants.map(({ db, resource, actions }) => {
      const places = { everything: { anyResource: true }, cluster: { cluster: true } };
      const place = resource === "database" ? { db, collection: "" } : places[resource];
      return { resource: place, actions: [...actions] };
    });
  }
}
