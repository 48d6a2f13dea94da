import { assert, emailAddress, property, string } from "fast-check";
import { expect, test } from "vitest";
import { mailAddress, mailAddressFault } from "./mail-address.ts";
import { mailAddressSchema } from "./mail-address-schema.ts";

test.each([
  ["marta@example.com", "marta@example.com"],
  [" Marta@Example.COM ", "Marta@example.com"],
  ["anna@münchen.de", "anna@xn--mnchen-3ya.de"],
  ["anna@MÜNCHEN.de", "anna@xn--mnchen-3ya.de"],
  ["anna@mu\u0308nchen.de", "anna@xn--mnchen-3ya.de"],
  ["anna@xn--mnchen-3ya.de", "anna@xn--mnchen-3ya.de"],
  ["li@例え.テスト", "li@xn--r8jz45g.xn--zckzah"],
  ["x@bücher.example.co.uk", "x@xn--bcher-kva.example.co.uk"],
  ["o'brien+tag@example.com", "o'brien+tag@example.com"],
  ["a.b-c_d@sub.example.museum", "a.b-c_d@sub.example.museum"],
])("%s is kept as %s", (typed, kept) => {
  expect(mailAddressFault(typed)).toBeUndefined();
  expect(mailAddressSchema.parse(typed)).toBe(kept);
});

test.each([
  "",
  "marta",
  "@example.com",
  "marta@",
  "jörg@example.com",
  "josé.garcía@example.es",
  "李@example.cn",
  "a..b@example.de",
  ".a@example.de",
  "a.@example.de",
  "user@localhost",
  "user@shop.localhost",
  "x@unconfirmed.invalid",
  "user@127.0.0.1",
  "user@[127.0.0.1]",
  "user@2130706433",
  "user@0x7f.1",
  "user@example",
  "user@example.c",
  "user@example.",
  "user@.example.com",
  "user@example..com",
  "user@-example.com",
  "user@example-.com",
  "user@exa_mple.com",
  "user@exa mple.com",
  "us er@example.com",
  "a@b@example.com",
  '"a b"@example.com',
  "a,b@example.com",
  "a@example.com,b@example.com",
  "a@example.com\r\nBcc: x@y.zz",
  "a\u0000@example.com",
  "a\u200b@example.com",
  "a@example.com/x",
  "a@ex%61mple.com",
  "a@example.com:25",
  "a@\u202eexample.com",
  `${"a".repeat(65)}@example.com`,
  `a@${"b".repeat(64)}.com`,
  `a@${"b.".repeat(130)}com`,
])("%j is refused with words", (typed) => {
  expect(mailAddressFault(typed)).toMatch(/^[A-Z].*\.$/);
  expect(mailAddressSchema.safeParse(typed).success).toBe(false);
});

test("what is kept is let through again and stays; form and server never disagree", () => {
  const same = (typed: string) => {
    const { success, data } = mailAddressSchema.safeParse(typed);
    expect(success).toBe(typed.length <= 254 && mailAddressFault(typed) === undefined);
    if (data !== undefined) expect([mailAddress(data), mailAddressFault(data)]).toEqual([data, undefined]);
  };
  assert(property(emailAddress(), same), { numRuns: 100 });
  assert(
    property(string({ unit: "binary" }), string({ unit: "grapheme" }), (a, b) => same(`${a}@${b}.com`)),
    { numRuns: 200 },
  );
});
