const END = "page-end";

/**
 * Lets a browser paint a page only once its HTML has come in down to `PageEnd`. Painted earlier, on a slow machine, all that is centred
 * or stands at the right moves while its neighbours arrive. Browsers that do not know it paint as they always did.
 */
export function WholeAtOnce() {
  return <link rel="expect" href={`#${END}`} blocking="render" />;
}

/** Stands last in the body. */
export function PageEnd() {
  return <span id={END} hidden />;
}
