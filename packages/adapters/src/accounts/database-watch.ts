import { AsyncLocalStorage } from "node:async_hooks";
import { isDomainError } from "@scarlet/domain/kernel";
import type { mongodbAdapter } from "better-auth/adapters/mongodb";
import { refusalWhenUnavailable } from "../mongo/index.ts";

/** What became of the database during one call of the sign-in library. */
type Noted = { away?: Error };

type Factory = ReturnType<typeof mongodbAdapter>;
type Adapter = ReturnType<Factory>;

/**
 * The sign-in library makes its own words of whatever its database raises: a fault of ours, or an account that could
 * not be made. So that a database that is away is told as what it is, each call notes it on the way.
 */
export function createDatabaseWatch() {
  const calls = new AsyncLocalStorage<Noted>();

  function note(error: unknown): never {
    const meant = refusalWhenUnavailable(error, "insertOne");
    const noted = calls.getStore();
    if (noted && isDomainError(meant)) noted.away = meant;
    throw error;
  }

  return {
    /** The library's database, watched. */
    watch(factory: Factory): Factory {
      return (options) => {
        const adapter = factory(options);
        const watched = Object.entries(adapter).map(([name, member]: [string, unknown]) => [
          name,
          typeof member === "function"
            ? (...args: unknown[]) => settle(member.apply(adapter, args) as unknown, note)
            : member,
        ]);
        return Object.fromEntries(watched) as Adapter;
      };
    },
    /** Asks the library. Raises the refusal instead when it failed and the database was away meanwhile. */
    async ask<T>(work: () => Promise<T>, hasFailed: (answer: T) => boolean = () => false): Promise<T> {
      const noted: Noted = {};
      try {
        const answer = await calls.run(noted, work);
        if (noted.away === undefined || !hasFailed(answer)) return answer;
      } catch (error) {
        if (noted.away === undefined) throw error;
      }
      throw noted.away;
    },
  };
}

function settle(result: unknown, failed: (error: unknown) => never): unknown {
  return result instanceof Promise ? result.catch(failed) : result;
}
