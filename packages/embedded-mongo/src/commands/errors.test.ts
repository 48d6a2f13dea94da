import { describe, expect, it } from "vitest";
import { type ErrorSetting, labelsOf, writeConcernLabelsOf } from "./errors.ts";

const PLAIN = { isRetryableWrite: false, isInTransaction: false, endsTransaction: false };
const WRITE = { ...PLAIN, isRetryableWrite: true };
const STATEMENT = { ...PLAIN, isInTransaction: true };
const COMMIT = { ...STATEMENT, endsTransaction: true };
const [TRANSIENT, RETRYABLE] = ["TransientTransactionError", "RetryableWriteError"];

describe("the labels of an error", () => {
  it.each<[string, number, ErrorSetting, string[]]>([
    ["a conflict with a prepared transaction, at the commit", 267, COMMIT, [TRANSIENT]],
    ["a conflict with a prepared transaction, in a statement", 267, STATEMENT, [TRANSIENT]],
    ["a write conflict", 112, STATEMENT, [TRANSIENT]],
    ["a lost snapshot, at the commit", 239, COMMIT, [TRANSIENT]],
    ["a transaction that is not there, at the commit", 251, COMMIT, [TRANSIENT]],
    ["a shutdown, in a statement", 91, STATEMENT, [TRANSIENT]],
    ["a shutdown, at the commit", 91, COMMIT, [RETRYABLE]],
    ["a shutdown, in a numbered write", 91, WRITE, [RETRYABLE]],
    ["a shutdown, in a plain command", 91, PLAIN, []],
    ["a duplicate key", 11000, STATEMENT, []],
    ["a conflict outside of transactions", 112, PLAIN, []],
  ])("of %s", (_, code, setting, labels) => {
    expect(labelsOf(code, setting)).toEqual(labels);
  });

  it.each<[string, number, ErrorSetting, string[]]>([
    ["a shutdown, in a statement", 91, STATEMENT, []],
    ["a shutdown, at the commit", 91, COMMIT, [RETRYABLE]],
    ["a step down, in a numbered write", 189, WRITE, [RETRYABLE]],
    ["a transaction that is not there", 251, COMMIT, []],
    ["a conflict", 112, STATEMENT, []],
    ["a concern that cannot be met", 100, COMMIT, []],
  ])("about the write concern: %s", (_, code, setting, labels) => {
    expect(writeConcernLabelsOf(code, setting)).toEqual(labels);
  });
});
