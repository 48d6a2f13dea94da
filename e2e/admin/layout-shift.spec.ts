import { test } from "../browser-test.ts";
import { shop } from "../env.ts";
import { openOverSlowProxy } from "../layout-shift.ts";
import { openAsAdmin } from "./staff-pages.ts";

test.describe.configure({ mode: "parallel", timeout: 120_000 });

const WIDTHS = [1280, 390];

test("/sign-in: nothing moves while it comes in over a bad line, at both widths", async ({ browser }) => {
  await Promise.all(
    WIDTHS.map((width) => openOverSlowProxy(browser, `${shop.ADMIN_URL}/sign-in`, { width })),
  );
});

for (const path of ["/inventory", "/orders", "/cache"])
  test(`${path}: nothing moves while it comes in over a bad line, at both widths`, async ({ browser }) => {
    const cookies = await (await openAsAdmin(browser)).context().cookies();
    const url = `${shop.ADMIN_URL}${path}`;
    await Promise.all(WIDTHS.map((width) => openOverSlowProxy(browser, url, { width, cookies })));
  });
