import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { refusalOfThrown } from "./refusals.ts";

test("a caller who goes in the middle of its body is no fault of ours", async () => {
  const server = createServer();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const caller = connect(port, "127.0.0.1", () =>
    caller.write("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nhalf"),
  );
  const [request] = (await once(server, "request")) as [IncomingMessage];
  const reading = text(request);
  caller.destroy();
  const error: unknown = await reading.catch((thrown: unknown) => thrown);
  server.close();
  expect(refusalOfThrown(error).fault).toBe(false);
});

test("what breaks on our side is one", () => {
  expect(refusalOfThrown(new Error("aborted")).fault).toBe(true);
  expect(refusalOfThrown(Object.assign(new Error("read"), { code: "ECONNRESET" })).fault).toBe(true);
});
