import { StartError } from "../bootstrap/start-error.mjs";

/** The parsed command line. */
export interface Asked {
  readonly file: string;
  /** Flags that were given, of the known ones. */
  readonly flags: ReadonlySet<string>;
}

/** Reads `FILE` and known flags. Raises a `StartError` of one sentence for anything else. */
export function readArguments(args: readonly string[], usage: string, known: readonly string[] = []): Asked {
  const flags = args.filter((arg) => arg.startsWith("-"));
  const files = args.filter((arg) => !arg.startsWith("-"));
  const unknown = flags.find((flag) => !known.includes(flag));
  const [file] = files;
  if (unknown !== undefined) throw new StartError(`${unknown} is not known. Usage: ${usage}`);
  if (file === undefined || files.length !== 1) throw new StartError(`One file is needed. Usage: ${usage}`);
  return { file, flags: new Set(flags) };
}
