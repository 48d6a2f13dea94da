import { startOf } from "./processes/process-identity.ts";
import { type RuntimeProcess, removeRuntime, writeRuntime } from "./runtime-file.ts";
import { type Settings, urlOf } from "./settings.ts";

type Known = { readonly name: string; readonly pid: number };

/** Keeps `runtime.json` in step with what runs. Written from the first child on, so that a start that is cut off leaves a trace. */
export class RuntimeRecord {
  readonly #settings: Settings;
  #children: readonly Known[] = [];
  #stores = { databaseUrl: "", redisUrl: null as string | null };
  #ready = false;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  update(children: readonly Known[]): void {
    this.#children = children;
    this.#write();
  }

  setStores(databaseUrl: string, redisUrl: string | undefined): void {
    this.#stores = { databaseUrl, redisUrl: redisUrl ?? null };
    this.#write();
  }

  setReady(): void {
    this.#ready = true;
    this.#write();
  }

  remove(): void {
    removeRuntime(this.#settings.DATA_DIR);
  }

  #write(): void {
    const { DATA_DIR, HOST, API_PORT, API_INSTANCES, STOREFRONT_PORT, ADMIN_PORT } = this.#settings;
    writeRuntime(DATA_DIR, {
      ready: this.#ready,
      supervisor: identify({ name: "supervisor", pid: process.pid }),
      children: this.#children.map(identify),
      ...this.#stores,
      storefrontUrl: urlOf(HOST, STOREFRONT_PORT),
      adminUrl: urlOf(HOST, ADMIN_PORT),
      apiUrls: Array.from({ length: API_INSTANCES }, (_, index) => urlOf(HOST, API_PORT + index)),
    });
  }
}

function identify({ name, pid }: Known): RuntimeProcess {
  return { name, pid, startedAt: startOf(pid) ?? "" };
}
