import { RATE_LIMITS, type RateLimiter } from "@scarlet/domain/kernel";
import type { RawData, WebSocket } from "ws";

/** A subscription to a hundred products takes 6 kB. */
export const MAX_MESSAGE_BYTES = 16 * 1024;
/** A message costs one read for each beginning quarter of a kilobyte, so that many calls in one are no way around. */
const BYTES_PER_READ = 256;
/** Who lets so much wait does not read what it asks for. */
const MAX_WAITING_BYTES = 256 * 1024;
/** The caller breaks a rule (RFC 6455). */
const POLICY_VIOLATION = 1008;

type Payer = {
  readonly limiter: Pick<RateLimiter, "takeHere">;
  readonly address: string;
  /** Told of everything that the other end says. */
  readonly heard: (client: WebSocket) => void;
};

/** Makes whatever a connection says cost its address reads, and ends it when there are none left. */
export function paysFor(client: WebSocket, { limiter, address, heard }: Payer): void {
  const pay = (bytes: number): void => {
    heard(client);
    const cost = 1 + Math.floor(bytes / BYTES_PER_READ);
    if (client.bufferedAmount > MAX_WAITING_BYTES) client.terminate();
    else if (limiter.takeHere(RATE_LIMITS.read, address, cost) > 0) client.close(POLICY_VIOLATION);
  };
  heard(client);
  client.on("message", (data: RawData) => pay(Buffer.isBuffer(data) ? data.byteLength : MAX_MESSAGE_BYTES));
  client.on("pong", (data) => pay(data.byteLength));
  client.on("ping", (data) => {
    pay(data.byteLength);
    client.pong(data);
  });
}
