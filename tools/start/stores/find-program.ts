import { accessSync, constants, existsSync } from "node:fs";
import path from "node:path";
import { StartError } from "../../bootstrap/start-error.mjs";

/** Finds a program on PATH. */
export function findOnPath(name: string, searched: string = process.env.PATH ?? ""): string | undefined {
  return searched
    .split(path.delimiter)
    .filter(Boolean)
    .map((folder) => path.join(folder, name))
    .find(isProgram);
}

/** A program on PATH, or the one a setting names. Raises a `StartError` when the named one is missing; undefined when none is found. */
export function findTool(setting: string, named: string | undefined, name: string): string | undefined {
  if (named === undefined) return findOnPath(name);
  const found = named.includes("/") ? path.resolve(named) : findOnPath(named);
  if (found && isProgram(found)) return found;
  throw new StartError(`${setting} names ${named}, and no program is there.`);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Debian's packages can be installed by root alone. */
export function canInstallPackages(): boolean {
  return process.getuid?.() === 0 && existsSync("/etc/debian_version") && findOnPath("apt-get") !== undefined;
}
