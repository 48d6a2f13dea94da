import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "@scarlet/domain/kernel";

const MAX_ATTEMPTS = 5;
const FIRST_RETRY_DELAY_MS = 500;
const ANSWER_TIMEOUT_MS = 10_000;

/**
 * Carries the test gateway's webhooks over HTTP to the shop's own address, and again until they are taken, as real
 * gateways do. Never raises: a message that nobody takes is told to the log, and the housekeeper settles the payment.
 */
export function createWebhookSender(
  url: string,
  log: Log,
): (body: string, signature: string) => Promise<void> {
  return async (body, signature) => {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      if (await isTaken(url, body, signature)) return;
      await sleep(FIRST_RETRY_DELAY_MS * 2 ** attempt, undefined, { ref: false });
    }
    log.warn({ url }, "a test webhook was not taken");
  };
}

async function isTaken(url: string, body: string, signature: string): Promise<boolean> {
  try {
    const headers = { "content-type": "application/json", "webhook-signature": signature };
    const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    const answer = await fetch(url, { method: "POST", headers, body, signal });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    // Not delivered: the caller retries.
    return false;
  }
}
