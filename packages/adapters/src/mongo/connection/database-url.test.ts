import { expect, test } from "vitest";
import { databaseName, databaseUrlProblem, withDatabaseName } from "./database-url.ts";

test.each([
  ["mongodb://db", "mongodb://db/scarlet"],
  ["mongodb://db/", "mongodb://db/scarlet"],
  ["mongodb://db/?replicaSet=rs0", "mongodb://db/scarlet?replicaSet=rs0"],
  ["mongodb://db?replicaSet=rs0", "mongodb://db/scarlet?replicaSet=rs0"],
  ["mongodb://a:1,b:2,c:3/?replicaSet=rs0", "mongodb://a:1,b:2,c:3/scarlet?replicaSet=rs0"],
  ["mongodb://%2Ftmp%2Fdb.sock", "mongodb://%2Ftmp%2Fdb.sock/scarlet"],
  // A path is also where the driver looks the user up, so where none was named it has to stay `admin`.
  ["mongodb://me:pw@db", "mongodb://me:pw@db/scarlet?authSource=admin"],
  ["mongodb+srv://me:p%40w@db/?w=majority", "mongodb+srv://me:p%40w@db/scarlet?authSource=admin&w=majority"],
  ["mongodb://me:pw@db/?authSource=people", "mongodb://me:pw@db/scarlet?authSource=people"],
  ["mongodb://me:pw@db/?AUTHSOURCE=people", "mongodb://me:pw@db/scarlet?AUTHSOURCE=people"],
  ["mongodb://me@db/?authMechanism=MONGODB-X509", "mongodb://me@db/scarlet?authMechanism=MONGODB-X509"],
])("%s means the database scarlet", (url, whole) => {
  expect(withDatabaseName(url)).toBe(whole);
  expect(withDatabaseName(whole)).toBe(whole);
  expect(databaseName(url)).toBe("scarlet");
  expect(databaseUrlProblem(url)).toBeUndefined();
});

test("a database that is named stays", () => {
  const url = "mongodb://me:pw@db/my%2Dshop?replicaSet=rs0";
  expect(withDatabaseName(url)).toBe(url);
  expect(databaseName(url)).toBe("my-shop");
  expect(databaseUrlProblem(url)).toBeUndefined();
});

test.each([
  ["mongodb://db/admin", "for itself"],
  ["mongodb://db/local", "for itself"],
  ["mongodb://db/Config", "for itself"],
  ["mongodb://db/my.shop", "name"],
  ["mongodb://db/my%20shop", "name"],
  ["mongodb://db/a%24b", "name"],
  [`mongodb://db/${"x".repeat(64)}`, "name"],
  ["mongodb://db/%E0%A4%A", "cannot be read"],
])("%s is refused", (url, why) => {
  expect(databaseUrlProblem(url)).toContain(why);
});
