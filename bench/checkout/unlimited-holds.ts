/** Switches the limit of holds per buyer off: the few buyers of a bench hold thousands of orders each. */
export const UNLIMITED_HOLDS = { HOLD_LIMIT_FACTOR: "0" } as const;
