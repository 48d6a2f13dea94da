import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { MongoClient } from "mongodb";
import { afterEach, describe, expect, it } from "vitest";
import { temporaryFolder } from "./harness/server.ts";

const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const endings: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

async function folder(): Promise<string> {
  const made = await temporaryFolder();
  endings.push(made.dispose);
  return made.folder;
}

interface Started {
  readonly child: ChildProcess;
  readonly output: Promise<string>;
  /** Resolves with the exit code and all that was said on stderr. */
  readonly ended: Promise<{ code: number | null; errors: string }>;
}

function start(args: readonly string[], env: NodeJS.ProcessEnv = {}): Started {
  const child = spawn(process.execPath, [MAIN, ...args], {
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  let errors = "";
  child.stderr.on("data", (data: Buffer) => {
    errors += String(data);
  });
  const ended = once(child, "exit").then(([code]) => ({ code: code as number | null, errors }));
  const output = Promise.race([
    once(child.stdout, "data").then(([data]) => String(data)),
    ended.then(({ errors: said }) => said),
  ]);
  endings.push(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  return { child, output, ended };
}

describe("the server as a process", () => {
  it("says when it is ready and where, and stops when asked to", async () => {
    const { child, output, ended } = start(["--port", "0", "--data", await folder()]);
    expect(await output).toMatch(/^ready on mongodb:\/\/127\.0\.0\.1:\d+\n$/);
    child.kill("SIGTERM");
    expect(await ended).toEqual({ code: 0, errors: "" });
  });

  it("refuses a folder that has an owner, in one sentence", async () => {
    const data = await folder();
    await start(["--port", "0", "--data", data]).output;
    const { code, errors } = await start(["--port", "0", "--data", data]).ended;
    expect([code, errors.trim().split("\n").length]).toEqual([1, 1]);
    expect(errors).toContain("is in use by another server");
  });

  it.each([
    [["--port", "70000", "--data", "x"], "port number"],
    [["--port", "0"], "--data is missing"],
    [["--port", "0", "--data", "x", "--roles", "root"], "--password-file"],
    [["--port", "0", "--data", "x", "--password-file", import.meta.filename, "--roles", "king"], "king"],
    [["--port", "0", "--data", "x", "--max-connections", "no"], "--max-connections"],
    [["--port", "0", "--data", "x", "--host", "0.0.0.0"], "loopback"],
    [["--port", "0", "--data", "x", "--colour", "red"], "--colour"],
  ])("refuses %j in one sentence", async (args, reason) => {
    const { code, errors } = await start(args).ended;
    expect([code, errors.trim().split("\n").length]).toEqual([1, 1]);
    expect(errors).toContain(reason);
  });

  it("ends when the supervisor that started it is gone", async () => {
    const { child, output, ended } = start(["--port", "0", "--data", await folder()], {
      SCARLET_SUPERVISED: "1",
    });
    await output;
    child.stdin?.end();
    expect((await ended).code).toBe(0);
  });

  it("ends when a sync of the log fails, with a sentence and without a reply, and recovers at the next start", async () => {
    const data = await folder();
    const args = ["--port", "0", "--data", data, "--test-commands"];
    const { output, ended } = start(args);
    const url = (await output).replace("ready on ", "").trim();
    const client = new MongoClient(`${url}/test?directConnection=true`, { retryWrites: false });
    endings.push(() => client.close());
    const a = client.db().collection<{ _id: number }>("a");
    await a.insertOne({ _id: 1 });
    await client.db("admin").command({ configureFailPoint: "failSync", mode: "alwaysOn" });
    const writes = [a.insertOne({ _id: 2 }), a.insertOne({ _id: 3 })];
    // The connection ends under the first, or before the second is sent: no server has refused either.
    for (const outcome of await Promise.allSettled(writes)) {
      expect(outcome).toMatchObject({ status: "rejected" });
      expect(outcome).not.toMatchObject({ reason: { name: "MongoServerError" } });
    }
    const { code, errors } = await ended;
    expect([code, errors.trim().split("\n").length]).toEqual([1, 1]);
    expect(errors).toContain("recovers from its log");
    const again = (await start(args).output).replace("ready on ", "").trim();
    const later = new MongoClient(`${again}/test?directConnection=true`);
    endings.push(() => later.close());
    const kept = later.db().collection<{ _id: number }>("a");
    expect(await kept.findOne({ _id: 1 })).toEqual({ _id: 1 });
    await kept.insertOne({ _id: 4 });
  });

  it("lets in only who knows the password, on a socket that is its owner's", async () => {
    const data = await folder();
    const [socket, file] = [path.join(data, "mongo.sock"), path.join(data, "password")];
    await writeFile(file, "shop:se,cr=et\n");
    await start(["--unix-socket", socket, "--data", data, "--password-file", file]).output;
    expect((await stat(socket)).mode & 0o777).toBe(0o600);
    const connect = (credentials: string): MongoClient =>
      new MongoClient(
        `mongodb://${credentials}${encodeURIComponent(socket)}/test?directConnection=true&authSource=admin`,
        { serverSelectionTimeoutMS: 3000 },
      );
    const known = connect(`shop:${encodeURIComponent("se,cr=et")}@`);
    await known.db().collection("a").insertOne({ n: 1 });
    expect(await known.db().collection("a").countDocuments()).toBe(1);
    const [wrong, nobody] = [connect("shop:wrong@"), connect("")];
    await expect(wrong.db().collection("a").findOne()).rejects.toMatchObject({ code: 18 });
    await expect(nobody.db().collection("a").findOne()).rejects.toMatchObject({ code: 13 });
    await Promise.all([known, wrong, nobody].map((client) => client.close()));
  });
});
