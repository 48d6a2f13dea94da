import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, startApi, tokenOf } from "./api-process.ts";
import { bundledApi, type Program } from "./bundled-programs.ts";
import { until } from "./child-process.ts";
import { openStores, prepare, type Stores } from "./database-and-redis.ts";

let stores: Stores;
let program: Program;
let apis: [Api, Api];
beforeAll(async () => {
  [stores, program] = await Promise.all([openStores(), bundledApi()]);
  apis = await Promise.all([startApi(stores, {}, program), startApi(stores, {}, program)]);
}, 180_000);
afterAll(async () => {
  await Promise.all(apis.map((api) => api.stop()));
  await stores.close();
});

test("one address has one account, however many try at once through both processes, and all hear the same", async () => {
  const body = { email: "racer@example.com", password: "scarlet-demo", name: "Racer" };
  const answers = await Promise.all(
    [...apis, ...apis, ...apis].map((api) => api.call("POST", "/api/auth/sign-up/email", { body })),
  );
  const told = answers.map(({ status, body: { user } }) => [status, (user as { email?: string }).email]);
  expect(told).toEqual(answers.map(() => [200, body.email]));
  expect(await stores.db.collection("user").countDocuments({ email: body.email })).toBe(1);
});

test("a token of one process opens the other, and is void in both once it is signed out", async () => {
  const [one, other] = apis;
  const token = await tokenOf(one.call, "admin");
  expect((await other.call("GET", "/api/inventory?limit=1", { token })).status).toBe(200);
  expect((await other.call("POST", "/api/auth/sign-out", { token })).status).toBe(200);
  for (const api of apis)
    expect((await api.call("GET", "/api/inventory?limit=1", { token })).status).toBe(401);
});

test("wrong tries are counted across processes", async () => {
  const attempt = (api: Api, password: string) =>
    api.call("POST", "/api/auth/sign-in/email", { body: { email: "racer@example.com", password } });
  for (let i = 0; i < 5; i++) expect((await attempt(apis[i % 2] ?? apis[0], "wrong")).status).toBe(401);
  for (const api of apis) expect((await attempt(api, "scarlet-demo")).status).toBe(429);
});

test("a link for a new password that is used through both processes at once sets one of them, and is kept by its hash alone", async () => {
  const body = { email: "forgetful@example.com", password: "scarlet-demo", name: "Fay" };
  const [one] = apis;
  await one.call("POST", "/api/auth/sign-up/email", { body });
  await one.call("POST", "/api/auth/request-password-reset", { body: { email: body.email } });
  const mail = () => stores.db.collection("mails").findOne({ to: body.email });
  await until(async () => (await mail()) !== null, one);
  const token = /reset-password\?token=([\w-]+)/u.exec(String((await mail())?.text))?.[1] ?? "";
  expect(token).toHaveLength(24);
  const kept = JSON.stringify(await stores.db.collection("verification").find().toArray());
  expect(kept).not.toContain(token);
  const passwords = [
    "first long password",
    "second long password",
    "third long password",
    "fourth long password",
  ];
  const answers = await Promise.all(
    passwords.map((newPassword, place) =>
      (apis[place % 2] ?? one).call("POST", "/api/auth/reset-password", { body: { token, newPassword } }),
    ),
  );
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404, 404, 404]);
  const opens = async (password: string) =>
    (await one.call("POST", "/api/auth/sign-in/email", { body: { email: body.email, password } })).status ===
    200;
  const winner = passwords[answers.findIndex(({ status }) => status === 200)] ?? "";
  expect(await opens(winner)).toBe(true);
  expect(await opens(body.password)).toBe(false);
});

test("preparing again changes nothing: the same people, the same catalog", async () => {
  const count = async () =>
    Promise.all(
      ["user", "account", "products", "stock", "stock_movements"].map((name) =>
        stores.db.collection(name).countDocuments(),
      ),
    );
  const before = await count();
  expect(before.every((documents) => documents > 0)).toBe(true);
  await prepare(stores.databaseUrl);
  expect(await count()).toEqual(before);
});

test("in a shop where there may be none, the demo people are gone before the first answer", async () => {
  const body = { email: "admin@example.com", password: "scarlet-demo" };
  const token = await tokenOf(apis[0].call, "inventory");
  const real = await startApi(stores, { DEMO_PEOPLE: "0" }, program);
  try {
    expect((await real.call("POST", "/api/auth/sign-in/email", { body })).status).toBe(401);
    for (const api of [real, ...apis])
      expect((await api.call("GET", "/api/inventory?limit=1", { token })).status).toBe(401);
    expect(real.output()).toContain("demo people were in this database and are removed");
  } finally {
    await real.stop();
  }
});

test("told to end, a process ends in order, and its supervisor sees a clean exit", async () => {
  const api = await startApi(stores);
  expect(await api.stop()).toBe(0);
  expect(api.output()).toContain('"msg":"ending"');
});
