import { connect } from "node:net";

/** As the wire has it: a message of one document, `{ hello: 1, $db: "admin" }`. Source: MongoDB wire protocol, OP_MSG. */
const OP_MSG = 2013;
const HEADER_BYTES = 16;
const HELLO = Buffer.from("\x10hello\0\x01\0\0\0\x02$db\0\x06\0\0\0admin\0\0", "latin1");
const IS_PRIMARY = Buffer.from("\x08isWritablePrimary\0\x01", "latin1");
const ANSWER_WITHIN_MS = 1000;

/**
 * Whether the server on this local port takes writes. Asked without the driver: it would stay in the memory of a process
 * that needs it for this one question. Raises when nobody listens or nothing is said in time.
 */
export function isPrimary(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", timeout: ANSWER_WITHIN_MS });
    let said = Buffer.alloc(0);
    const end = (answer: () => void) => {
      socket.destroy();
      answer();
    };
    socket.once("connect", () => socket.write(question()));
    socket.on("data", (chunk) => {
      said = Buffer.concat([said, chunk]);
      if (said.length >= HEADER_BYTES && said.length >= said.readInt32LE(0))
        end(() => resolve(said.includes(IS_PRIMARY)));
    });
    socket.once("error", reject);
    for (const silence of ["timeout", "close"])
      socket.once(silence, () => end(() => reject(new Error(`nobody said hello on port ${port}`))));
  });
}

function question(): Buffer {
  const sectionBytes = HELLO.length + 4;
  const message = Buffer.alloc(HEADER_BYTES + 5);
  message.writeInt32LE(message.length + sectionBytes, 0);
  message.writeInt32LE(OP_MSG, 12);
  const length = Buffer.alloc(4);
  length.writeInt32LE(sectionBytes, 0);
  return Buffer.concat([message, length, HELLO]);
}
