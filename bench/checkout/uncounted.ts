/** A bench's few buyers hold thousands of orders each, so what they hold is not counted. */
export const UNCOUNTED = { HOLD_LIMIT_FACTOR: "0" } as const;
