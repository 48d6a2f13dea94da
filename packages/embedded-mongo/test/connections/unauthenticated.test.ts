import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { ServerOptions } from "../../src/index.ts";
import { InProcess } from "../harness/in-process.ts";
import { RawClient } from "../harness/raw-client.ts";

const PASSWORD = { user: "shop", password: "secret" };
const SIGNED_IN = { auth: { username: "shop", password: "secret" }, authSource: "admin" };

let place: InProcess | undefined;
const sockets: Socket[] = [];

afterEach(async () => {
  vi.useRealTimers();
  for (const socket of sockets.splice(0)) socket.destroy();
  await place?.end();
  place = undefined;
});

async function start(options: Partial<ServerOptions>): Promise<InProcess> {
  place = await InProcess.start(options);
  return place;
}

/** A connection that has said nothing yet, and whether the server has closed it. */
async function stranger({ server }: InProcess): Promise<{ socket: Socket; closed: Promise<unknown> }> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  sockets.push(socket);
  socket.on("error", () => undefined);
  socket.resume();
  const closed = once(socket, "close");
  await once(socket, "connect");
  return { socket, closed };
}

const opened = (at: InProcess, count: number): Promise<void> =>
  expect.poll(() => at.openConnections()).toBe(count);

/** Lets time pass and the housekeeping look once more. */
function pass(ms: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + ms });
}

describe("a client that has not signed in", () => {
  it("may send small messages only; one that has may send large ones", async () => {
    const at = await start({ signIn: PASSWORD });
    const raw = await RawClient.connect(at.server.url);
    expect(await raw.run({ hello: 1, hostInfo: "x".repeat(15_000) }, "admin")).toMatchObject({ ok: 1 });
    await expect(raw.run({ hello: 1, hostInfo: "x".repeat(17_000) }, "admin")).rejects.toThrow("closed");
    const known = await at.connect(SIGNED_IN);
    await known
      .db()
      .collection("a")
      .insertOne({ text: "x".repeat(1_000_000) });
    expect(await known.db().collection("a").countDocuments()).toBe(1);
  });

  it("is closed when it is idle for a minute; one that has signed in is not", async () => {
    const at = await start({ signIn: PASSWORD });
    const known = await at.connect({ ...SIGNED_IN, heartbeatFrequencyMS: 500_000 });
    await known.db().command({ ping: 1 });
    const raw = await RawClient.connect(at.server.url);
    await raw.run({ ping: 1 });
    pass(61_000);
    await expect(raw.next()).rejects.toThrow("closed");
    vi.useRealTimers();
    const pooled: string[] = [];
    known.on("connectionCreated", () => pooled.push("created"));
    await known.db().command({ ping: 1 });
    expect(pooled).toEqual([]);
  });

  it("makes room for the next one when there are too many of them", async () => {
    const at = await start({ signIn: PASSWORD, connections: { maxUnauthenticated: 2 } });
    const first = await stranger(at);
    await opened(at, 1);
    await stranger(at);
    await opened(at, 2);
    const third = await stranger(at);
    await first.closed;
    expect([at.openConnections(), third.socket.destroyed]).toEqual([2, false]);
  });

  it("does not end others' sessions", async () => {
    const at = await start({ signIn: PASSWORD });
    const raw = await RawClient.connect(at.server.url);
    expect(await raw.run({ endSessions: [] })).toMatchObject({ ok: 0, code: 13 });
    raw.close();
  });
});

describe("connections", () => {
  it("are closed when there are too many, and those that are there go on", async () => {
    const at = await start({ connections: { max: 2 } });
    const raw = await RawClient.connect(at.server.url);
    await stranger(at);
    await opened(at, 2);
    await (await stranger(at)).closed;
    expect(await raw.run({ ping: 1 })).toMatchObject({ ok: 1 });
    raw.close();
    await opened(at, 1);
    const next = await RawClient.connect(at.server.url);
    expect(await next.run({ ping: 1 })).toMatchObject({ ok: 1 });
    next.close();
  });

  it("that begin no message are closed, wherever nobody signs in too", async () => {
    const at = await start({});
    const raw = await RawClient.connect(at.server.url);
    await raw.run({ ping: 1 });
    const silent = await stranger(at);
    silent.socket.write(Buffer.from([200, 0, 0, 0, 1, 2, 3]));
    await opened(at, 2);
    pass(31_000);
    await silent.closed;
    expect(await raw.run({ ping: 1 })).toMatchObject({ ok: 1 });
    raw.close();
  });
});
