import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { connectRedis, type RedisLink } from "../../src/redis/index.ts";
import { type Server, startServer } from "./adapter-process.ts";

export const SILENT = { info: () => {}, warn: () => {}, error: () => {} };

/** Tests share a busy machine; a slow answer must not look like a Redis that is away. */
const PATIENT_MS = 5_000;

export type TestRedis = {
  readonly link: RedisLink;
  readonly port: number;
  readonly server: Server;
  /** Another connection, as another process would have; on a wire of the test's, where that leads to. */
  connect(answerWithinMs?: number, port?: number): Promise<RedisLink>;
  /** Stops answering without closing a connection, as a machine under swap does, and goes on. */
  freeze(): void;
  thaw(): void;
  close(): Promise<void>;
};

export async function openTestRedis(): Promise<TestRedis> {
  const folder = await mkdtemp(path.join(tmpdir(), "scarlet-redis-"));
  const settings = `--bind 127.0.0.1 --dir ${folder} --save  --appendonly no --maxmemory-policy volatile-lfu --repl-diskless-sync-delay 0`;
  const server = await startServer("redis-server", (port) => ["--port", `${port}`, ...settings.split(" ")]);
  const connect = (answerWithinMs = PATIENT_MS, port = server.port) =>
    connectRedis({ url: `redis://127.0.0.1:${port}`, log: SILENT, answerWithinMs });
  const link = await connect();
  const others: RedisLink[] = [];
  return {
    link,
    port: server.port,
    server,
    async connect(answerWithinMs, port) {
      const other = await connect(answerWithinMs, port);
      others.push(other);
      return other;
    },
    freeze: () => void server.child.kill("SIGSTOP"),
    thaw: () => void server.child.kill("SIGCONT"),
    async close() {
      server.child.kill("SIGCONT");
      await Promise.all([link, ...others].map((each) => each.close()));
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
