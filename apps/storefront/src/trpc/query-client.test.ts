import { expect, test } from "vitest";
import { makePageQueryClient } from "./query-client.ts";

const card = (stockVersion: number, availableStock: number) => ({ id: "mug", stockVersion, availableStock });

test.each([
  ["the page's product was read first", ["product", "shelf"]],
  ["its shelf was read first", ["shelf", "product"]],
])("%s: both tell the newer figure of a product", (_, [first = "", second = ""]) => {
  const client = makePageQueryClient();
  client.setQueryData([first], { items: [card(1, 5)] });
  client.setQueryData([second], card(2, 4));
  expect(client.getQueryData([first])).toEqual({ items: [card(2, 4)] });
  client.setQueryData([second], card(3, 3));
  expect(client.getQueryData([first])).toEqual({ items: [card(3, 3)] });
});

test("what comes late with an older figure tells the newer one", () => {
  const client = makePageQueryClient();
  client.setQueryData(["product"], card(2, 4));
  client.setQueryData(["shelf"], [card(1, 5)]);
  expect(client.getQueryData(["shelf"])).toEqual([card(2, 4)]);
});
