import { type Doc, idOf } from "../bson/index.ts";
import { differenceOf } from "./difference.ts";
import type { ChangedNamespace, LoggedChange } from "./types.ts";

/** What a stream watches. */
export interface Watched {
  /** Undefined for the whole server. */
  readonly db: string | undefined;
  readonly collection: string | undefined;
  /** `showExpandedEvents`: changes of structure are reported too, and each collection's UUID. */
  readonly isExpanded: boolean;
}

const EXPANDED = new Set(["create", "createIndexes", "dropIndexes", "modify"]);

const INTERNAL = new Set(["admin", "config", "local"]);

function namespaceDoc({ db, collection }: ChangedNamespace): Doc {
  return collection === undefined ? { db } : { db, coll: collection };
}

function isWithin({ db, collection }: ChangedNamespace, watched: Watched): boolean {
  if (watched.db === undefined) return !INTERNAL.has(db);
  return db === watched.db && (watched.collection === undefined || collection === watched.collection);
}

/** Whether a stream reports a change. */
export function isReported(watched: Watched, { change }: LoggedChange): boolean {
  if (EXPANDED.has(change.kind) && !watched.isExpanded) return false;
  return (
    isWithin(change.at, watched) ||
    (change.kind === "rename" && watched.collection !== undefined && isWithin(change.to, watched))
  );
}

/** Whether a change is the end of a stream: what it watches is gone. */
export function invalidates(watched: Watched, { change }: LoggedChange): boolean {
  if (watched.db === undefined) return false;
  if (change.kind === "dropDatabase") return true;
  return watched.collection !== undefined && (change.kind === "drop" || change.kind === "rename");
}

/** What an event contains. */
interface EventOptions {
  readonly isExpanded: boolean;
  /** Finds the present state of an updated document, where it is asked for. */
  readonly lookUp: ((id: unknown) => Doc | null) | undefined;
}

/** The document a stream gives for a change. */
export function eventOf(
  { change, time, at, token }: LoggedChange,
  { isExpanded, lookUp }: EventOptions,
): Doc {
  const { uuid } = change.at;
  const head: Doc = {
    _id: { _data: token },
    operationType: change.kind,
    clusterTime: time,
    wallTime: at,
    ...(isExpanded && uuid ? { collectionUUID: uuid } : {}),
  };
  const ns = namespaceDoc(change.at);
  switch (change.kind) {
    case "insert":
    case "replace":
      return { ...head, fullDocument: change.after, ns, documentKey: { _id: idOf(change.after) } };
    case "update": {
      const documentKey = { _id: idOf(change.after) };
      const updateDescription = {
        ...differenceOf(change.before, change.after),
        truncatedArrays: [],
        ...(isExpanded ? { disambiguatedPaths: {} } : {}),
      };
      return {
        ...head,
        ...(lookUp ? { fullDocument: lookUp(idOf(change.after)) } : {}),
        ns,
        documentKey,
        updateDescription,
      };
    }
    case "delete":
      return { ...head, ns, documentKey: { _id: idOf(change.before) } };
    case "rename":
      return { ...head, ns, to: namespaceDoc(change.to), ...(isExpanded ? renaming(change) : {}) };
    case "create":
    case "createIndexes":
    case "dropIndexes":
    case "modify":
      return { ...head, ns, operationDescription: change.description };
    default:
      return { ...head, ns };
  }
}

function renaming({ to, dropTarget }: Extract<LoggedChange["change"], { kind: "rename" }>): Doc {
  return { operationDescription: { to: namespaceDoc(to), ...(dropTarget ? { dropTarget } : {}) } };
}

/** What marks the token of an invalidation: it stands right after its change and before all later ones. */
const INVALIDATED = "01";
const TOKEN_DIGITS = 40;

/** The resume token of the invalidate event after a change. */
export function invalidationToken({ token }: LoggedChange): string {
  return `${token}${INVALIDATED}`;
}

/** Whether a token is that of an invalidation. */
export function isInvalidation(token: string): boolean {
  return token.length > TOKEN_DIGITS;
}

/** The last event of a stream. */
export function invalidation(change: LoggedChange): Doc {
  const { time, at } = change;
  return {
    _id: { _data: invalidationToken(change) },
    operationType: "invalidate",
    clusterTime: time,
    wallTime: at,
  };
}
