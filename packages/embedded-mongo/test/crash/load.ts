import { type Collection, type Document, type MongoClient, MongoError } from "mongodb";

/** Documents by number or name. */
interface Entry extends Document {
  _id: number | string;
}

const ACCOUNTS = 8;
const START = 1000;

/** What the clients were told, against which the database is checked after a crash. */
export interface Knowledge {
  /** Inserts that were acknowledged. */
  readonly inserted: Set<number>;
  /** Transfers that were acknowledged. */
  readonly transferred: Set<number>;
  /** Increments acknowledged and tried, by worker. */
  readonly counted: Map<string, { acknowledged: Set<number>; tried: number }>;
}

/** Writers that go on through every crash, and the check of what they left. */
export class Load {
  readonly knowledge: Knowledge = { inserted: new Set(), transferred: new Set(), counted: new Map() };
  #client: MongoClient;
  #next = 0;
  #isPaused = true;
  #isOver = false;
  #busy = 0;
  readonly #workers: Promise<void>[] = [];

  constructor(client: MongoClient) {
    this.#client = client;
  }

  #collection(name: string): Collection<Entry> {
    return this.#client.db("crash").collection<Entry>(name);
  }

  async prepare(): Promise<void> {
    await this.#collection("inserts").createIndex({ k: 1 }, { unique: true });
    await this.#collection("ledger").createIndex({ from: 1 });
    const accounts = Array.from({ length: ACCOUNTS }, (_, i) => ({ _id: i, balance: START }));
    await this.#collection("accounts").insertMany(accounts);
  }

  start(): void {
    for (let i = 0; i < 4; i += 1) this.#work(() => this.#insert());
    for (let i = 0; i < 3; i += 1) this.#work(() => this.#transfer());
    for (let i = 0; i < 3; i += 1) this.#work(() => this.#count(`worker${i}`));
  }

  #work(act: () => Promise<void>): void {
    const loop = async (): Promise<void> => {
      while (!this.#isOver) {
        if (this.#isPaused) {
          await new Promise((resolve) => setTimeout(resolve, 5));
          continue;
        }
        this.#busy += 1;
        try {
          await act();
        } catch (error) {
          // The server was killed under the call: what it did stays unknown, and the check allows both.
          if (!(error instanceof MongoError)) throw error;
        } finally {
          this.#busy -= 1;
        }
      }
    };
    this.#workers.push(loop());
  }

  resume(): void {
    this.#isPaused = false;
  }

  /** Goes on through another client; call it while paused. */
  use(client: MongoClient): void {
    this.#client = client;
  }

  async pause(): Promise<void> {
    this.#isPaused = true;
    while (this.#busy > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  async end(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#workers);
  }

  #number(): number {
    this.#next += 1;
    return this.#next;
  }

  async #insert(): Promise<void> {
    const id = this.#number();
    await this.#collection("inserts").insertOne({ _id: id, k: -id, pad: "x".repeat(200) });
    this.knowledge.inserted.add(id);
  }

  async #transfer(): Promise<void> {
    const id = this.#number();
    const [from, to] = [id % ACCOUNTS, (id * 3 + 1) % ACCOUNTS];
    await this.#client.withSession((session) =>
      session.withTransaction(
        async () => {
          const accounts = this.#collection("accounts");
          await accounts.updateOne({ _id: from }, { $inc: { balance: -1, out: 1 } }, { session });
          await accounts.updateOne({ _id: to }, { $inc: { balance: 1, in: 1 } }, { session });
          await this.#collection("ledger").insertOne({ _id: id, from, to }, { session });
        },
        { timeoutMS: 10_000 },
      ),
    );
    this.knowledge.transferred.add(id);
  }

  /** A retried increment must count once, also when the server died between the write and its answer. */
  async #count(worker: string): Promise<void> {
    const known = this.knowledge.counted.get(worker) ?? { acknowledged: new Set<number>(), tried: 0 };
    this.knowledge.counted.set(worker, known);
    known.tried += 1;
    const turn = known.tried;
    const page = `${worker}/${Math.floor(turn / 500)}`;
    const update: Document = { $inc: { n: 1 }, $push: { turns: turn } };
    await this.#collection("counters").updateOne({ _id: page }, update, { upsert: true });
    known.acknowledged.add(turn);
  }

  /** Everything that was acknowledged is there, once, and every transaction is there whole or not at all. */
  async violations(): Promise<readonly string[]> {
    return [
      ...(await this.#checkInserts()),
      ...(await this.#checkTransfers()),
      ...(await this.#checkCounters()),
      ...(await this.#checkIndexes()),
    ];
  }

  async #checkIndexes(): Promise<readonly string[]> {
    const found: string[] = [];
    const db = this.#client.db("crash");
    for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
      const { valid, errors } = await db.command({ validate: name });
      if (valid !== true) found.push(...(errors as string[]).map((error) => `${name}: ${error}`));
    }
    return found;
  }

  async #checkInserts(): Promise<readonly string[]> {
    const inserts = this.#collection("inserts");
    const byScan = await inserts.find({}, { hint: { $natural: 1 }, projection: { _id: 1 } }).toArray();
    const byKey = await inserts.find({ k: { $lt: 0 } }, { hint: { k: 1 }, projection: { k: 1 } }).toArray();
    const ids = new Set(byScan.map(({ _id: id }) => Number(id)));
    const keys = new Set(byKey.map(({ k }) => -Number(k)));
    const lost = [...this.knowledge.inserted].filter((id) => !ids.has(id));
    const astray = [...ids].filter((id) => !keys.has(id)).concat([...keys].filter((id) => !ids.has(id)));
    return [
      ...lost.map((id) => `insert ${id} is lost`),
      ...astray.map((id) => `index and document ${id} disagree`),
    ];
  }

  async #checkTransfers(): Promise<readonly string[]> {
    const accounts = await this.#collection("accounts").find().toArray();
    const ledger = await this.#collection("ledger").find().toArray();
    const ids = new Set(ledger.map(({ _id: id }) => Number(id)));
    const found = [...this.knowledge.transferred]
      .filter((id) => !ids.has(id))
      .map((id) => `transfer ${id} is lost`);
    for (const { _id: id, balance, in: came = 0, out: went = 0 } of accounts) {
      const paid = ledger.filter(({ from }) => from === id).length;
      const received = ledger.filter(({ to }) => to === id).length;
      const whole = balance === START + received - paid && came === received && went === paid;
      if (!whole) found.push(`account ${id} has ${balance}, the ledger says ${START + received - paid}`);
    }
    return found;
  }

  async #checkCounters(): Promise<readonly string[]> {
    const pages = await this.#collection("counters").find().toArray();
    const found: string[] = [];
    for (const [worker, { acknowledged }] of this.knowledge.counted) {
      const own = pages.filter(({ _id: id }) => String(id).startsWith(`${worker}/`));
      const turns = own.flatMap((page) => page.turns as number[]);
      const distinct = new Set(turns);
      if (distinct.size !== turns.length)
        found.push(`${worker} counted ${turns.length - distinct.size} turns twice`);
      if (own.reduce((sum, { n }) => sum + Number(n), 0) !== turns.length) found.push(`${worker} is torn`);
      for (const turn of acknowledged) if (!distinct.has(turn)) found.push(`${worker} lost turn ${turn}`);
    }
    return found;
  }
}
