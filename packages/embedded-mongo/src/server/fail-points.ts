import { type Doc, isDoc, primitiveNumber } from "../bson/index.ts";
import { MongoError } from "../errors.ts";

/** What a fail point does to a command. */
export interface Fault {
  readonly closeConnection: boolean;
  /** Whether the connection is closed in place of the reply, when the command has done its work. */
  readonly closeConnectionAfter: boolean;
  readonly blockMs: number;
  readonly error: MongoError | undefined;
  readonly writeConcernError: Doc | undefined;
  /** Labels given by the fail point, which take the place of the server's own. */
  readonly labels: readonly string[] | undefined;
}

interface FailPoint {
  skip: number;
  left: number;
  /** How likely it is to strike, of 1. */
  readonly probability: number;
  /** How often it has struck. */
  struck: number;
  readonly data: Doc;
}

const NAMES = new Set([
  "failCommand",
  "onPrimaryTransactionalWrite",
  "failGetMoreAfterCursorCheckout",
  "failSync",
]);

function numberOf(value: unknown, fallback = 0): number {
  return Number(primitiveNumber(value) ?? fallback);
}

const ALWAYS = { skip: 0, left: Infinity, probability: 1 };

function parseMode(mode: unknown): Omit<FailPoint, "data" | "struck"> | undefined {
  if (mode === "off") return undefined;
  if (mode === "alwaysOn") return ALWAYS;
  if (isDoc(mode) && mode.times !== undefined) return { ...ALWAYS, left: numberOf(mode.times) };
  if (isDoc(mode) && mode.skip !== undefined) return { ...ALWAYS, skip: numberOf(mode.skip) };
  if (isDoc(mode) && mode.activationProbability !== undefined)
    return { ...ALWAYS, probability: numberOf(mode.activationProbability) };
  throw new MongoError(
    2,
    "a fail point's mode must be 'off', 'alwaysOn', {times: n}, {skip: n} or {activationProbability: p}",
  );
}

function errorOf(code: unknown, message: string): MongoError | undefined {
  return code === undefined ? undefined : new MongoError(numberOf(code), message);
}

/** Faults on purpose, as drivers' tests ask for them. */
export class FailPoints {
  readonly #points = new Map<string, FailPoint>();

  /** Sets or clears a fail point (2 BadValue for one that is not known); gives how often it had struck. */
  configure(name: string, mode: unknown, data: Doc): number {
    if (!NAMES.has(name)) throw new MongoError(2, `fail point '${name}' is not known to this server`);
    const parsed = parseMode(mode);
    const count = this.#points.get(name)?.struck ?? 0;
    if (parsed) this.#points.set(name, { ...parsed, struck: 0, data });
    else this.#points.delete(name);
    return count;
  }

  /** The data of a fail point that strikes now. */
  #strike(name: string, applies: (data: Doc) => boolean): Doc | undefined {
    const point = this.#points.get(name);
    if (!point || !applies(point.data)) return undefined;
    if (point.skip > 0) {
      point.skip -= 1;
      return undefined;
    }
    if (point.left <= 0 || Math.random() >= point.probability) return undefined;
    point.left -= 1;
    point.struck += 1;
    return point.data;
  }

  /** What happens to a command, if anything. */
  onCommand(command: { name: string; namespace: string; appName: string | undefined }): Fault | undefined {
    const data = this.#strike("failCommand", ({ failCommands, appName, namespace }) => {
      const named = Array.isArray(failCommands) && failCommands.includes(command.name);
      return (
        named &&
        (appName === undefined || appName === command.appName) &&
        (namespace === undefined || namespace === command.namespace)
      );
    });
    if (!data) return undefined;
    return {
      closeConnection: data.closeConnection === true,
      closeConnectionAfter: data.closeConnectionAfter === true,
      blockMs: data.blockConnection === true ? numberOf(data.blockTimeMS) : 0,
      error: errorOf(data.errorCode, "Failing command via 'failCommand' failpoint"),
      writeConcernError: isDoc(data.writeConcernError) ? data.writeConcernError : undefined,
      labels: Array.isArray(data.errorLabels) ? data.errorLabels.map(String) : undefined,
    };
  }

  /** What happens to a statement of a retryable write, if anything. */
  onTransactionalWrite(): { error: MongoError | undefined; closeConnection: boolean } | undefined {
    const data = this.#strike("onPrimaryTransactionalWrite", () => true);
    if (!data) return undefined;
    return {
      error: errorOf(
        data.failBeforeCommitExceptionCode,
        "Failing write via 'onPrimaryTransactionalWrite' failpoint",
      ),
      closeConnection: data.closeConnection !== false,
    };
  }

  /** The error of a sync of the log, if any. MongoDB has no such fail point. */
  onSync(): Error | undefined {
    return (
      this.#strike("failSync", () => true) && Object.assign(new Error("EIO: i/o error"), { code: "EIO" })
    );
  }

  /** The error of a `getMore`, if any. */
  onGetMore(): MongoError | undefined {
    const data = this.#strike("failGetMoreAfterCursorCheckout", () => true);
    return data && errorOf(data.errorCode, "Failing getMore via 'failGetMoreAfterCursorCheckout' failpoint");
  }
}
