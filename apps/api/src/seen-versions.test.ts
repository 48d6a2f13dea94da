import { expect, test } from "vitest";
import { readSeen } from "./seen-versions.ts";

const ID = "65f0c0ffee0000000000000a";

test("reads what was seen, and leaves out what is malformed", () => {
  expect(readSeen(undefined)).toBeUndefined();
  expect(readSeen("nonsense")).toBeUndefined();
  expect(readSeen(`${ID}=12, x=1,${ID.replace("a", "b")}=7`)).toEqual(
    new Map([
      [ID, 12],
      [ID.replace("a", "b"), 7],
    ]),
  );
});

test("a header of any length is looked at for its first entries only", () => {
  const many = Array.from({ length: 1_000 }, (_, i) => `${i.toString(16).padStart(24, "0")}=1`).join(",");
  expect(readSeen(many)?.size).toBe(200);
});
