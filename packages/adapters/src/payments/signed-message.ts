import { createHmac, timingSafeEqual } from "node:crypto";
import { badSignature } from "@scarlet/domain/payments";

/** An older message may be a replay. */
const CLOCK_TOLERANCE_SECONDS = 300;

/** Signs a message as of `seconds` since 1970: `t=…,v1=…`. */
export function sign(body: string, secret: string, seconds: number): string {
  return `t=${seconds},v1=${digest(body, secret, seconds).toString("hex")}`;
}

/** Raises `payments.bad_signature` when the signature is not ours or too old. */
export function checkSignature(
  { body, signature }: { readonly body: string; readonly signature: string | null },
  secret: string,
  nowSeconds: number,
): void {
  const parts = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(signature ?? "");
  const [seconds, given] = [Number(parts?.[1]), Buffer.from(parts?.[2] ?? "", "hex")];
  if (parts === null || Math.abs(nowSeconds - seconds) > CLOCK_TOLERANCE_SECONDS) throw badSignature();
  if (!timingSafeEqual(given, digest(body, secret, seconds))) throw badSignature();
}

function digest(body: string, secret: string, seconds: number): Buffer {
  return createHmac("sha256", secret).update(`${seconds}.${body}`).digest();
}
