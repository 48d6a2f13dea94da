import { access, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { runFolder } from "./run-folder.ts";

/**
 * A folder that is made once in a run, by the first file that asks for it, and then only read. Raises in every file
 * when it could not be made.
 */
export async function oncePerRun(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = path.join(runFolder(), name);
  const [made, failed] = [`${folder}.made`, `${folder}.failed`];
  if (await succeeds(mkdir(folder))) {
    await make(folder).catch(async (error: unknown) => {
      await writeFile(failed, String(error));
      throw error;
    });
    await writeFile(made, "");
  }
  while (!(await succeeds(access(made)))) {
    if (await succeeds(access(failed))) throw new Error(`${name} could not be made in another test file`);
    await sleep(50);
  }
  return folder;
}

function succeeds(attempt: Promise<unknown>): Promise<boolean> {
  return attempt.then(
    () => true,
    () => false,
  );
}
