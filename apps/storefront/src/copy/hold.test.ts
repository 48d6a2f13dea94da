import { expect, test } from "vitest";
import { holdCopy } from "./hold.ts";

test("an ended hold says what is still here", () => {
  const { meaningOfEnd, again } = holdCopy;
  expect(meaningOfEnd(undefined, undefined)).toBe("You have not been charged.");
  expect(meaningOfEnd(undefined, { things: 4, gone: [], fewer: [] })).toBe(
    "You have not been charged. All 4 things are still here, so you can hold them again.",
  );
  const rest = { things: 3, gone: ["Clearing Lamp"], fewer: [{ title: "Foundry Mug", left: 1 }] };
  expect(meaningOfEnd(undefined, rest)).toBe(
    "The Clearing Lamp went to somebody else. Only 1 of the Foundry Mug is left. You have not been charged. 3 things are still here, so you can hold them again.",
  );
  expect(again(rest)).toBe("Hold the rest again");
  expect(again({ things: 1, gone: [], fewer: [] })).toBe("Hold again");
  const none = { things: 0, gone: ["Clearing Lamp"], fewer: [] };
  expect(meaningOfEnd(undefined, none)).toBe(
    "The Clearing Lamp went to somebody else. You have not been charged.",
  );
  expect(again(none)).toBeUndefined();
  expect(meaningOfEnd("€84.00", { things: 1, gone: [], fewer: [] })).toBe(
    "Your payment came too late: €84.00 goes back to your card. It is still here, so you can hold it again.",
  );
});
