import { afterEach, expect, test, vi } from "vitest";
import { navigate } from "./navigate.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A window whose history has the browser's own functions, as before the router put its own over them. */
function openWindow() {
  const browser = { pushState: vi.fn(), replaceState: vi.fn() };
  const history: typeof browser = Object.create(browser);
  const location = { assign: vi.fn(), replace: vi.fn() };
  vi.stubGlobal("window", { history, location });
  return { browser, history, location };
}

test("a change of the address goes to the router once it listens", () => {
  const { history, location } = openWindow();
  const router = { pushState: vi.fn(), replaceState: vi.fn() };
  Object.assign(history, router);
  navigate("/orders?status=paid");
  navigate("/orders?q=SC", "replace");
  expect(router.pushState).toHaveBeenCalledExactlyOnceWith(null, "", "/orders?status=paid");
  expect(router.replaceState).toHaveBeenCalledExactlyOnceWith(null, "", "/orders?q=SC");
  expect(location.assign).not.toHaveBeenCalled();
});

test("before the router listens the browser goes there, so that page and address agree", () => {
  const { browser, location } = openWindow();
  navigate("/orders?status=paid");
  navigate("/orders?q=SC", "replace");
  expect(location.assign).toHaveBeenCalledExactlyOnceWith("/orders?status=paid");
  expect(location.replace).toHaveBeenCalledExactlyOnceWith("/orders?q=SC");
  expect(browser.pushState).not.toHaveBeenCalled();
});
