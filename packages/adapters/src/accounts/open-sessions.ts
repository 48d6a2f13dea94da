import type { DBAdapter, User } from "better-auth";
import { batchedLookup } from "../mongo/index.ts";
import type { KeptSession } from "./session-times.ts";

type OpenSession = KeptSession & { readonly token: string; readonly userId: string };

/** A session that somebody has opened and not closed, and whose it is. */
export type FoundSession = KeptSession & { readonly user: User };

/** Finds sessions by their tokens, those of a crowd together. Undefined: no such session (any more). */
export function openSessions(
  adapterOf: () => Promise<Pick<DBAdapter, "findMany">>,
): (token: string) => Promise<FoundSession | undefined> {
  const find = batchedLookup(async (tokens: readonly string[]) => {
    const adapter = await adapterOf();
    const many = <Row>(model: string, field: string, value: string[]) =>
      adapter.findMany<Row>({ model, where: [{ field, operator: "in", value }], limit: value.length });
    const sessions = await many<OpenSession>("session", "token", [...tokens]);
    const owners = [...new Set(sessions.map(({ userId }) => userId))];
    const users = owners.length === 0 ? [] : await many<User>("user", "id", owners);
    const byId = new Map(users.map((user) => [user.id, user]));
    return new Map(
      sessions.flatMap(({ token, userId, ...session }) => {
        const user = byId.get(userId);
        return user === undefined ? [] : [[token, { ...session, user }] as const];
      }),
    );
  });
  return async (token) => (await find([token])).get(token);
}
