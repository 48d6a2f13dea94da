const END = "page-end";

/**
 * Blocks rendering until the HTML has come in down to `PageEnd`. Painted earlier, on a slow machine, centred and
 * right-aligned content moves while its neighbours arrive. Browsers without `rel=expect` paint as they always did.
 */
export function BlockRenderingUntilPageEnd() {
  return <link rel="expect" href={`#${END}`} blocking="render" />;
}

/** Must be the last element of the body. */
export function PageEnd() {
  return <span id={END} hidden />;
}
