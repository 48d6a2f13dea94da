import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { Rights } from "./auth/rights.ts";
import { isSupervised } from "./env.ts";
import { FolderInUseError, type RunningServer, type ServerOptions, startServer } from "./index.ts";

const USAGE =
  "Usage: --data DIR [--port N] [--host ADDRESS] [--unix-socket PATH] [--password-file FILE] [--roles LIST] [--test-commands] [--strict] [--max-connections N]";
const LOOPBACK = new Set(["127.0.0.1", "::1", "localhost"]);
const DEFAULT_USER = "scarlet";

/** The start cannot go on; the message is one sentence for a person. */
class CannotStart extends Error {}

function readSettings(): ServerOptions {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "27017" },
      host: { type: "string", default: "127.0.0.1" },
      data: { type: "string" },
      "unix-socket": { type: "string" },
      "password-file": { type: "string" },
      roles: { type: "string" },
      "test-commands": { type: "boolean", default: false },
      "max-connections": { type: "string", default: "2000" },
      strict: { type: "boolean", default: false },
    },
  });
  const port = Number(values.port);
  if (values.data === undefined) throw new CannotStart(`--data is missing. ${USAGE}`);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new CannotStart(`--port ${values.port} is not a port number.`);
  if (!LOOPBACK.has(values.host))
    throw new CannotStart(
      `--host ${values.host} is not a loopback address, and this server takes clients of its own machine only.`,
    );
  const max = Number(values["max-connections"]);
  if (!Number.isInteger(max) || max < 1)
    throw new CannotStart(
      `--max-connections ${values["max-connections"]} is not a whole number of at least 1.`,
    );
  const socket = values["unix-socket"];
  const passwordFile = values["password-file"];
  if (values.roles !== undefined && passwordFile === undefined)
    throw new CannotStart("--roles says what a user may do, so it needs --password-file.");
  return {
    dataFolder: values.data,
    port,
    host: values.host,
    testCommands: values["test-commands"],
    strict: values.strict,
    connections: { max },
    ...(socket === undefined ? {} : { unixSocket: socket }),
    ...(passwordFile === undefined
      ? {}
      : { signIn: { ...readPassword(passwordFile), roles: readRoles(values.roles) } }),
  };
}

function readRoles(given = "root"): string {
  if (Rights.parse(given)) return given;
  throw new CannotStart(
    `--roles ${given} is not a list of read@DATABASE, readWrite@DATABASE, dbAdmin@DATABASE, the same as readAnyDatabase and so on, clusterMonitor or root.`,
  );
}

/** The file holds `user:password`, or only a password for the user `scarlet`. */
function readPassword(file: string): { user: string; password: string } {
  const text = readFileSync(file, "utf8").trim();
  const colon = text.indexOf(":");
  const user = colon > 0 ? text.slice(0, colon) : DEFAULT_USER;
  const password = text.slice(colon + 1);
  if (password === "") throw new CannotStart(`The password file ${file} is empty.`);
  return { user, password };
}

function sentenceOf(error: unknown, options: ServerOptions | undefined): string {
  if (error instanceof CannotStart || error instanceof FolderInUseError) return error.message;
  const { code, message } = error as { code?: string; message: string };
  if (code === "EADDRINUSE")
    return `The address ${options?.unixSocket ?? `${options?.host}:${options?.port}`} is in use already.`;
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION" || code === "ERR_PARSE_ARGS_INVALID_OPTION_VALUE")
    return `${message}. ${USAGE}`;
  return `The embedded MongoDB server could not start: ${message}`;
}

/** Stops once, however often it is asked to. */
function stopper(server: RunningServer): () => void {
  let stopping = false;
  return () => {
    if (stopping) return;
    stopping = true;
    void server.close().then(() => process.exit(0));
  };
}

/** A child must not outlive the supervisor that started it. */
function followParent(stop: () => void): void {
  if (!isSupervised()) return;
  process.stdin.on("end", stop).on("close", stop).on("error", stop).resume();
  process.on("disconnect", stop);
}

async function main(): Promise<void> {
  let options: ServerOptions | undefined;
  try {
    options = readSettings();
    const server = await startServer(options);
    const stop = stopper(server);
    process.on("SIGTERM", stop);
    process.on("SIGINT", stop);
    followParent(stop);
    void server.failed.then(({ message }) => {
      console.error(
        `${message}. Nothing was acknowledged since; started again, the server recovers from its log.`,
      );
      process.exit(1);
    });
    console.log(`ready on ${server.url}`);
  } catch (error) {
    console.error(sentenceOf(error, options));
    process.exit(1);
  }
}

await main();
