import { type DomainError, outcomeUnknown, temporarilyUnavailable } from "@scarlet/domain/kernel";
import { MongoServerError } from "mongodb";
import { isDatabaseUnavailable, isWriteConcernError } from "./driver-errors.ts";

/** Methods that only read: when one fails, nothing was written. */
const READ_METHODS: ReadonlySet<string> = new Set([
  "find",
  "findOne",
  "aggregate",
  "countDocuments",
  "estimatedDocumentCount",
  "distinct",
  "indexes",
]);
const READ_METHOD = "findOne";
/** When a retry makes sense: elections take some seconds. */
const RETRY_AFTER_SECONDS = 2;

type Method = (...args: unknown[]) => unknown;

/**
 * What a failed call outside of a transaction means to the caller. A database that is away is a refusal and no fault:
 * of a read nothing was done; of a write the driver has tried twice, and nobody knows whether the first reached it.
 * Other errors stay what they are.
 */
export function refusalWhenUnavailable(error: unknown, method: string): unknown {
  const refusal = refusalOf(error, method);
  return refusal === undefined ? error : Object.assign(refusal, { cause: error });
}

/** The driver keeps this label only when every attempt had it. */
function wroteNothing(error: unknown): boolean {
  return error instanceof MongoServerError && error.hasErrorLabel("NoWritesPerformed");
}

function refusalOf(error: unknown, method: string): DomainError | undefined {
  const isRead = READ_METHODS.has(method);
  if (isDatabaseUnavailable(error))
    return isRead || wroteNothing(error)
      ? temporarilyUnavailable(RETRY_AFTER_SECONDS)
      : outcomeUnknown(RETRY_AFTER_SECONDS);
  return !isRead && isWriteConcernError(error) ? outcomeUnknown(RETRY_AFTER_SECONDS) : undefined;
}

/** Calls a collection's method outside of a transaction, so that what it raises is what `refusalWhenUnavailable` says. */
export function callOutsideTransaction(name: string, method: Method, args: readonly unknown[]): unknown {
  const result = method(...args);
  if (result instanceof Promise)
    return result.catch((error: unknown) => {
      throw refusalWhenUnavailable(error, name);
    });
  return name === "find" || name === "aggregate" ? watchedCursor(result as object, name) : result;
}

/** A cursor whose reads raise what `refusalWhenUnavailable` says. Its builder methods return the same watched cursor. */
function watchedCursor(cursor: object, name: string): object {
  const watched: object = new Proxy(cursor, {
    get(inner, key) {
      const member: unknown = Reflect.get(inner, key, inner);
      if (typeof member !== "function") return member;
      const bound = (member as Method).bind(inner);
      if (key === Symbol.asyncIterator) return () => watchedIterator(bound() as AsyncIterator<unknown>, name);
      return (...args: unknown[]) => {
        const result = callOutsideTransaction(READ_METHOD, bound, args);
        return result === inner ? watched : result;
      };
    },
  });
  return watched;
}

function watchedIterator(iterator: AsyncIterator<unknown>, name: string): AsyncIterableIterator<unknown> {
  const watch = (step: Promise<IteratorResult<unknown>>) =>
    step.catch((error: unknown) => {
      throw refusalWhenUnavailable(error, name);
    });
  return {
    next: () => watch(iterator.next()),
    return: (value?: unknown) =>
      watch(iterator.return?.(value) ?? Promise.resolve({ done: true, value: undefined })),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
