import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from "bson";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { decode } from "./decode.ts";
import { encode } from "./encode.ts";
import { fieldNames, pickFields } from "./pick-fields.ts";

const NAMES = ["_id", "sku", "ü", "沙发", "a b", "title", "skuCodes", "s"];
const values = fc.oneof(
  fc.string(),
  fc.string({ unit: "grapheme" }),
  fc.boolean(),
  fc.integer(),
  fc.double({ noNaN: true }),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.array(fc.oneof(fc.string(), fc.integer()), { maxLength: 4 }),
  fc.dictionary(
    fc.string({ minLength: 1 }).filter((name) => !name.includes("\0")),
    fc.integer(),
    { maxKeys: 3 },
  ),
  fc.constantFrom(
    null,
    new ObjectId("0123456789abcdef01234567"),
    new Date(0),
    new Double(3),
    new Binary(Buffer.from("bytes"), 4),
    new Binary(Buffer.from("bytes"), Binary.SUBTYPE_BYTE_ARRAY),
    new BSONRegExp("^a.*", "i"),
    new Code("1"),
    new Code("1", { a: 1 }),
    new BSONSymbol("s"),
    new Timestamp(7n),
    Decimal128.fromString("1.50"),
    new MaxKey(),
    new MinKey(),
  ),
);

test("gives the bytes that the document would have with these fields alone, whatever the others are", () => {
  const documents = fc.uniqueArray(fc.tuple(fc.constantFrom(...NAMES), values), {
    selector: ([name]) => name,
  });
  fc.assert(
    fc.property(documents, fc.subarray(NAMES), (fields, wanted) => {
      const expected = encode(Object.fromEntries(fields.filter(([name]) => wanted.includes(name))));
      const picked = pickFields(encode(Object.fromEntries(fields)), fieldNames(wanted));
      expect(Buffer.from(picked).equals(expected)).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

test("is given a part of a larger buffer", () => {
  const document = encode({ a: 1, b: "two" });
  const larger = Buffer.concat([Buffer.from("before"), document, Buffer.from("after")]);
  const part = larger.subarray(6, 6 + document.length);
  expect(decode(pickFields(part, fieldNames(["b"])))).toEqual({ b: "two" });
});

test("bytes that are no document are refused or give one, and nothing else", () => {
  const names = fieldNames(["a", "b"]);
  const whole = encode({ a: "text", b: [1, 2], c: new Code("1", {}), d: new BSONRegExp("a", "i") });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 4 }),
      fc.nat(whole.length),
      (changes, kept) => {
        const broken = Buffer.from(whole.subarray(0, kept));
        for (const [at, byte] of changes) if (at < kept) broken[at] = byte;
        let picked: Uint8Array;
        try {
          picked = pickFields(broken, names);
        } catch (error) {
          expect(error).toMatchObject({ code: 22 });
          return;
        }
        expect(Buffer.from(picked).readInt32LE(0)).toBe(picked.length);
      },
    ),
    { numRuns: 2_000 },
  );
});
