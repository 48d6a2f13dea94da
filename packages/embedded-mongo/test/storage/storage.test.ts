import { randomBytes } from "node:crypto";
import { cp, readFile, stat, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, describe, expect, it } from "vitest";
import { FolderInUseError, openSqliteStore, StorageError } from "../../src/storage/index.ts";
import { settleLog } from "../../src/storage/wal-file.ts";
import { WriteGroup } from "../../src/storage/write-group.ts";
import { temporaryFolder } from "../harness/server.ts";

const BODY = new Uint8Array(1000);
const endings: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

async function folder(): Promise<string> {
  const made = await temporaryFolder();
  endings.push(made.dispose);
  return made.folder;
}

async function openStore(options: { maxPages?: number } = {}): Promise<ReturnType<typeof openSqliteStore>> {
  const store = openSqliteStore(await folder(), options);
  endings.push(() => store.close());
  return store;
}

/** A group whose syncs end when the test says so. */
function createGroup(): { group: WriteGroup; db: DatabaseSync; syncs: PromiseWithResolvers<void>[] } {
  const db = new DatabaseSync(":memory:");
  db.exec("CREATE TABLE t(n INTEGER CHECK (n >= 0))");
  const syncs: PromiseWithResolvers<void>[] = [];
  const group = new WriteGroup(db, () => {
    const sync = Promise.withResolvers<void>();
    syncs.push(sync);
    return sync.promise;
  });
  return { group, db, syncs };
}

function write(group: WriteGroup, db: DatabaseSync, n: number): void {
  group.run(() => db.prepare("INSERT INTO t VALUES (?)").run(n));
}

describe("writes made durable in groups", () => {
  it("are acknowledged only when a sync that began after their commit has ended", async () => {
    const { group, db, syncs } = createGroup();
    const acknowledged: string[] = [];
    write(group, db, 1);
    const first = group.flushed().then(() => acknowledged.push("first"));
    group.commit();
    write(group, db, 2);
    const second = group.flushed().then(() => acknowledged.push("second"));
    group.commit();
    expect(syncs).toHaveLength(1);
    syncs[0]?.resolve();
    await first;
    expect(acknowledged).toEqual(["first"]);
    await expect.poll(() => syncs.length).toBe(2);
    syncs[1]?.resolve();
    await second;
    expect(acknowledged).toEqual(["first", "second"]);
  });

  it("fail together when their sync fails", async () => {
    const { group, db, syncs } = createGroup();
    write(group, db, 1);
    const flushed = group.flushed();
    group.commit();
    syncs[0]?.reject(Object.assign(new Error("EIO: i/o error"), { code: "EIO" }));
    await expect(flushed).rejects.toMatchObject({ name: "StorageError", diskFull: false });
  });

  it.each(["EIO", "ENOSPC", "EDQUOT"])("are the last ones when their sync fails with %s", async (code) => {
    const { group, db, syncs } = createGroup();
    const order: string[] = [];
    group.onFailure(() => order.push("told"));
    write(group, db, 1);
    const first = group.flushed().catch(() => order.push("first refused"));
    group.commit();
    write(group, db, 2);
    void group.flushed().catch(() => order.push("second refused"));
    group.commit();
    write(group, db, 3);
    void group.flushed().catch(() => order.push("third refused"));
    syncs[0]?.reject(Object.assign(new Error(code), { code }));
    await first;
    await expect.poll(() => order).toEqual(["told", "first refused", "second refused", "third refused"]);
    expect(() => write(group, db, 4)).toThrow("could not keep");
    await expect(group.flushed()).rejects.toThrow("could not keep");
    expect(syncs).toHaveLength(1);
  });

  it("are the last ones when SQLite's own sync fails", async () => {
    const { group } = createGroup();
    const cause = Object.assign(new Error("disk I/O error"), { errcode: 1034 });
    expect(() =>
      group.run(() => {
        throw cause;
      }),
    ).toThrow("could not keep");
    expect(() => group.run(() => undefined)).toThrow("could not keep");
  });

  it("are undone together when one of them fails, and whoever remembers them is told", async () => {
    const { group, db } = createGroup();
    let lost = 0;
    group.onLost(() => {
      lost += 1;
    });
    write(group, db, 1);
    const flushed = group.flushed();
    expect(() => write(group, db, -1)).toThrow(StorageError);
    await expect(flushed).rejects.toThrow(StorageError);
    expect([lost, db.prepare("SELECT count(*) AS n FROM t").get()?.n]).toEqual([1, 0]);
  });
});

describe("the store", () => {
  it("scans rids and entries in batches, each way, while it is written", async () => {
    const { writer } = await openStore();
    for (let i = 1; i <= 1500; i += 1) {
      writer.put(1, i, BODY);
      writer.addKey(9, Uint8Array.of(i >> 8, i & 255), i);
    }
    const whole = { lower: undefined, upper: undefined };
    expect([...writer.rids(1)]).toEqual(Array.from({ length: 1500 }, (_, i) => i + 1));
    expect([...writer.rids(1, { reverse: true })].slice(0, 2)).toEqual([1500, 1499]);
    const seen: number[] = [];
    for (const { rid } of writer.entries(9, whole)) {
      if (rid % 2 === 0) writer.removeKey(9, Uint8Array.of(rid >> 8, rid & 255), rid);
      seen.push(rid);
    }
    expect(seen).toHaveLength(1500);
    expect(writer.countEntries(9, whole)).toBe(750);
    expect(
      [...writer.entries(9, { lower: Uint8Array.of(0, 3), upper: Uint8Array.of(0, 8) }, true)].map(
        ({ rid }) => rid,
      ),
    ).toEqual([7, 5, 3]);
  });

  it("keeps a snapshot as it was, whatever is committed after it", async () => {
    const store = await openStore();
    store.writer.put(1, 1, Uint8Array.of(1));
    await store.flushed();
    const snapshot = store.snapshot();
    store.writer.put(1, 1, Uint8Array.of(2));
    store.writer.put(1, 2, Uint8Array.of(2));
    await store.flushed();
    expect([[...snapshot.rids(1)], snapshot.get(1, 1)]).toEqual([[1], Uint8Array.of(1)]);
    snapshot.close();
    const later = store.snapshot();
    expect([[...later.rids(1)], later.get(1, 1)]).toEqual([[1, 2], Uint8Array.of(2)]);
    later.close();
  });

  it("goes on where it was after it was closed", async () => {
    const data = await folder();
    const first = openSqliteStore(data);
    first.writer.put(3, first.nextRid(3), BODY);
    first.writer.putRecord("kind", "id", Uint8Array.of(5));
    await first.close();
    const second = openSqliteStore(data);
    expect([second.nextRid(3), second.record("kind", "id"), [...second.writer.rids(3)]]).toEqual([
      2,
      Uint8Array.of(5),
      [1],
    ]);
    await second.close();
  });

  it("is left as it is after a failed sync, and what was acknowledged is there at the next start", async () => {
    const data = await folder();
    let fault: Error | undefined;
    const store = openSqliteStore(data, { faultOfSync: () => fault });
    store.writer.put(1, 1, BODY);
    await store.flushed();
    fault = new Error("EIO");
    store.writer.put(1, 2, BODY);
    await expect(store.flushed()).rejects.toThrow("could not keep");
    await store.close();
    const log = path.join(data, "data.sqlite-wal");
    const { size } = await stat(log);
    expect(size).toBeGreaterThan(0);
    // The process that failed still owns the folder, so another one is made of its files.
    const next = await folder();
    await cp(log, path.join(next, "data.sqlite-wal"));
    await cp(path.join(data, "data.sqlite"), path.join(next, "data.sqlite"));
    const again = openSqliteStore(next);
    expect([...again.writer.rids(1)].slice(0, 1)).toEqual([1]);
    again.writer.put(1, 3, BODY);
    await again.flushed();
    await again.close();
  });

  it("writes a log that was left behind once more before it trusts it", async () => {
    const log = path.join(await folder(), "log");
    const bytes = randomBytes(2_500_000);
    await writeFile(log, bytes);
    await utimes(log, 1, 1);
    settleLog(log);
    expect((await readFile(log)).equals(bytes)).toBe(true);
    expect((await stat(log)).mtimeMs).toBeGreaterThan(1_000_000);
  });

  it("belongs to one owner at a time", async () => {
    const data = await folder();
    const owner = openSqliteStore(data);
    expect(() => openSqliteStore(data)).toThrow(FolderInUseError);
    await owner.close();
    await openSqliteStore(data).close();
  });

  it("refuses what the disk has no room for and goes on with what it had", async () => {
    const store = await openStore({ maxPages: 20 });
    store.writer.put(1, 1, BODY);
    await store.flushed();
    const fill = async (): Promise<void> => {
      for (let i = 2; i < 200; i += 1) store.writer.put(1, i, BODY);
      await store.flushed();
    };
    await expect(fill()).rejects.toMatchObject({ name: "StorageError", diskFull: true });
    expect([...store.writer.rids(1)]).toEqual([1]);
    store.writer.put(1, 2, Uint8Array.of(1));
    await store.flushed();
    expect([...store.writer.rids(1)]).toEqual([1, 2]);
  });
});
