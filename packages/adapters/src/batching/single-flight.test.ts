import { expect, test } from "vitest";
import { createSingleFlight } from "./single-flight.ts";

test("who asks for a name while it is loaded shares the load, and who asks afterwards begins another", async () => {
  const flights = createSingleFlight<number>();
  const { promise, resolve } = Promise.withResolvers<number>();
  let loads = 0;
  const load = () => {
    loads += 1;
    return promise;
  };
  const shared = [flights.join("a 1", load), flights.join("a 1", load)];
  expect([flights.has("a 1"), flights.has("a 2")]).toEqual([true, false]);
  resolve(7);
  expect(await Promise.all(shared)).toEqual([7, 7]);
  expect(loads).toBe(1);
  await flights.join("a 1", load);
  expect(loads).toBe(2);
});

test("names keep loads apart, and a load that failed is not joined any more", async () => {
  const flights = createSingleFlight<string>();
  const failing = flights.join("a", () => Promise.reject(new Error("away")));
  expect(await flights.join("b", async () => "b")).toBe("b");
  await expect(failing).rejects.toThrow("away");
  expect(await flights.join("a", async () => "a")).toBe("a");
});
