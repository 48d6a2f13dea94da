import { MongoClient, type MongoClientOptions } from "mongodb";
import { type RunningServer, type ServerOptions, startServer } from "../../src/index.ts";
import { temporaryFolder } from "./server.ts";

/** A server in the test's own process, which can be stopped and started again on its data. */
export class InProcess {
  readonly folder: string;
  readonly #dispose: () => Promise<void>;
  readonly #clients: MongoClient[] = [];
  #server: RunningServer | undefined;

  private constructor(folder: string, dispose: () => Promise<void>) {
    this.folder = folder;
    this.#dispose = dispose;
  }

  static async start(options: Partial<ServerOptions> = {}): Promise<InProcess> {
    const { folder, dispose } = await temporaryFolder();
    const made = new InProcess(folder, dispose);
    await made.startAgain(options);
    return made;
  }

  get server(): RunningServer {
    if (!this.#server) throw new Error("the server is not running");
    return this.#server;
  }

  async startAgain(options: Partial<ServerOptions> = {}): Promise<void> {
    this.#server = await startServer({ dataFolder: this.folder, port: 0, ...options });
  }

  /** How many connections the server has open. */
  openConnections(): number {
    return this.server.connectionCount();
  }

  async connect(options: MongoClientOptions = {}): Promise<MongoClient> {
    const client = new MongoClient(`${this.server.url}/test`, {
      directConnection: true,
      serverSelectionTimeoutMS: 5000,
      ...options,
    });
    this.#clients.push(client);
    return await client.connect();
  }

  async stop(): Promise<void> {
    for (const client of this.#clients.splice(0)) await client.close();
    await this.#server?.close();
    this.#server = undefined;
  }

  async end(): Promise<void> {
    await this.stop();
    await this.#dispose();
  }
}
