import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createPatientState } from "./patient-state.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const live = { kind: "live" } as const;
const lost = (heardAtMs: number) => ({ kind: "lost", heardAtMs }) as const;

test("a loss is told after five seconds, with when it was heard last; its end at once", () => {
  const state = createPatientState();
  const told = vi.fn();
  state.subscribe(told);
  state.hear(live);
  state.hear(lost(7));
  vi.advanceTimersByTime(3_000);
  state.hear(lost(9));
  vi.advanceTimersByTime(1_999);
  expect(state.current()).toEqual(live);
  vi.advanceTimersByTime(1);
  expect(state.current()).toEqual(lost(7));
  state.hear(live);
  expect([state.current(), told.mock.calls.length]).toEqual([live, 3]);
});

test.each([
  ["it is heard again", (state: ReturnType<typeof createPatientState>) => state.hear(live)],
  ["it is forgiven", (state: ReturnType<typeof createPatientState>) => state.forgive()],
])("a loss is not told when %s within that time", (_, mend) => {
  const state = createPatientState();
  state.hear(live);
  state.hear(lost(7));
  vi.advanceTimersByTime(4_000);
  mend(state);
  vi.advanceTimersByTime(10_000);
  expect(state.current()).toEqual(live);
});

test("what is read while nothing is heard moves the time of a told loss, and makes nothing live", () => {
  const state = createPatientState();
  state.readAt(1);
  expect(state.current()).toBeUndefined();
  state.hear(lost(7));
  vi.advanceTimersByTime(5_000);
  state.readAt(20_000);
  expect(state.current()).toEqual(lost(20_000));
});
