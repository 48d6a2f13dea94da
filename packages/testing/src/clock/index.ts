export { createTestClock, type TestClock } from "./test-clock.ts";
export { createTestIds } from "./test-ids.ts";
