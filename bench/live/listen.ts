import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** What a process of listeners is told when it starts. */
export type ListenersSetup = {
  readonly port: number;
  readonly listeners: number;
  /** How many products each watches. */
  readonly watched: number;
  readonly products: readonly { readonly id: string; readonly version: number }[];
};
export type ListenersReport = {
  /** listener, product, version, moment in milliseconds of CLOCK_MONOTONIC; and so on. */
  readonly told: Float64Array;
  /** Of each listener, the products that it watches. */
  readonly watched: readonly (readonly number[])[];
  /** How many streams are still open. */
  readonly open: number;
};

/** As many as one address may have open. */
const PER_ADDRESS = 100;
const OPENED_AT_ONCE = 50;
const now = (): number => Number(process.hrtime.bigint()) / 1e6;

const told: number[] = [];
const watched: number[][] = [];
let open = 0;

process.once("message", async (setup: ListenersSetup) => {
  const places = new Map(setup.products.map(({ id }, place) => [id, place]));
  for (let from = 0; from < setup.listeners; from += OPENED_AT_ONCE) {
    const some = Array.from(
      { length: Math.min(OPENED_AT_ONCE, setup.listeners - from) },
      (_, nth) => from + nth,
    );
    await Promise.all(some.map((listener) => listen(setup, listener, places)));
  }
  process.on("message", () => {
    process.send?.({ told: Float64Array.from(told), watched, open } satisfies ListenersReport);
  });
  process.send?.("open");
});

/** Resolves when the stream has begun. */
async function listen(
  { port, watched: many, products }: ListenersSetup,
  listener: number,
  places: ReadonlyMap<string, number>,
): Promise<void> {
  // The same in every run, and spread over the products.
  const mine = Array.from({ length: many }, (_, nth) => (listener * 7 + nth * 5) % products.length);
  watched[listener] = [...new Set(mine)];
  const query = watched[listener]
    .map((place) => `${products[place]?.id}:${products[place]?.version}`)
    .join(",");
  const socket = connect({ port, host: "127.0.0.1", localAddress: addressOf(listener) });
  await once(socket, "connect");
  socket.setNoDelay(true);
  socket.on("error", () => undefined);
  socket.once("close", () => (open -= 1));
  open += 1;
  // As a page asks that shows the strip of movements.
  const path = `/api/stock/events?products=${query}&storeroom=also`;
  socket.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`);
  const begun = Promise.withResolvers<void>();
  hear(socket, (text, atMs) => {
    begun.resolve();
    for (const [, id, version] of text.matchAll(/"productId":"([^"]+)","version":(\d+)/g))
      told.push(listener, places.get(id ?? "") ?? -1, Number(version), atMs);
  });
  await Promise.race([begun.promise, sleep(30_000).then(() => Promise.reject(new Error("no stream began")))]);
}

/** Every listener of the loopback network is a caller of its own. */
function addressOf(listener: number): string {
  return `127.0.1.${1 + Math.floor(listener / PER_ADDRESS)}`;
}

/** Calls with every piece of the stream that ends with an event's end, and the moment of its arrival. */
function hear(socket: Socket, onText: (text: string, atMs: number) => void): void {
  let rest = "";
  let isHead = true;
  socket.on("data", (chunk: Buffer) => {
    const atMs = now();
    rest += chunk.toString("latin1");
    if (isHead) {
      const end = rest.indexOf("\r\n\r\n");
      if (end < 0) return;
      if (!rest.startsWith("HTTP/1.1 200 ")) throw new Error(rest.slice(0, 600));
      rest = rest.slice(end);
      isHead = false;
    }
    const end = rest.lastIndexOf("\n\n");
    if (end < 0) return;
    onText(rest.slice(0, end), atMs);
    rest = rest.slice(end + 2);
  });
}
