/** Ends the run with one sentence for the person at the terminal. */
export class StartError extends Error {
  /** @override */
  name = "StartError";
}

/**
 * Runs the whole of a command. A `StartError` becomes its sentence and exit code 1; anything else is a bug and keeps its stack.
 * @param {() => Promise<number>} command gives the exit code
 */
export async function runCommand(command) {
  try {
    process.exitCode = await command();
  } catch (error) {
    console.error(error instanceof StartError ? error.message : error);
    process.exitCode = 1;
  }
}
