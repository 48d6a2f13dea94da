import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { syncStockAcrossQueries } from "./sync-stock-across-queries.ts";

const card = (stockVersion: number, availableStock: number) => ({ id: "a", stockVersion, availableStock });

test("what one query learns, every other knows; older answers change nothing", () => {
  const client = new QueryClient();
  const stop = syncStockAcrossQueries(client);
  client.setQueryData(["list"], { items: [card(3, 2), { id: "b", stockVersion: 1, availableStock: 7 }] });
  client.setQueryData(["product"], card(5, 0));
  expect(client.getQueryData(["list"])).toEqual({
    items: [card(5, 0), { id: "b", stockVersion: 1, availableStock: 7 }],
  });
  client.setQueryData(["other"], card(4, 1));
  expect(client.getQueryData(["product"])).toEqual(card(5, 0));
  expect(client.getQueryData(["other"])).toEqual(card(4, 1));
  stop();
});

test("a list does not count as read again because a figure in it was told", () => {
  const client = new QueryClient();
  const stop = syncStockAcrossQueries(client);
  client.setQueryData(["list"], { items: [card(3, 2)] }, { updatedAt: 1000 });
  client.setQueryData(["product"], card(5, 0));
  expect(client.getQueryState(["list"])?.dataUpdatedAt).toBe(1000);
  stop();
});
