import { randomUUID } from "node:crypto";
import { UUID } from "bson";
import type { Doc } from "../../bson/index.ts";
import type { Call } from "../call.ts";
import type { Command } from "../command.ts";
import { sessionId } from "./session-id.ts";

function forEachSession(call: Call, act: (id: string) => void): Doc {
  const given = call.options.requiredArray(call.name);
  for (const lsid of given) act(sessionId(lsid));
  return {};
}

function endCursorsOf(call: Call, id: string): void {
  call.server.cursors.killWhere(({ source }) => source.session?.id === id);
}

async function endSessions(call: Call): Promise<Doc> {
  const { sessions } = call.server;
  const reply = forEachSession(call, (id) => {
    endCursorsOf(call, id);
    sessions.end(id);
  });
  await call.durable();
  return reply;
}

function killSessions(call: Call): Doc {
  return forEachSession(call, (id) => {
    endCursorsOf(call, id);
    call.server.sessions.kill(id);
  });
}

function killAllSessions(call: Call): Doc {
  call.options.requiredArray("killAllSessions");
  call.server.cursors.killWhere(({ source }) => source.session !== undefined);
  call.server.sessions.killAll();
  return {};
}

export const START_SESSION: Command = {
  name: "startSession",
  fields: [],
  onSecondary: "always",
  run: () => ({ id: { id: new UUID(randomUUID()) }, timeoutMinutes: 30 }),
};
export const REFRESH_SESSIONS: Command = {
  name: "refreshSessions",
  fields: [],
  onSecondary: "always",
  run: (call) => forEachSession(call, (id) => call.server.sessions.open(id)),
};
export const END_SESSIONS: Command = {
  name: "endSessions",
  fields: [],

  onSecondary: "always",
  run: endSessions,
};
export const KILL_SESSIONS: Command = {
  name: "killSessions",
  fields: [],
  onSecondary: "always",
  run: killSessions,
};

/** Only for tests: it reaches into other clients' sessions. */
export const KILL_ALL_SESSIONS: Command = {
  name: "killAllSessions",
  fields: [],
  onSecondary: "always",
  run: killAllSessions,
};
