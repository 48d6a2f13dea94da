import { MongoServerError } from "mongodb";
import { expect, test } from "vitest";
import { initiateReplicaSet, type Run, updateMemberHost } from "./replica-set.ts";

const HOST = "127.0.0.1:21001";
const ACCESS = { user: "scarlet", password: "secret" };

/** A server that answers commands by their names; what it was asked is kept. */
function server(answers: Readonly<Record<string, object>>) {
  const asked: Record<string, unknown>[] = [];
  const run: Run = async (command) => {
    asked.push(command);
    const answer = answers[Object.keys(command)[0] ?? ""] ?? {};
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { run, asked, names: () => asked.map((command) => Object.keys(command)[0]) };
}

test("a new server is made a set first, and a user when it takes writes", async () => {
  const fresh = server({ hello: {} });
  expect(await initiateReplicaSet(fresh.run, HOST, ACCESS)).toBe(false);
  expect(fresh.asked[1]).toMatchObject({
    replSetInitiate: { _id: "rs0", members: [{ _id: 0, host: HOST }] },
  });
  const waiting = server({ hello: { setName: "rs0", isWritablePrimary: false } });
  expect(await initiateReplicaSet(waiting.run, HOST, ACCESS)).toBe(false);
  expect(waiting.names()).toEqual(["hello"]);
  const ready = server({ hello: { setName: "rs0", isWritablePrimary: true } });
  expect(await initiateReplicaSet(ready.run, HOST, ACCESS)).toBe(true);
  expect(ready.asked[1]).toEqual({
    createUser: "scarlet",
    pwd: "secret",
    roles: [{ role: "root", db: "admin" }],
  });
});

test("a set without a user, on another port than last time, is told its address by force", async () => {
  const known = new MongoServerError({ message: "already initialized", code: 23 });
  const old = server({ hello: {}, replSetInitiate: known });
  expect(await initiateReplicaSet(old.run, HOST, ACCESS)).toBe(false);
  expect(old.asked[2]).toMatchObject({ force: true, replSetReconfig: { members: [{ host: HOST }] } });
  const refusing = server({ hello: {}, replSetInitiate: new MongoServerError({ message: "no", code: 13 }) });
  await expect(initiateReplicaSet(refusing.run, HOST, ACCESS)).rejects.toThrow("no");
});

test("a server that knows the user is moved to its port, and is ready when it takes writes", async () => {
  const config = { version: 3, members: [{ _id: 0, host: "127.0.0.1:20007" }] };
  const moved = server({ replSetGetConfig: { config }, hello: { isWritablePrimary: false } });
  expect(await updateMemberHost(moved.run, HOST)).toBe(false);
  expect(moved.asked[1]).toEqual({
    replSetReconfig: { version: 4, members: [{ _id: 0, host: HOST }] },
    force: true,
  });
  const here = server({
    replSetGetConfig: { config: { version: 4, members: [{ _id: 0, host: HOST }] } },
    hello: { isWritablePrimary: true },
  });
  expect(await updateMemberHost(here.run, HOST)).toBe(true);
  expect(here.names()).toEqual(["replSetGetConfig", "hello"]);
});
