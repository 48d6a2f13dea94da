import { array, assert, integer, property, uint8Array } from "fast-check";
import { describe, expect, it } from "vitest";
import { Frames, MAX_MESSAGE_BYTES, MalformedFrameError } from "./frames.ts";

function frame(content: Uint8Array): Buffer {
  const bytes = Buffer.alloc(16 + content.length);
  bytes.writeInt32LE(bytes.length, 0);
  bytes.set(content, 16);
  return bytes;
}

function lengthOnly(length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(length);
  return bytes;
}

describe("cutting a stream into messages", () => {
  it("gives the same messages however the stream was cut on its way", () => {
    const contents = array(uint8Array({ maxLength: 200 }), { maxLength: 6 });
    assert(
      property(contents, array(integer({ min: 1, max: 90 }), { minLength: 1 }), (parts, cuts) => {
        const messages = parts.map(frame);
        const stream = Buffer.concat(messages);
        const frames = new Frames();
        const found: Buffer[] = [];
        for (let at = 0, i = 0; at < stream.length; i += 1) {
          const size = cuts[i % cuts.length] ?? 1;
          found.push(...frames.push(stream.subarray(at, at + size)));
          at += size;
        }
        expect(found.map((message) => message.toString("hex"))).toEqual(
          messages.map((message) => message.toString("hex")),
        );
      }),
    );
  });

  it.each([0, 15, -1, MAX_MESSAGE_BYTES + 1])("gives up on a message of %i bytes", (length) => {
    expect(() => [...new Frames().push(lengthOnly(length))]).toThrow(MalformedFrameError);
  });
});
