import { describe, expect, it } from "vitest";
import { FailPoints } from "./fail-points.ts";

const INSERT = { name: "insert", namespace: "d.c", appName: "shop" };

describe("faults on purpose", () => {
  it("strike as often as asked, after as many as were to be spared", () => {
    const points = new FailPoints();
    points.configure("failCommand", { times: 2 }, { failCommands: ["insert"], errorCode: 91 });
    expect([1, 2, 3].map(() => points.onCommand(INSERT)?.error?.code)).toEqual([91, 91, undefined]);
    points.configure("failCommand", { skip: 1 }, { failCommands: ["insert"], closeConnection: true });
    expect([1, 2, 3].map(() => points.onCommand(INSERT)?.closeConnection)).toEqual([undefined, true, true]);
    expect(points.configure("failCommand", "off", {})).toBe(2);
    expect(points.onCommand(INSERT)).toBeUndefined();
    points.configure("failCommand", { activationProbability: 0 }, { failCommands: ["insert"] });
    expect(points.onCommand(INSERT)).toBeUndefined();
  });

  it("spare other commands, applications and namespaces without counting them", () => {
    const points = new FailPoints();
    points.configure(
      "failCommand",
      { times: 1 },
      { failCommands: ["insert"], appName: "shop", namespace: "d.c", errorCode: 8 },
    );
    expect(points.onCommand({ ...INSERT, name: "find" })).toBeUndefined();
    expect(points.onCommand({ ...INSERT, appName: "other" })).toBeUndefined();
    expect(points.onCommand({ ...INSERT, namespace: "d.other" })).toBeUndefined();
    expect(points.onCommand(INSERT)?.error?.code).toBe(8);
  });

  it("are refused by unknown name and unknown mode", () => {
    const points = new FailPoints();
    expect(() => points.configure("nonsense", "alwaysOn", {})).toThrow(/not known/);
    expect(() => points.configure("failCommand", "sometimes", {})).toThrow(/mode/);
  });
});
