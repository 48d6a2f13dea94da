import { describe, expect, it } from "vitest";
import { Rights } from "./rights.ts";

describe("what roles allow", () => {
  it.each([
    ["readWrite@shop", "insert", "shop", true],
    ["readWrite@shop", "createIndex", "shop", true],
    ["readWrite@shop", "insert", "other", false],
    ["readWrite@shop", "collMod", "shop", false],
    ["readWrite@shop", "bypassDocumentValidation", "shop", false],
    ["readWrite@shop, dbAdmin@shop", "collMod", "shop", true],
    ["dbAdmin@shop", "find", "shop", false],
    ["read@shop", "find", "shop", true],
    ["read@shop", "insert", "shop", false],
    ["readAnyDatabase", "find", "shop", true],
    ["root", "anything", "shop", true],
    ["clusterMonitor", "find", "shop", false],
  ])("%s: %s in %s", (roles, action, db, expected) => {
    expect(Rights.parse(roles)?.may(action, db)).toBe(expected);
  });

  it.each(["", "king", "read", "read@", "@shop", "read@a@b", "readWrite@shop,", "constructor@shop"])(
    "is nothing for %j, which is no list of roles",
    (roles) => {
      expect(Rights.parse(roles)).toBeUndefined();
    },
  );

  it("is told as MongoDB tells it", () => {
    const rights = Rights.parse("read@shop,dbAdminAnyDatabase,clusterMonitor");
    expect(rights?.roles).toEqual([
      { role: "read", db: "shop" },
      { role: "dbAdminAnyDatabase", db: "admin" },
      { role: "clusterMonitor", db: "admin" },
    ]);
    expect(rights?.privileges.map(({ resource }) => resource)).toEqual([
      { db: "shop", collection: "" },
      { db: "", collection: "" },
      { cluster: true },
    ]);
    expect(Rights.parse("root")?.privileges).toEqual([
      { resource: { anyResource: true }, actions: ["anyAction"] },
    ]);
  });
});
