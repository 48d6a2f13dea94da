/**
 * Sent by the storefront while it makes a page for everybody: the answer then names, call by call, the fingerprint of
 * what was read, or `-` where it is not the same for everybody.
 */
export const FINGERPRINTS_HEADER = "x-read-fingerprints";
