import { assert, property, string } from "fast-check";
import { expect, test } from "vitest";
import { cleanText, isVisible, textFault } from "./person-text.ts";
import { personLine, personNote } from "./person-text-schema.ts";

const line = personLine(100);
const note = personNote(100);

test.each([
  "O'Neil",
  "O’Brien",
  "Zoë Müller-O’Brien",
  "李",
  "محمد علی",
  "علی‌رضا",
  "‏יוסי",
  "Nguyễn Thị Hoà",
  "X Æ A-12",
  "Łukasz",
  "Ḥāfiẓ",
  "हिन्दी",
  "O",
  "👩‍🚀",
  "3",
])("%j is a name", (name) => {
  expect(line.parse(` ${name} `)).toBe(name.normalize("NFC"));
});

test.each([
  "",
  " ",
  "\u200b",
  "\u2060",
  "\ufeff",
  "\u00ad",
  "\u3164",
  "\uffa0",
  "\u115f\u1160",
  "\u2800",
  "\ufffc",
  "\u034f",
  "\u180e",
  "\u200e\u200f",
  "\u202e",
  "\u0301",
  "\u{e0041}",
  "\ufe0f",
  "\u00a0\u2003",
  "\u200b \u2060 \u3164",
])("%j is a name of nothing", (name) => {
  expect(line.safeParse(name).success).toBe(false);
});

test.each([
  "a\u0000b",
  "a\r\nBcc: x@y.z",
  "a\nb",
  "a\tb",
  "a\u0007",
  "a\u009bm",
  "a\u2028b",
  "\ud800",
  "a\ufffbb",
  "a\u007f",
])("%j has a character that no name has", (name) => {
  expect(line.safeParse(name).success).toBe(false);
});

test("what turns text round is taken out; what some names need stays", () => {
  expect(line.parse("\u202Eevil")).toBe("evil");
  expect(line.parse("a\u2067b\u2069c\u202a")).toBe("abc");
  expect(line.parse("\u200Fעלי\u200E 1")).toBe("\u200Fעלי\u200E 1");
});

test("a note may have lines, and may be missing; one of nothing is refused", () => {
  expect(note.parse("one\r\ntwo\tthree\n")).toBe("one\ntwo\tthree");
  expect(note.parse("")).toBe("");
  for (const text of ["\u200b", "a\u0000b", "a\u0085b", "a\rb"])
    expect(note.safeParse(text).success).toBe(false);
});

test("whatever is typed: what is let through can be seen, is one line, and cleaning it again changes nothing", () => {
  assert(
    property(string({ unit: "binary", maxLength: 12 }), (text) => {
      const { success, data } = line.safeParse(text);
      expect(success).toBe(
        textFault(text) === undefined && cleanText(text) !== "" && cleanText(text).length <= 100,
      );
      if (data === undefined) return;
      expect([isVisible(data), /[\p{Cc}\n]/u.test(data), cleanText(data)]).toEqual([true, false, data]);
    }),
    { numRuns: 300 },
  );
});
