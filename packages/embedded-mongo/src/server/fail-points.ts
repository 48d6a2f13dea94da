import { type Doc, isDoc, primitiveNumber } from "../bson/index.ts";
import { MongoError } from "../errors.ts";

/** What a fail point does to a command. */
export interface Fault {
  readonly closeConnection: boolean;
  readonly blockMs: number;
  readonly error: MongoError | undefined;
  readonly writeConcernError: Doc | undefined;
  /** Labels given by the fail point, which take the place of the server's own. */
  readonly labels: readonly string[] | undefined;
}

interface FailPoint {
  skip: number;
  left: number;
  readonly data: Doc;
}

const NAMES = new Set(["failCommand", "onPrimaryTransactionalWrite", "failGetMoreAfterCursorCheckout"]);

function numberOf(value: unknown, fallback = 0): number {
  return Number(primitiveNumber(value) ?? fallback);
}

function parseMode(mode: unknown): { skip: number; left: number } | undefined {
  if (mode === "off") return undefined;
  if (mode === "alwaysOn") return { skip: 0, left: Infinity };
  if (isDoc(mode) && mode.times !== undefined) return { skip: 0, left: numberOf(mode.times) };
  if (isDoc(mode) && mode.skip !== undefined) return { skip: numberOf(mode.skip), left: Infinity };
  throw new MongoError(2, "a fail point's mode must be 'off', 'alwaysOn', {times: n} or {skip: n}");
}

function errorOf(code: unknown, message: string): MongoError | undefined {
  return code === undefined ? undefined : new MongoError(numberOf(code), message);
}

/** Faults on purpose, as drivers' tests ask for them. */
export class FailPoints {
  readonly #points = new Map<string, FailPoint>();

  /** Sets or clears a fail point (2 BadValue for one that is not known). */
  configure(name: string, mode: unknown, data: Doc): void {
    if (!NAMES.has(name)) throw new MongoError(2, `fail point '${name}' is not known to this server`);
    const parsed = parseMode(mode);
    if (parsed) this.#points.set(name, { ...parsed, data });
    else this.#points.delete(name);
  }

  /** The data of a fail point that strikes now. */
  #strike(name: string, applies: (data: Doc) => boolean): Doc | undefined {
    const point = this.#points.get(name);
    if (!point || !applies(point.data)) return undefined;
    if (point.skip > 0) {
      point.skip -= 1;
      return undefined;
    }
    if (point.left <= 0) return undefined;
    point.left -= 1;
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

  /** The error of a `getMore`, if any. */
  onGetMore(): MongoError | undefined {
    const data = this.#strike("failGetMoreAfterCursorCheckout", () => true);
    return data && errorOf(data.errorCode, "Failing getMore via 'failGetMoreAfterCursorCheckout' failpoint");
  }
}
