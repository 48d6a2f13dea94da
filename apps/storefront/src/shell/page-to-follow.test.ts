import { expect, test } from "vitest";
import { type Anchor, type Press, pageToFollow } from "./page-to-follow.ts";

const PRESS: Press = {
  defaultPrevented: false,
  button: 0,
  metaKey: false,
  ctrlKey: false,
  shiftKey: false,
  altKey: false,
};
const LINK: Anchor = {
  origin: "https://shop.test",
  pathname: "/products/foundry-mug",
  search: "?sku=CER",
  hash: "",
  target: "",
  download: "",
};
const HERE = { origin: "https://shop.test", pathname: "/products", search: "" };

const follow = (press: Partial<Press>, link: Partial<Anchor>) =>
  pageToFollow({ ...PRESS, ...press }, { ...LINK, ...link }, HERE);

test("a plain press leads to a page of the shop, with its parameters and place", () => {
  expect(follow({}, {})).toBe("/products/foundry-mug?sku=CER");
  expect(follow({}, { pathname: "/", search: "", hash: "#how" })).toBe("/#how");
  expect(follow({}, { pathname: "/products", search: "?page=2" })).toBe("/products?page=2");
  expect(follow({}, { pathname: "/products", search: "" })).toBe("/products");
});

test.each([
  ["for a new tab", { metaKey: true }, {}],
  ["for a new tab elsewhere", { ctrlKey: true }, {}],
  ["for a new window", { shiftKey: true }, {}],
  ["for a download", { altKey: true }, {}],
  ["with another button", { button: 1 }, {}],
  ["that a part has answered itself", { defaultPrevented: true }, {}],
  ["of a link to another site", {}, { origin: "https://elsewhere.test" }],
  ["of a link with a target", {}, { target: "_self" }],
  ["of a download", {}, { download: "order.pdf" }],
  ["of a place on this page", {}, { pathname: "/products", search: "", hash: "#main" }],
])("a press %s is the browser's own", (_, press, link) => {
  expect(follow(press, link)).toBeUndefined();
});
