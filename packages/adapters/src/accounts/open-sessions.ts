import type { DBAdapter, User } from "better-auth";
import { batchedLookup } from "../mongo/index.ts";
import type { KeptSession } from "./session-times.ts";

type OpenSession = KeptSession & { readonly token: string; readonly user: User | null };

/** A session that somebody has opened and not closed, and whose it is. */
export type FoundSession = KeptSession & { readonly user: User };

/**
 * Finds sessions by their tokens with their people, those of a crowd together, by one question. Undefined: no such session
 * (any more).
 */
export function openSessions(
  adapterOf: () => Promise<Pick<DBAdapter, "findMany">>,
): (token: string) => Promise<FoundSession | undefined> {
  const find = batchedLookup(async (tokens: readonly string[]) => {
    const adapter = await adapterOf();
    const sessions = await adapter.findMany<OpenSession>({
      model: "session",
      where: [{ field: "token", operator: "in", value: [...tokens] }],
      limit: tokens.length,
      join: { user: true },
    });
    return new Map(
      sessions.flatMap(({ token, user, ...session }) =>
        user ? [[token, { ...session, user }] as const] : [],
      ),
    );
  });
  return async (token) => (await find([token])).get(token);
}
