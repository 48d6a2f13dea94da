import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createPageCache } from "./page-cache.ts";
import { noteRead, pageRecord } from "./page-record.ts";

const READ = "catalog.page {}";
const SHELVES = "catalog.shelves null";

/** What the shop holds, and how the API is. */
type World = {
  stock: number;
  epoch: number;
  api: "up" | "away" | "in doubt";
  /** How a page is made: for everybody, or with something personal, failed or refused on it. */
  page: "shared" | "personal" | "unsettled" | "refused" | "gone" | "broken";
  renders: number;
  questions: number;
  /** What the API was told of pages that were sent. */
  told: string[];
  /** Awaited in the middle of each making, after the stock was read. */
  pause: () => Promise<void>;
  /** Awaited before the API answers. */
  answers: () => Promise<void>;
};

let world: World;
let api: Server;
let front: Server;

beforeEach(async () => {
  const pause = () => Promise.resolve();
  world = {
    stock: 3,
    epoch: 1,
    api: "up",
    page: "shared",
    renders: 0,
    questions: 0,
    told: [],
    pause,
    answers: pause,
  };
  api = createServer((request, response) => void answerFingerprints(request, response));
  await once(api.listen(0, "127.0.0.1"), "listening");
  const handle = createPageCache({
    handle: render,
    host: "shop.test",
    isShared: (path) => path === "/mug",
    source: { url: new URL(addressOf(api)), headers: () => ({ "x-proof": "secret" }) },
    maxBytes: 1_000_000,
  });
  front = createServer((request, response) => void handle(request, response));
  await once(front.listen(0, "127.0.0.1"), "listening");
});
afterEach(() => {
  for (const server of [api, front]) {
    server.closeAllConnections();
    server.close();
  }
});

function addressOf(server: Server): string {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
}

async function answerFingerprints(request: IncomingMessage, response: ServerResponse): Promise<void> {
  world.questions += 1;
  world.told.push(String(request.headers["x-pages-sent"]));
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  await world.answers();
  if (world.api === "away" || request.headers["x-proof"] !== "secret")
    return void response.writeHead(503).end();
  const names = JSON.parse(Buffer.concat(parts).toString()) as string[];
  const fingerprints = names.map((name) => {
    if (world.api === "in doubt") return null;
    return name === READ ? `stock ${world.stock}` : "shelves";
  });
  response.end(JSON.stringify({ epoch: world.epoch, fingerprints }));
}

/** Stands for Next: a page that tells the stock, and whether the visitor is known. */
async function render(request: IncomingMessage, response: ServerResponse): Promise<void> {
  world.renders += 1;
  const { stock, page } = world;
  const record = pageRecord();
  if (page === "broken" && record !== undefined) throw new Error("it cannot be made");
  if (record !== undefined) {
    noteRead(record, READ, page === "unsettled" || page === "gone" ? undefined : `stock ${stock}`);
    noteRead(record, SHELVES, "shelves");
    record.isPersonal = page === "personal";
  }
  await world.pause();
  if (page === "refused") return void response.writeHead(503, { "retry-after": "1" }).end("not now");
  response.writeHead(page === "gone" ? 404 : 200, {
    "content-type": "text/html; charset=utf-8",
    "set-cookie": "a=b",
    vary: "rsc",
  });
  const { cookie = "nobody", host } = request.headers;
  response.end(`<p>${stock} left, ${cookie}, ${host}</p><script>go()</script>`);
}

async function look(headers: Record<string, string> = {}, path = "/mug") {
  const answer = await fetch(addressOf(front) + path, { headers });
  const text = await answer.text();
  return { status: answer.status, how: answer.headers.get("x-page-cache"), text, headers: answer.headers };
}

test("a page is made once and sent to everybody, while what it was made of stands", async () => {
  const first = await look({ cookie: "session=marta" });
  expect(first).toMatchObject({ status: 200, how: "render" });
  expect(first.text).toContain("3 left, nobody");
  for (const cookie of ["", "session=olaf"]) {
    const again = await look({ cookie });
    expect(again.how).toBe("hit");
    expect(again.text).toBe(first.text);
  }
  expect(world.renders).toBe(1);
});

test("the page of before a change is never sent after it", async () => {
  await look();
  for (world.stock = 2; world.stock >= 0; world.stock -= 1) {
    expect(await look()).toMatchObject({
      how: "render",
      text: expect.stringContaining(`${world.stock} left`),
    });
    expect(await look()).toMatchObject({ how: "hit", text: expect.stringContaining(`${world.stock} left`) });
  }
});

test("who asks while it is being made gets what was begun after he asked", async () => {
  const [reached, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  world.pause = () => {
    reached.resolve();
    return go.promise;
  };
  const first = look();
  await reached.promise;
  world.stock = 0;
  const late = [look(), look(), look()];
  // They wait in the queue; nothing is there to ask the API about yet.
  await expect.poll(() => connectionsOf(front)).toBe(4);
  go.resolve();
  expect((await first).text).toContain("3 left");
  for (const each of await Promise.all(late)) expect(each.text).toContain("0 left");
  expect(world.renders).toBe(2);
});

function connectionsOf(server: Server): Promise<number> {
  return new Promise((resolve, reject) =>
    server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  );
}

test("where nobody can vouch for it, it is made anew", async () => {
  await look();
  for (const state of ["away", "in doubt"] as const) {
    world.api = state;
    expect(await look()).toMatchObject({ status: 200, how: "render" });
    expect(await look()).toMatchObject({ status: 200, how: "render" });
  }
  world.api = "up";
  expect((await look()).how).toBe("hit");
});

test("a page with something personal on it is made for the one who asks, and kept for nobody", async () => {
  world.page = "personal";
  for (const cookie of ["session=marta", "session=olaf"]) {
    expect(await look({ cookie })).toMatchObject({ how: "private", text: expect.stringContaining(cookie) });
  }
  world.page = "shared";
  expect(await look({ cookie: "session=marta" })).toMatchObject({
    how: "render",
    text: expect.stringContaining("nobody"),
  });
});

test("what is not the same for everybody is not touched", async () => {
  const answer = await look({ cookie: "session=marta" }, "/cart");
  expect(answer).toMatchObject({ how: "private", text: expect.stringContaining("session=marta") });
  expect(answer.headers.get("etag")).toBeNull();
});

test("a page of which a read failed is sent and not kept; what is not there neither", async () => {
  for (const page of ["unsettled", "gone"] as const) {
    world.page = page;
    const status = page === "gone" ? 404 : 200;
    expect(await look()).toMatchObject({ status, how: "render" });
    expect(await look()).toMatchObject({ status, how: "render" });
  }
});

test("a refusal is each caller's own", async () => {
  world.page = "refused";
  expect(await look()).toMatchObject({ status: 503, how: "private" });
});

test("what cannot be made for everybody is made for the one who asks", async () => {
  world.page = "broken";
  expect(await look()).toMatchObject({ status: 200, how: "private" });
});

test("nobody chooses the name under which pages are made for others", async () => {
  const { hostname, port } = new URL(addressOf(front));
  const told = Promise.withResolvers<string>();
  const socket = connect(Number(port), hostname, () =>
    socket.write("GET /mug HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n"),
  );
  let answer = "";
  socket.on("data", (part) => (answer += part.toString()));
  socket.on("close", () => told.resolve(answer));
  expect(await told.promise).toContain("shop.test");
  expect((await look()).text).toContain("shop.test");
});

test("browsers ask again and are told that nothing changed, by bytes of their encoding", async () => {
  const first = await look({ "accept-encoding": "br" });
  expect(first.headers.get("content-encoding")).toBe("br");
  expect(first.headers.get("cache-control")).toBe("no-cache");
  expect(first.headers.get("set-cookie")).toBeNull();
  expect(first.headers.get("vary")).toBe("rsc, Accept-Encoding");
  const etag = first.headers.get("etag") ?? "";
  expect(await look({ "if-none-match": `"other", W/${etag}` })).toMatchObject({ status: 304, text: "" });
  expect((await look({ "if-none-match": '"other"' })).status).toBe(200);
  world.stock = 2;
  expect(await look({ "if-none-match": etag })).toMatchObject({
    status: 200,
    text: expect.stringContaining("2 left"),
  });
});

test("its policy allows its own scripts and no others", async () => {
  const { headers } = await look();
  expect(headers.get("content-security-policy")).toMatch(/script-src 'self' 'sha256-[\w+/]+=*';/);
  expect(headers.get("content-security-policy")).not.toContain("nonce");
});

test("another epoch of the stock cache empties it", async () => {
  await look();
  await look();
  world.epoch = 2;
  expect((await look()).how).toBe("hit");
  expect((await look()).how).toBe("render");
  expect((await look()).how).toBe("hit");
});

test("all who ask in one turn are vouched for by few questions", async () => {
  await look();
  world.questions = 0;
  const go = Promise.withResolvers<void>();
  world.answers = () => go.promise;
  const all = Promise.all(Array.from({ length: 40 }, () => look()));
  await expect.poll(() => connectionsOf(front)).toBe(40);
  go.resolve();
  for (const each of await all) expect(each.how).toBe("hit");
  expect(world.questions).toBeLessThanOrEqual(4);
  expect(world.renders).toBe(1);
});

test("the API is told how pages were sent, once for each", async () => {
  await look();
  for (let nth = 0; nth < 3; nth += 1) await look();
  await look({ accept: "text/html" }, "/cart");
  await look();
  expect(world.told).toEqual(["0 1 0", "1 0 0", "1 0 0", "1 0 1"]);
});
