import { expect, test } from "vitest";
import { type DemoSetting, demoPeople, isLoopback } from "./demo-people.ts";

const HERE: DemoSetting = {
  wanted: undefined,
  ownDatabase: true,
  production: false,
  addresses: {
    HOST: "127.0.0.1",
    STOREFRONT_URL: "http://localhost:3000",
    DATABASE_URL: "mongodb://127.0.0.1:27017/scarlet?replicaSet=rs0",
  },
};
const reached = (name: string, address: string): DemoSetting => ({
  ...HERE,
  addresses: { ...HERE.addresses, [name]: address },
});

test("a first look on this machine has demo people, also when NODE_ENV says production", () => {
  expect(demoPeople(HERE).allowed).toBe(true);
  expect(demoPeople({ ...HERE, production: true }).allowed).toBe(true);
});

test("a database of somebody's own has none unless they are asked for, and in production never", () => {
  const own = { ...HERE, ownDatabase: false };
  expect(demoPeople(own).allowed).toBe(false);
  expect(demoPeople({ ...own, wanted: "1" })).toMatchObject({ allowed: true });
  expect(demoPeople({ ...own, wanted: "1", production: true })).toMatchObject({
    allowed: false,
    refused: expect.stringMatching(/^DEMO_PEOPLE=1 is refused, because NODE_ENV .*\.$/),
  });
});

test.each([
  ["HOST", "0.0.0.0"],
  ["HOST", "::"],
  ["HOST", "192.168.1.20"],
  ["HOST", "shop.local"],
  ["STOREFRONT_URL", "https://shop.example"],
  ["ADMIN_URL", "http://127.0.0.1.evil.example"],
  ["API_URL", "http://127.0.0.1@api.example:4000"],
  ["DATABASE_URL", "mongodb://127.0.0.1:27017,db.example:27017/scarlet"],
  ["DATABASE_URL", "mongodb+srv://u:127.0.0.1@cluster.example/scarlet"],
])("%s=%s has none, and refuses the wish for them by name", (name, address) => {
  expect(demoPeople(reached(name, address))).toMatchObject({
    allowed: false,
    why: expect.stringContaining(name),
  });
  expect(demoPeople(reached(name, address)).refused).toBeUndefined();
  const wished = demoPeople({ ...reached(name, address), wanted: "1" });
  expect(wished).toMatchObject({ allowed: false, refused: expect.stringContaining(name) });
});

test("nobody has to have them", () => {
  expect(demoPeople({ ...HERE, wanted: "0" })).toMatchObject({ allowed: false });
});

test.each([
  ["localhost", true],
  ["shop.localhost", true],
  ["127.8.9.10", true],
  ["::1", true],
  ["0:0:0:0:0:0:0:1", true],
  ["http://[::1]:3000", true],
  ["mongodb://me:p@127.0.0.1:1,localhost:2/x", true],
  ["", false],
  ["mongodb+srv://localhost/x", false],
  ["http://", false],
  ["localhost.example", false],
  ["127.0.0.1.example", false],
  ["::", false],
  ["::11", false],
  ["fe80::1", false],
  ["10.127.0.0.1", false],
])("%s is this machine alone: %s", (address, alone) => {
  expect(isLoopback(address)).toBe(alone);
});
