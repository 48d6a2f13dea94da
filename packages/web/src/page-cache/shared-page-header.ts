/** Tells that a page is made for everybody: no nonce is written into it. Never taken from outside. */
export const SHARED_PAGE_HEADER = "x-shared-page";
