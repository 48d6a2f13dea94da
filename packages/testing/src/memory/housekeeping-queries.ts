import type { Order, OrderStore, WorkKind } from "@scarlet/domain/orders";
import type { Attempts, MemoryDatabase } from "./database.ts";

type HousekeepingQueries = Pick<
  OrderStore,
  "workDue" | "unsettled" | "settleLater" | "owingMail" | "mailLater" | "mailsGivenUp" | "tryAgain"
>;

/** What housekeepers ask of orders, in memory. */
export function createMemoryHousekeepingQueries(db: MemoryDatabase): HousekeepingQueries {
  const queries: Omit<HousekeepingQueries, "workDue"> = {
    async unsettled(before, limit) {
      const since = (order: Order) => {
        const { settleFrom = order.settlement?.at ?? null } = attemptsOf(db, order);
        return order.settlement === null || settleFrom === null ? Infinity : settleFrom.getTime();
      };
      const open = [...db.orders.values()].filter((order) => since(order) < before.getTime());
      const orders = structuredClone(open.sort((a, b) => since(a) - since(b)).slice(0, limit));
      return {
        work: orders.map((order) => ({ order, tries: attemptsOf(db, order).settleTries ?? 0 })),
        broken: [],
      };
    },

    async settleLater(id, tries, from) {
      const order = db.orders.get(id);
      if (order === undefined) return;
      db.attempts.set(id, { ...attemptsOf(db, order), settleTries: tries, settleFrom: from });
    },

    async owingMail(now, holdsEndBy, limit) {
      const ends = ({ status, holdExpiresAt }: Order) =>
        status === "pending" && holdExpiresAt > now && holdExpiresAt <= holdsEndBy;
      const owing = [...db.orders.values()].filter((order) => {
        const { mailAfter } = attemptsOf(db, order);
        if (mailAfter !== undefined && mailAfter > now) return false;
        return (
          order.mailsDue.some((mail) => mail !== "hold_ending") ||
          (order.mailsDue.includes("hold_ending") && ends(order))
        );
      });
      const orders = structuredClone(owing.slice(0, limit));
      return {
        work: orders.map((order) => ({ order, tries: attemptsOf(db, order).mailTries ?? 0 })),
        broken: [],
      };
    },

    async mailLater(id, tries, after) {
      const order = db.orders.get(id);
      if (order === undefined) return;
      db.attempts.set(id, { ...attemptsOf(db, order), mailTries: tries, mailAfter: after });
    },

    async mailsGivenUp(id) {
      const order = db.orders.get(id);
      if (order === undefined) return;
      db.mailsStuck.set(id, [...new Set([...(db.mailsStuck.get(id) ?? []), ...order.mailsDue])]);
      db.orders.set(id, { ...order, mailsDue: [] });
      db.attempts.delete(id);
    },

    async tryAgain(id, from) {
      const order = db.orders.get(id);
      if (order === undefined) return;
      const stuck = db.mailsStuck.get(id) ?? [];
      db.mailsStuck.delete(id);
      db.orders.set(id, { ...order, mailsDue: [...new Set([...order.mailsDue, ...stuck])] });
      db.attempts.set(id, { version: order.version, settleFrom: from });
    },
  };
  return { ...queries, workDue: (now, by) => findWork(db, queries, now, by) };
}

async function findWork(
  db: MemoryDatabase,
  queries: Pick<HousekeepingQueries, "unsettled" | "owingMail">,
  ...[now, { settleBefore, holdsEndBy }]: Parameters<OrderStore["workDue"]>
): Promise<WorkKind[]> {
  const due: WorkKind[] = [];
  const ended = ({ status, holdExpiresAt }: Order) => status === "pending" && holdExpiresAt <= now;
  if ([...db.orders.values()].some(ended)) due.push("holds");
  if ((await queries.unsettled(settleBefore, 1)).work.length > 0) due.push("money");
  if ((await queries.owingMail(now, holdsEndBy, 1)).work.length > 0) due.push("mail");
  return due;
}

function attemptsOf(db: MemoryDatabase, order: Order): Attempts {
  const known = db.attempts.get(order.id);
  return known?.version === order.version ? known : { version: order.version };
}
