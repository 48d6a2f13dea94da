import { existsSync, rmSync, writeFileSync } from "node:fs";
import { withProgress } from "../../bootstrap/progress.mjs";
import type { Command } from "../processes/child-watchdog.ts";

const POLICY = "/usr/sbin/policy-rc.d";

/** Installs a Debian package without starting the service that may come with it. `run` raises when apt fails. */
export async function installPackage(name: string, run: (what: Command) => Promise<void>): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args: readonly string[]) =>
    run({ name: "apt", command: "apt-get", args: ["-qq", ...args], env });
  await withServicesAsleep(() =>
    withProgress(`Installing Debian's ${name}`, async () => {
      await apt("update");
      await apt("install", "--yes", "--no-install-recommends", name);
    }),
  );
}

/** Debian starts a service when its package is installed, unless this file says no. */
async function withServicesAsleep(work: () => Promise<void>): Promise<void> {
  if (existsSync(POLICY)) return work();
  writeFileSync(POLICY, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  try {
    await work();
  } finally {
    rmSync(POLICY, { force: true });
  }
}
