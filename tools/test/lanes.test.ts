import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os, { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { StartError } from "../bootstrap/start-error.mjs";
import { runLanes, withEnd } from "./lanes.ts";
import { oneCheck, type Step, Workshop, whenIdle } from "./step.ts";

let folder: string;
let workshop: Workshop;
let said: string[];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "scarlet-lanes-"));
  workshop = new Workshop(folder, folder);
  said = [];
  vi.spyOn(console, "log").mockImplementation((line: unknown) => void said.push(String(line)));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await workshop.close();
  rmSync(folder, { recursive: true, force: true });
});

const step = (name: string, run: Step["run"]): Step => ({ name, run });
const good = { passed: 1, failed: 0 };

test("lanes run beside each other, the steps of one lane one after the other, and all are counted", async () => {
  const begun: string[] = [];
  const other = Promise.withResolvers<void>();
  const lanes = [
    [
      step("waits", async () => {
        begun.push("waits");
        await other.promise;
        return { passed: 2, failed: 1 };
      }),
      step("after", async () => {
        begun.push("after");
        return good;
      }),
    ],
    [
      step("beside", async () => {
        begun.push("beside");
        other.resolve();
        return good;
      }),
    ],
  ];
  expect(await runLanes(lanes, workshop)).toEqual({ passed: 4, failed: 1 });
  expect(begun).toEqual(["waits", "beside", "after"]);
  expect(said.slice(-3)).toEqual([
    "  waits: 2 passed, 1 failed, 0 s",
    "  after: 1 passed, 0 failed, 0 s",
    "  beside: 1 passed, 0 failed, 0 s",
  ]);
});

test("a step that raises is one failure, and the steps after it and beside it still run", async () => {
  const raises = step("raises", async () => {
    throw new StartError("There is no browser.");
  });
  const lanes = [[raises, step("after", async () => good)], [step("beside", async () => good)]];
  expect(await runLanes(lanes, workshop)).toEqual({ passed: 2, failed: 1 });
  expect(said).toContain("There is no browser.");
});

test("what a tool said is told in one piece, and only when it failed", async () => {
  const tool = (name: string, script: string) => oneCheck({ name, args: ["-e", script] });
  const fails = tool("Fails", "console.log('one'); console.log('two'); process.exit(1)");
  const lanes = [[fails], [tool("Holds", "console.log('unheard')")]];
  expect(await runLanes(lanes, workshop)).toEqual({ passed: 1, failed: 1 });
  // The watchdog of a tool may add a line of its own.
  expect(said.filter((each) => each.includes("one\ntwo\n"))).toHaveLength(1);
  expect(said.join("\n")).not.toContain("unheard");
});

test("a step that is for idle time leaves the processors to the others, with all that it starts", async () => {
  const told = path.join(folder, "priority");
  const script = `
    const { writeFileSync, readFileSync, existsSync } = require("node:fs");
    const group = "/proc/self/autogroup";
    const ofSession = existsSync(group) ? / nice (.*)/.exec(readFileSync(group, "utf8"))?.[1] : undefined;
    writeFileSync(${JSON.stringify(told)}, JSON.stringify([require("node:os").getPriority(), ofSession]));`;
  const tells = oneCheck({ name: "Tells", args: ["-e", script] });
  const run = async (lane: readonly Step[]): Promise<unknown> => {
    expect(await runLanes([lane], workshop)).toEqual({ passed: 1, failed: 0 });
    return JSON.parse(readFileSync(told, "utf8"));
  };
  const [own, weighsSessions] = [os.getPriority(), existsSync("/proc/self/autogroup")];
  expect(await run([tells])).toEqual([own, weighsSessions ? "0" : null]);
  const last = Math.min(own + 5, 19);
  expect(await run(whenIdle([tells]))).toEqual([last, weighsSessions ? "5" : null]);
});

test("the end of a lane is told after its last step, also when that one raises", async () => {
  const order: string[] = [];
  const first = step("first", async () => {
    order.push("first");
    return good;
  });
  const last = step("last", async () => {
    order.push("last");
    throw new StartError("no");
  });
  const { lane, ended } = withEnd([first, last]);
  const waits = step("waits", async () => {
    await ended;
    order.push("told");
    return good;
  });
  expect(await runLanes([[waits], lane], workshop)).toEqual({ passed: 2, failed: 1 });
  expect(order).toEqual(["first", "last", "told"]);
});
