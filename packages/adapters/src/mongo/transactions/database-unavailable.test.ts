import { type MongoError, MongoNetworkError, MongoServerError, MongoWriteConcernError } from "mongodb";
import { expect, test } from "vitest";
import { refusalWhenUnavailable } from "./database-unavailable.ts";

const notPrimary = new MongoServerError({ message: "not primary", code: 10_107 });
const surelyNot = new MongoServerError({ message: "not primary", code: 10_107 });
surelyNot.addErrorLabel("NoWritesPerformed");
const unconfirmed = new MongoWriteConcernError({ ok: 1, writeConcernError: { code: 64, errmsg: "late" } });

test.each<[string, MongoError, string, string]>([
  ["a read that found no primary", notPrimary, "findOne", "service.unavailable"],
  ["a read whose connection broke", new MongoNetworkError("cut"), "aggregate", "service.unavailable"],
  ["a write whose connection broke", new MongoNetworkError("cut"), "insertOne", "service.outcome_unknown"],
  ["a write that met no primary at its last try", notPrimary, "updateOne", "service.outcome_unknown"],
  ["a write of which no try wrote anything", surelyNot, "updateOne", "service.unavailable"],
  ["a write that no majority confirmed in time", unconfirmed, "updateMany", "service.outcome_unknown"],
])("%s is told as what it is", (_, error, method, code) => {
  expect(refusalWhenUnavailable(error, method)).toMatchObject({ code, cause: error });
});

test("what has nothing to do with a database that is away stays what it is", () => {
  const refused = new MongoServerError({ message: "E11000", code: 11_000 });
  expect(refusalWhenUnavailable(refused, "insertOne")).toBe(refused);
});
