import { MongoClient } from "mongodb";
import { Random } from "../harness/random.ts";
import { freePort, type Server, startEmbedded, temporaryFolder } from "../harness/server.ts";
import { AnswerFilter } from "./answer-filter.ts";
import { Load } from "./load.ts";

/** What a crash run saw. */
export interface CrashReport {
  readonly crashes: number;
  readonly inserts: number;
  readonly transfers: number;
  readonly increments: number;
  readonly violations: readonly string[];
}

function connect(filter: AnswerFilter): MongoClient {
  const url = `mongodb://127.0.0.1:${filter.port}/?directConnection=true`;
  return new MongoClient(url, { serverSelectionTimeoutMS: 10_000, heartbeatFrequencyMS: 500 });
}

/**
 * Kills the server under load again and again (kill -9, at a moment the seed chooses, with the last answers lost on
 * their way), starts it on the same folder and port and checks what it kept. Ends at the first violation.
 */
export async function crashAgain(
  rounds: number,
  seed: number,
  tell: (line: string) => void = () => {},
): Promise<CrashReport> {
  const random = new Random(seed);
  const { folder, dispose } = await temporaryFolder();
  const port = await freePort();
  let server: Server = await startEmbedded(folder, { port });
  const filter = new AnswerFilter(await freePort(), port);
  await filter.open();
  let client = connect(filter);
  const load = new Load(client);
  let violations: readonly string[] = [];
  let crashes = 0;
  try {
    await load.prepare();
    load.start();
    while (crashes < rounds && violations.length === 0) {
      load.resume();
      await new Promise((resolve) => setTimeout(resolve, 100 + random.below(600)));
      filter.hold();
      await new Promise((resolve) => setTimeout(resolve, random.below(30)));
      await server.kill();
      await filter.close();
      crashes += 1;
      server = await startEmbedded(folder, { port });
      await filter.open();
      await load.pause();
      // The driver's monitor of a direct connection may give up on a server that was away; a new client looks anew.
      await client.close();
      client = connect(filter);
      load.use(client);
      violations = await load.violations();
      tell(
        `crash ${crashes}: ${load.knowledge.inserted.size} inserts, ${load.knowledge.transferred.size} transfers`,
      );
    }
  } finally {
    await load.end();
    await client.close();
    await filter.close();
    await server.stop();
    await dispose();
  }
  const increments = [...load.knowledge.counted.values()].reduce(
    (sum, { acknowledged }) => sum + acknowledged.size,
    0,
  );
  const { inserted, transferred } = load.knowledge;
  return { crashes, inserts: inserted.size, transfers: transferred.size, increments, violations };
}
