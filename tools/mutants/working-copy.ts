import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Mutant } from "./mutants.ts";

const MAX_LIST_BYTES = 64 * 1024 * 1024;

/** One protection and what stands in its place. */
export type Change = Pick<Mutant, "file" | "find" | "replace">;

/** A copy of the repository in a temporary folder: what runs in it runs nothing of the original's source. */
export type WorkingCopy = {
  readonly folder: string;
  /** For what runs in it to leave behind: deleted with it. */
  readonly temporary: string;
  /**
   * Runs something while the change stands in the copy, and takes it back. Raises when the words to find do not stand
   * in the file exactly once.
   */
  during<Result>(change: Change, run: () => Promise<Result>): Promise<Result>;
  /** Deletes the copy. */
  remove(): void;
};

/**
 * Copies what belongs to the repository, with what nobody has committed yet. Dependencies are links to the original's;
 * the repository's own packages among them lead to the copy, because Node takes a link for the place it leads to.
 * Raises where Git does not know the folder.
 */
export function makeWorkingCopy(original: string): WorkingCopy {
  const from = realpathSync(original);
  const parent = realpathSync(mkdtempSync(path.join(tmpdir(), "scarlet-copy-")));
  const [folder, temporary] = [path.join(parent, "repository"), path.join(parent, "temporary")];
  const remove = () => rmSync(parent, { recursive: true, force: true });
  try {
    mkdirSync(temporary);
    const files = filesOf(from);
    for (const file of files)
      cpSync(path.join(from, file), path.join(folder, file), { verbatimSymlinks: true });
    for (const file of files.filter((each) => path.basename(each) === "package.json"))
      linkDependencies({ from, to: folder }, path.join(path.dirname(file), "node_modules"));
  } catch (error) {
    remove();
    throw error;
  }
  return { folder, temporary, remove, during: (change, run) => changed(folder, change, run) };
}

async function changed<Result>(
  folder: string,
  { file, find, replace }: Change,
  run: () => Promise<Result>,
): Promise<Result> {
  const place = path.join(folder, file);
  const text = readFileSync(place, "utf8");
  if (text.split(find).length !== 2) throw new Error(`${file} does not have exactly once: ${find}`);
  writeFileSync(
    place,
    text.replace(find, () => replace),
  );
  try {
    return await run();
  } finally {
    writeFileSync(place, text);
  }
}

type Roots = { readonly from: string; readonly to: string };

function filesOf(root: string): readonly string[] {
  const args = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
  const list = execFileSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: MAX_LIST_BYTES });
  // Git still lists what was deleted and not committed.
  return list.split("\0").filter((file) => file !== "" && existsSync(path.join(root, file)));
}

function linkDependencies(roots: Roots, at: string): void {
  if (!existsSync(path.join(roots.from, at))) return;
  mkdirSync(path.join(roots.to, at), { recursive: true });
  for (const name of readdirSync(path.join(roots.from, at))) {
    const place = path.join(at, name);
    if (name.startsWith("@")) linkDependencies(roots, place);
    // What tools keep for the next time, such as .vite, is of the original alone.
    else if (name === ".bin" || !name.startsWith(".")) linkDependency(roots, place);
  }
}

/** The repository's own packages lie in the copy, all others where they are. */
function linkDependency({ from, to }: Roots, place: string): void {
  const target = realpathSync(path.join(from, place));
  const inside = path.relative(from, target);
  const isOurs = !path.isAbsolute(inside) && !/(^|[\\/])(\.\.|node_modules)([\\/]|$)/.test(inside);
  symlinkSync(isOurs ? path.join(to, inside) : target, path.join(to, place));
}
