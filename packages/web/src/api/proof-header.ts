/** Whoever sends this header proves to be one of the shop's own apps; a browser's is never forwarded. */
export const PROOF_HEADER = "x-scarlet-proxy";
