export { type BatchedRead, type BatcherOptions, createBatcher, SEND_AT_ONCE } from "./batcher.ts";
export { createSingleFlight, type SingleFlight } from "./single-flight.ts";
