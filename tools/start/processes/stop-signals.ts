/** A second Ctrl-C within this time is the same one, told twice: by the terminal and by whoever passes it on. */
const DUPLICATE_SIGNAL_MS = 500;

/**
 * Watches for the wish to stop: a signal, or the end of the process that started us. `asked` settles at the first, `force` at the
 * second.
 */
export function askedToStop(): { readonly asked: Promise<void>; readonly force: Promise<void> } {
  const asked = Promise.withResolvers<void>();
  const force = Promise.withResolvers<void>();
  let first: number | undefined;
  const note = () => {
    first ??= performance.now();
    asked.resolve();
    if (performance.now() - first > DUPLICATE_SIGNAL_MS) force.resolve();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, note);
  process.on("disconnect", note);
  return { asked: asked.promise, force: force.promise };
}
