import { randomUUID } from "node:crypto";
import type { Buy } from "../checkout/measure-buyers.ts";
import { HttpConnection } from "../load/http-connection.ts";

export type Counter = {
  readonly port: number;
  /** Bearer tokens; each buyer has one and a connection of their own. */
  readonly tokens: readonly string[];
  readonly sku: string;
};

/** Buyers who order a piece over REST and pay it, each one after another on a connection of their own. */
export async function buyAndPay({ port, tokens, sku }: Counter): Promise<Buy & { close(): void }> {
  const wires = await Promise.all(tokens.map(() => HttpConnection.open(port)));
  const items = JSON.stringify({ items: [{ sku, quantity: 1 }] });
  const buy = async (_nth: number, buyer: number): Promise<boolean> => {
    const [wire, token] = [wires[buyer], tokens[buyer]];
    if (wire === undefined || token === undefined) throw new Error(`there is no buyer ${buyer}`);
    const ordered = (await wire.ask(post("/api/orders", token, items))).toString("utf8");
    const id = /"id":"([0-9a-f]{24})"/.exec(ordered)?.[1];
    if (!ordered.startsWith("HTTP/1.1 201 ") || id === undefined) return false;
    const paid = await wire.ask(post(`/api/orders/${id}/pay`, token, "{}"));
    return paid.toString("latin1", 0, 13) === "HTTP/1.1 200 ";
  };
  return Object.assign(buy, {
    close() {
      for (const wire of wires) wire.close();
    },
  });
}

function post(path: string, token: string, body: string): Buffer {
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\nauthorization: Bearer ${token}\r\nidempotency-key: ${randomUUID()}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
