/*
 * Loaded into an API process before its own code: on SIGUSR2 it collects garbage and says how many bytes are in use by
 * what the program keeps, buffers of its sockets included.
 */
process.on("SIGUSR2", () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.stdout.write(`memory: ${heapUsed + external}\n`);
});
