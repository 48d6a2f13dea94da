import path from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { withProgress } from "../bootstrap/progress.mjs";
import { runCommand } from "../bootstrap/start-error.mjs";
import { apiSpec, prepareCommand, type Stores, webSpec } from "./apps.ts";
import { buildWebApps, WEB_APPS } from "./build.ts";
import { checkPorts } from "./ports.ts";
import type { Child } from "./processes/child.ts";
import { followLog } from "./processes/follow-log.ts";
import type { LogFile } from "./processes/log-file.ts";
import { endOrphanProcesses } from "./processes/orphan-processes.ts";
import { report } from "./processes/ready-message.ts";
import { askedToStop } from "./processes/stop-signals.ts";
import { Supervisor } from "./processes/supervisor.ts";
import { redact } from "./redact.ts";
import { RuntimeRecord } from "./runtime-record.ts";
import { authSecret } from "./secret.ts";
import { operatorPortsOf, portsOf, readSettings, type Settings } from "./settings.ts";
import { startCache } from "./stores/cache.ts";
import { startDatabase } from "./stores/database.ts";

const root = path.resolve(import.meta.dirname, "../..");
const development = process.argv.includes("--dev");
const say = (line: string) => console.log(redact(line));

await runCommand(async () => {
  const stopped = askedToStop();
  const settings = readSettings(process.env);
  const record = new RuntimeRecord(settings);
  const supervisor = new Supervisor({
    logFolder: path.resolve(settings.DATA_DIR, "logs"),
    say,
    onChange: () => record.update(supervisor.children),
    ...(development && { onLog: showLog }),
  });
  void stopped.force.then(() => supervisor.killAll());
  try {
    await Promise.race([open(settings, supervisor, record), supervisor.failed, stopped.asked]);
    await Promise.race([supervisor.failed, stopped.asked]);
    say("\nStopping: web, API, cache, database ...");
    return 0;
  } finally {
    await supervisor.stopAll();
    record.remove();
  }
});
// The channel to the process that started us would hold this one open.
process.exit();

/** Everything between settings and an open shop, one step after the other. */
async function open(settings: Settings, supervisor: Supervisor, record: RuntimeRecord): Promise<void> {
  const run = supervisor.run.bind(supervisor);
  await endOrphanProcesses(settings.DATA_DIR, say);
  await checkPorts(settings.HOST, portsOf(settings));
  await checkPorts(settings.OPERATOR_HOST, operatorPortsOf(settings));
  const [database, cache] = await Promise.all([
    startDatabase(settings, supervisor),
    startCache(settings, supervisor),
  ]);
  const stores: Stores = { database, cache, secret: authSecret(settings) };
  record.setStores(database.url, cache.url);
  await withProgress("Preparing the database", () => run(prepareCommand(settings, stores)));
  if (!development) await buildWebApps(root, run);
  await serve(settings, stores, supervisor);
  record.setReady();
  say(report(settings, stores, Math.round(performance.now() / 1000)));
  giveBackMemory();
}

/** From now on this process only waits, and would keep the garbage of the start for as long as the shop is open. */
function giveBackMemory(): void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
}

/** In development the terminal shows what the apps say; the stores have nothing to say to who works on the shop. */
function showLog({ spec: { name } }: Child, log: LogFile): () => void {
  const isApp = name.startsWith("api") || WEB_APPS.some((app) => app === name);
  return isApp ? followLog(name, log, say) : () => undefined;
}

async function serve(settings: Settings, stores: Stores, supervisor: Supervisor): Promise<void> {
  const instances = Array.from({ length: settings.API_INSTANCES }, (_, index) =>
    apiSpec(settings, stores, index, development),
  );
  await Promise.all(instances.map((spec) => supervisor.keep("api", spec)));
  await Promise.all(WEB_APPS.map((app) => supervisor.keep("web", webSpec(settings, app, development))));
}
