import { expect, test } from "vitest";
import { announcement, endedWords, holdAgainWords, holdState } from "./hold-copy.ts";

test("a hold ends soon in its last two minutes, a short one in its last third", () => {
  expect([holdState(121, 900), holdState(120, 900), holdState(0, 900)]).toEqual([
    "running",
    "ending",
    "ended",
  ]);
  expect([holdState(21, 60), holdState(20, 60)]).toEqual(["running", "ending"]);
});

test("an ended hold says what is still here", () => {
  const unpaid = { payment: null };
  expect(endedWords(unpaid, undefined)).toBe("You have not been charged.");
  expect(endedWords(unpaid, { things: 4, gone: [], fewer: [] })).toBe(
    "You have not been charged. All 4 things are still here, so you can hold them again.",
  );
  const rest = { things: 3, gone: ["Clearing Lamp"], fewer: [{ title: "Foundry Mug", left: 1 }] };
  expect(endedWords(unpaid, rest)).toBe(
    "The Clearing Lamp went to somebody else. Only 1 of the Foundry Mug is left. You have not been charged. 3 things are still here, so you can hold them again.",
  );
  expect(holdAgainWords(rest)).toBe("Hold the rest again");
  expect(holdAgainWords({ things: 1, gone: [], fewer: [] })).toBe("Hold again");
  const none = { things: 0, gone: ["Clearing Lamp"], fewer: [] };
  expect(endedWords(unpaid, none)).toBe(
    "The Clearing Lamp went to somebody else. You have not been charged.",
  );
  expect(holdAgainWords(none)).toBeUndefined();
  const late = {
    payment: { gateway: "test", reference: "r", cardLast4: "0341", amountMinor: 8400, refundedMinor: 8400 },
  };
  expect(endedWords(late, { things: 1, gone: [], fewer: [] })).toBe(
    "Your payment came too late: €84.00 goes back to your card. It is still here, so you can hold it again.",
  );
});

test("time is said at five, two and one minute and at the end, once each", () => {
  expect(announcement(301, 300)).toContain("5 minutes");
  expect(announcement(300, 299)).toBeUndefined();
  expect(announcement(121, 119)).toContain("2 minutes");
  expect(announcement(61, 60)).toContain("1 minute.");
  expect(announcement(1, 0)).toBe("Your hold has ended.");
  expect(announcement(400, 50)).toContain("5 minutes");
});
