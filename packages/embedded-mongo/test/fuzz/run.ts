import { once } from "node:events";
import { readFile } from "node:fs/promises";
import net from "node:net";
import { MongoClient } from "mongodb";
import { Random } from "../harness/random.ts";
import { startEmbedded, temporaryFolder } from "../harness/server.ts";
import { brokenFrame, commandFrame, garbageFrame, validFrame } from "./frames.ts";

const BATCH = 40;
const ANSWER_MS = 10_000;

/** What a fuzz run saw. */
export interface FuzzReport {
  readonly frames: number;
  /** How much the server answered, of whatever kind. */
  readonly answeredBytes: number;
  /** The server's memory at the end in MiB, where the system tells it. */
  readonly memoryMiB: number | undefined;
  /** Why the run ended early, if it did. */
  readonly failure: string | undefined;
}

/** One connection's worth of frames; gives how many bytes came back until the server ended the connection. */
async function sendBatch(port: number, frames: readonly Buffer[]): Promise<number> {
  const socket = net.connect(port, "127.0.0.1");
  let received = 0;
  socket.on("error", () => {
    // A reset is one way for the server to end a connection it cannot trust any more.
  });
  socket.on("data", (data) => (received += data.length));
  socket.write(Buffer.concat(frames));
  // Half-closed: the server answers what it can and then ends its side as well.
  socket.end();
  await once(socket, "close");
  return received;
}

function batchOf(random: Random, first: number): readonly Buffer[] {
  return Array.from({ length: BATCH }, (_, i) => {
    const kind = random.below(10);
    if (kind < 2) return validFrame(random, first + i);
    return kind < 9 ? brokenFrame(random, first + i) : garbageFrame(random, first + i);
  });
}

/** Asks a fresh connection for a ping; throws if no answer comes in time. */
async function expectAnswer(port: number): Promise<void> {
  const socket = net.connect(port, "127.0.0.1");
  socket.setTimeout(ANSWER_MS, () => socket.destroy(new Error(`no answer to a ping within ${ANSWER_MS} ms`)));
  socket.write(commandFrame({ ping: 1 }, 1));
  await once(socket, "data");
  socket.destroy();
}

/** Memory of a process in MiB, where the system tells it. */
async function residentMiB(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => undefined);
  const kib = status && /VmRSS:\s+(\d+) kB/.exec(status)?.[1];
  return kib ? Math.round(Number(kib) / 1024) : undefined;
}

/**
 * Sends valid, broken and senseless frames, as many as told and as the seed chooses, on ever new connections.
 * The server may refuse and close as it likes, but must stay alive, answer others and keep its data usable.
 */
export async function fuzz(
  total: number,
  seed: number,
  tell: (line: string) => void = () => {},
): Promise<FuzzReport> {
  const random = new Random(seed);
  const { folder, dispose } = await temporaryFolder();
  const server = await startEmbedded(folder);
  const report = { frames: 0, answeredBytes: 0 };
  let memoryMiB: number | undefined;
  let failure: string | undefined;
  try {
    while (report.frames < total && failure === undefined) {
      report.answeredBytes += await sendBatch(server.port, batchOf(random, report.frames));
      report.frames += BATCH;
      if (!server.isAlive()) failure = `the server died after ${report.frames} frames`;
      else if (report.frames % (BATCH * 50) === 0) await expectAnswer(server.port);
      if (report.frames % 100_000 < BATCH) tell(`${report.frames} frames`);
    }
    failure ??= await stillUsable(server.url);
    memoryMiB = await residentMiB(server.pid);
  } catch (error) {
    failure = `after ${report.frames} frames: ${String(error)}`;
  } finally {
    await server.stop();
    await dispose();
  }
  return { ...report, memoryMiB, failure };
}

async function stillUsable(url: string): Promise<string | undefined> {
  const client = new MongoClient(url);
  try {
    const items = client.db("after").collection<{ _id: number }>("items");
    await items.insertOne({ _id: 1 });
    return (await items.countDocuments()) === 1 ? undefined : "a written document is not found";
  } finally {
    await client.close();
  }
}
