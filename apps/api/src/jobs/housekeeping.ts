import type { Lease } from "@scarlet/adapters/mongo";
import { type Log, SYSTEM_ACTOR } from "@scarlet/domain/kernel";
import { reconcileLedger } from "@scarlet/services/inventory";
import { expireHolds, sendOrderMails, settlePayments } from "@scarlet/services/orders";
import type { ShopServices } from "@scarlet/trpc";
import type { OrderLinks } from "../accounts/order-links.ts";
import { repeat } from "./repeat.ts";

/** Two runs fit into the five seconds within which an expired hold must be released, even if a process dies. */
const EXPIRE_HOLDS_INTERVAL_MS = 1_000;
const SEND_MAIL_INTERVAL_MS = 2_000;
const SETTLE_PAYMENTS_INTERVAL_MS = 10_000;
/** Twenty SKUs every ten seconds: a thousand SKUs take eight minutes, at negligible load. */
const RECONCILE_LEDGER_INTERVAL_MS = 10_000;

export type HousekeepingParts = {
  readonly services: ShopServices;
  /** Held by one process at a time, which runs the jobs. */
  readonly lease: Lease;
  readonly log: Log;
  /** Makes the links to orders in mails. */
  readonly links: Pick<OrderLinks, "urlOf">;
  /** Reports how many SKUs have drift; called in every process. */
  readonly setDriftingSkus: (skus: number) => void;
};

/**
 * Releases ended holds, settles payments whose outcome nobody wrote down, sends mail, audits the ledger: in one process
 * of all at a time.
 */
export function startHousekeeping(parts: HousekeepingParts): { stop(): Promise<void> } {
  const { services, lease, log, setDriftingSkus } = parts;
  const shop = { ...services, log, actor: SYSTEM_ACTOR };
  let audited: string | null = null;
  const jobs = [
    repeat(
      {
        name: "expire-holds",
        everyMs: EXPIRE_HOLDS_INTERVAL_MS,
        step: async () => (await lease.hold()) && (await expireHolds(shop)) > 0,
      },
      log,
    ),
    repeat(
      {
        name: "settle-payments",
        everyMs: SETTLE_PAYMENTS_INTERVAL_MS,
        step: async () => {
          if (await lease.hold()) await settlePayments(shop);
          return false;
        },
      },
      log,
    ),
    repeat(
      {
        name: "send-mail",
        everyMs: SEND_MAIL_INTERVAL_MS,
        step: async () => (await lease.hold()) && (await sendOrderMails(shop, parts.links)) > 0,
      },
      log,
    ),
    repeat(
      {
        name: "reconcile-ledger",
        everyMs: RECONCILE_LEDGER_INTERVAL_MS,
        step: async () => {
          if (await lease.hold()) audited = await reconcileLedger(shop, audited);
          setDriftingSkus((await services.ledger.drifts()).length);
          return false;
        },
      },
      log,
    ),
  ];
  return {
    async stop() {
      await Promise.all(jobs.map((job) => job.stop()));
      await lease.release();
    },
  };
}
