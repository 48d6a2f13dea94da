import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { StartError } from "../bootstrap/start-error.mjs";

/** Asks twice at a terminal, without showing what is typed; elsewhere takes the first line of what is piped in. */
export async function readPassword(question: string): Promise<string> {
  if (!process.stdin.isTTY) return firstLine();
  const password = await ask(question);
  if ((await ask("Once more: ")) === password) return password;
  throw new StartError("The two are not the same. Nothing was changed.");
}

async function firstLine(): Promise<string> {
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) return line;
  throw new StartError(
    "No password came. Run it at a terminal, or pipe the password in. Nothing was changed.",
  );
}

function ask(question: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  // Not earlier: what is typed before raw mode begins is shown.
  process.stdout.write(question);
  return new Promise((resolve, reject) => {
    terminal.on("SIGINT", () => reject(new StartError("Stopped. Nothing was changed.")));
    terminal.question("", (answer) => {
      terminal.close();
      process.stdout.write("\n");
      resolve(answer);
    });
  });
}
