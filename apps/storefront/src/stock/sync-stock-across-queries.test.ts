import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { syncStockAcrossQueries, withoutSync } from "./sync-stock-across-queries.ts";

const card = (stockVersion: number, availableStock: number) => ({ id: "a", stockVersion, availableStock });

test("what one query learns, every other knows; what arrives late with an older figure tells the newer one", () => {
  const client = new QueryClient();
  const stop = syncStockAcrossQueries(client);
  client.setQueryData(["list"], { items: [card(3, 2), { id: "b", stockVersion: 1, availableStock: 7 }] });
  client.setQueryData(["product"], card(5, 0));
  expect(client.getQueryData(["list"])).toEqual({
    items: [card(5, 0), { id: "b", stockVersion: 1, availableStock: 7 }],
  });
  client.setQueryData(["other"], card(4, 1));
  expect(client.getQueryData(["product"])).toEqual(card(5, 0));
  expect(client.getQueryData(["other"])).toEqual(card(5, 0));
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

test("what is written to every query by itself is not copied, and a copy is not copied on", () => {
  const client = new QueryClient();
  let walks = 0;
  const all = client.getQueryCache();
  const getAll = all.getAll.bind(all);
  all.getAll = () => {
    walks += 1;
    return getAll();
  };
  const stop = syncStockAcrossQueries(client);
  for (const name of ["shelf", "search", "product"]) client.setQueryData([name], card(3, 2));
  walks = 0;
  withoutSync(client, () => client.setQueryData(["shelf"], card(4, 1)));
  expect([walks, client.getQueryData(["product"])]).toEqual([0, card(3, 2)]);
  client.setQueryData(["search"], card(5, 0));
  expect([walks, client.getQueryData(["shelf"])]).toEqual([1, card(5, 0)]);
  stop();
});
