/** Movements read at once: the server's first page and the browser's next ones must ask alike. */
export const LEDGER_PAGE_SIZE = 50;
