import type { Lease } from "@scarlet/adapters/mongo";
import { type Log, SYSTEM_ACTOR } from "@scarlet/domain/kernel";
import type { WorkKind } from "@scarlet/domain/orders";
import { reconcileLedger } from "@scarlet/services/inventory";
import {
  expireHolds,
  lookForWork,
  ORDERS_PER_MAIL_STEP,
  sendOrderMails,
  settlePayments,
} from "@scarlet/services/orders";
import type { ShopServices } from "@scarlet/trpc";
import type { OrderLinks } from "../accounts/order-links.ts";
import { createErrand, type Errand } from "./errand.ts";
import { repeat } from "./repeat.ts";

/** Two runs fit into the five seconds within which an expired hold must be released, even if a process dies. */
const LOOK_INTERVAL_MS = 1_000;
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
 * of all at a time. Every process looks whether there is anything to do, by one read, and asks for the lease only then.
 */
export function startHousekeeping(parts: HousekeepingParts): { stop(): Promise<void> } {
  const { services, lease, log, setDriftingSkus } = parts;
  const errands = createErrands(parts);
  let audited: string | null = null;
  const jobs = [
    repeat(
      {
        name: "look-for-work",
        everyMs: LOOK_INTERVAL_MS,
        step: async () => {
          for (const kind of await lookForWork(services)) errands[kind].run();
          return false;
        },
      },
      log,
    ),
    repeat(
      {
        name: "reconcile-ledger",
        everyMs: RECONCILE_LEDGER_INTERVAL_MS,
        step: async () => {
          if (await lease.hold()) audited = await reconcileLedger({ ...services, log }, audited);
          setDriftingSkus((await services.ledger.drifts()).length);
          return false;
        },
      },
      log,
    ),
  ];
  return {
    async stop() {
      await Promise.all([...jobs, ...Object.values(errands)].map((job) => job.stop()));
      await lease.release();
    },
  };
}

/** Each runs by itself: a payment provider that is slow keeps no hold from being released. */
function createErrands({ services, lease, log, links }: HousekeepingParts): Record<WorkKind, Errand> {
  const shop = { ...services, log, actor: SYSTEM_ACTOR };
  const withLease = (name: string, step: () => Promise<boolean>): Errand =>
    createErrand({ name, step: async () => (await lease.hold()) && (await step()) }, log);
  return {
    holds: withLease("expire-holds", async () => (await expireHolds(shop)) > 0),
    money: withLease("settle-payments", async () => {
      await settlePayments(shop);
      return false;
    }),
    // While a crowd buys there are always a few more: those of a second go together.
    mail: withLease("send-mail", async () => (await sendOrderMails(shop, links)) >= ORDERS_PER_MAIL_STEP),
  };
}
