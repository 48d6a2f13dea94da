/** Movements on one page. The server's prefetch and the browser must use the same, or the prefetch is not found. */
export const LEDGER_PAGE_SIZE = 50;
