import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { goToSignIn, setLeaving } from "./leaving.ts";

const assign = vi.fn();
beforeEach(() => {
  vi.stubGlobal("window", { location: { pathname: "/orders", search: "?status=paid", assign } });
});
afterEach(() => {
  setLeaving(false);
  assign.mockReset();
  vi.unstubAllGlobals();
});

test("who was signed out elsewhere comes back to the page afterwards", () => {
  goToSignIn();
  expect(assign).toHaveBeenCalledExactlyOnceWith("/sign-in?next=%2Forders%3Fstatus%3Dpaid");
});

test("a read that is refused while one is signing out changes nothing; after a failed try it counts again", () => {
  setLeaving(true);
  goToSignIn();
  expect(assign).not.toHaveBeenCalled();
  setLeaving(false);
  goToSignIn();
  expect(assign).toHaveBeenCalledOnce();
});
