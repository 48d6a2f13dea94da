import { expect, test } from "vitest";
import { parseStaffArguments } from "./staff-arguments.ts";

test("a wish names whom and as what; the name is made from the address when none is given", () => {
  expect(parseStaffArguments(["add", "Boss@Example.com", "--role", "admin"])).toEqual({
    what: "add",
    email: "boss@example.com",
    role: "admin",
    name: "boss",
  });
  expect(parseStaffArguments(["add", "a@münchen.de", "--role", "support", "--name", "Anna"])).toMatchObject({
    email: "a@xn--mnchen-3ya.de",
    name: "Anna",
  });
  expect(parseStaffArguments(["list"]).what).toBe("list");
  expect(parseStaffArguments(["remove", "a@example.com"])).toMatchObject({
    what: "remove",
    email: "a@example.com",
  });
});

test.each([
  [[], "Say `npm run staff"],
  [["promote", "a@example.com"], "Say `npm run staff"],
  [["add"], "Say `npm run staff"],
  [["add", "a@example.com", "b@example.com", "--role", "admin"], "Say `npm run staff"],
  [["add", "nobody", "--role", "admin"], '"nobody" is no mail address.'],
  [["add", "jörg@example.com", "--role", "admin"], '"jörg@example.com" is no mail address.'],
  [["add", "a@example.com"], "--role is missing: say one of support, inventory, admin."],
  [["add", "a@example.com", "--role", "emperor"], "--role emperor: say one of support, inventory, admin."],
  [["add", "a@example.com", "--role", "shopper"], "--role shopper: say one of support, inventory, admin."],
  [["add", "a@example.com", "--password", "x"], "Unknown option '--password'"],
  [["add", "a@example.com", "--role", "admin", "--name", "\u200b"], "--name: "],
] as const)("%j is refused with one sentence", (args, words) => {
  let said = "";
  try {
    parseStaffArguments(args);
  } catch (error) {
    said = error instanceof Error ? error.message : "";
  }
  expect(said).toContain(words);
  expect(said).toMatch(/^[^\n]+[.]$/);
});
