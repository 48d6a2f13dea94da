import { createServer, type Server, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { isPrimary } from "./is-primary.ts";

let server: Server | undefined;
afterEach(() => void server?.close());

/** A server that answers each client with this; undefined: it hangs up. */
async function serverThat(answer: Buffer | undefined): Promise<number> {
  const told = (socket: Socket) => socket.once("data", () => (answer ? socket.write(answer) : socket.end()));
  server = createServer(told);
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return address !== null && typeof address === "object" ? address.port : 0;
}

function reply(field: string): Buffer {
  const message = Buffer.concat([Buffer.alloc(25), Buffer.from(field, "latin1")]);
  message.writeInt32LE(message.length, 0);
  return message;
}

test("a server that says that it takes writes is one, another is not", async () => {
  expect(await isPrimary(await serverThat(reply("\x08isWritablePrimary\0\x01")))).toBe(true);
  server?.close();
  expect(await isPrimary(await serverThat(reply("\x08isWritablePrimary\0\0")))).toBe(false);
});

test("nobody there, or somebody who hangs up, is told as an error", async () => {
  const port = await serverThat(undefined);
  await expect(isPrimary(port)).rejects.toThrow("nobody said hello");
  await new Promise((resolve) => server?.close(resolve));
  await expect(isPrimary(port)).rejects.toThrow("ECONNREFUSED");
});
