import { expect, test } from "vitest";
import { type Awaited, Patience } from "./patience.ts";

function command(): Awaited & { isResolved: boolean; error: Error | undefined } {
  return {
    isResolved: false,
    error: undefined,
    reject(error) {
      this.error ??= error;
    },
  };
}

function look(patience: Patience, times: number): void {
  for (let each = 0; each < times; each += 1) patience.look();
}

test("an answer that does not come within the turns it may take is given up, and no earlier", () => {
  const patience = new Patience(250);
  const first = command();
  patience.watch(first);
  look(patience, 5);
  const second = command();
  patience.watch(second);
  look(patience, 4);
  expect(first.error).toBeUndefined();
  look(patience, 1);
  expect(first.error?.message).toBe("Command timed out");
  expect(second.error).toBeUndefined();
  look(patience, 5);
  expect(second.error).toBeDefined();
});

test("an answer that came is let go, also when it came after an earlier one that did not", () => {
  const patience = new Patience(50);
  const [silent, answered] = [command(), command()];
  for (const each of [silent, answered]) patience.watch(each);
  answered.isResolved = true;
  look(patience, 2);
  expect(silent.error).toBeDefined();
  expect(answered.error).toBeUndefined();
});
