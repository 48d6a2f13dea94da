import { deserialize, serialize } from "superjson";

/** How values travel between our apps and the API: as JSON, beside which stands what of it is a date. */
export const WIRE_FORMAT = {
  serialize,
  // An answer was parsed for its caller alone: there is no reason to copy it first.
  deserialize: (told: Parameters<typeof deserialize>[0]): unknown => deserialize(told, { inPlace: true }),
};
