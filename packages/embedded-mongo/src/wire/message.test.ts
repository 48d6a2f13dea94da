import { describe, expect, it } from "vitest";
import { type Doc, encode } from "../bson/index.ts";
import { BadMessageError, MalformedFrameError, readRequest } from "./index.ts";

const OP_MSG = 2013;

function message(parts: readonly Uint8Array[], { flags = 0, code = OP_MSG } = {}): Buffer {
  const content = Buffer.concat(parts);
  const bytes = Buffer.alloc(20 + content.length);
  bytes.writeInt32LE(bytes.length, 0);
  bytes.writeInt32LE(7, 4);
  bytes.writeInt32LE(code, 12);
  bytes.writeUInt32LE(flags, 16);
  bytes.set(content, 20);
  return bytes;
}

function body(doc: Doc): Buffer {
  return Buffer.concat([Uint8Array.of(0), encode(doc)]);
}

function sequence(name: string, docs: readonly Doc[]): Buffer {
  const content = Buffer.concat([Buffer.from(`${name}\0`), ...docs.map(encode)]);
  const head = Buffer.alloc(5);
  head[0] = 1;
  head.writeInt32LE(content.length + 4, 1);
  return Buffer.concat([head, content]);
}

describe("reading a message", () => {
  it("finds body and document sequences in any order", () => {
    const request = readRequest(
      message([sequence("documents", [{ a: 1 }, { b: 2 }]), body({ insert: "c", $db: "d" })]),
    );
    expect(request.body).toEqual({ insert: "c", $db: "d" });
    expect(request.sequences.get("documents")?.map((bytes) => Buffer.from(bytes).toString("hex"))).toEqual(
      [{ a: 1 }, { b: 2 }].map((doc) => Buffer.from(encode(doc)).toString("hex")),
    );
  });

  it("leaves out a checksum and answers nothing where more is to come", () => {
    const withChecksum = message([body({ ping: 1 }), Buffer.alloc(4)], { flags: 1 | 2 });
    expect(readRequest(withChecksum)).toMatchObject({ body: { ping: 1 }, answer: "none", requestId: 7 });
  });

  it.each([
    ["two bodies", message([body({ a: 1 }), body({ a: 1 })])],
    ["no body", message([sequence("documents", [{ a: 1 }])])],
    ["the same sequence twice", message([body({ a: 1 }), sequence("x", []), sequence("x", [])])],
    ["an unknown section", message([Uint8Array.of(9), encode({ a: 1 })])],
    ["a document that runs past the end", message([Uint8Array.of(0, 100, 0, 0, 0, 0)])],
  ])("tells the client about %s and goes on", (_, bytes) => {
    expect(() => readRequest(bytes)).toThrow(BadMessageError);
  });

  it.each([
    ["an unknown operation", message([body({ a: 1 })], { code: 2001 })],
    ["an unknown flag that must be understood", message([body({ a: 1 })], { flags: 8 })],
  ])("gives up on %s", (_, bytes) => {
    expect(() => readRequest(bytes)).toThrow(MalformedFrameError);
  });
});
