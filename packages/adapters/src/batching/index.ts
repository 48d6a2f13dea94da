export { type BatcherOptions, createBatcher } from "./batcher.ts";
export { createSingleFlight, type SingleFlight } from "./single-flight.ts";
