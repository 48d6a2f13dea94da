export { count } from "./count.ts";
export { Match } from "./match.ts";
export { planOf, type Reading, type Selection, select } from "./select.ts";
export { Slice } from "./slice.ts";
