import { isDomainError, temporarilyUnavailable } from "@scarlet/domain/kernel";
import type { OrderNumbers } from "@scarlet/domain/orders";
import { isDuplicateKey, type Mongo, newId } from "../mongo/index.ts";

const FIRST_ORDER_NUMBER = 1042;
/** How many numbers a process reserves at first; those unused when it ends are lost. */
const MIN_BLOCK_SIZE = 20;
/** Under load a process reserves more at once: every reservation is a write that all its buyers wait for. */
const MAX_BLOCK_SIZE = 640;
/** A block used up within this time was too small; the next one is twice as large. */
const BUSY_BLOCK_MS = 1_000;
const SEQUENCE_NAME = "orders";

type Block = { next: number; readonly end: number };

/** Order numbers from blocks that each process reserves for itself. */
export function createOrderNumbers(mongo: Mongo): OrderNumbers {
  let block: Block = { next: 0, end: 0 };
  let size = MIN_BLOCK_SIZE;
  let takenAt = Number.NEGATIVE_INFINITY;
  let taking: Promise<void> | undefined;

  const take = async (): Promise<void> => {
    const busy = performance.now() - takenAt < BUSY_BLOCK_MS;
    size = busy ? Math.min(MAX_BLOCK_SIZE, size * 2) : MIN_BLOCK_SIZE;
    const end = await takeBlock(mongo, size);
    takenAt = performance.now();
    block = { next: end - size, end };
  };
  return {
    async next() {
      while (block.next >= block.end) {
        taking ??= take().finally(() => {
          taking = undefined;
        });
        await taking.catch(nothingTaken);
      }
      const figure = FIRST_ORDER_NUMBER + block.next;
      block.next += 1;
      return `SC-${figure}`;
    },
  };
}

/** A block reserved without an answer only leaves a gap in the numbers, so for the caller nothing was done. */
function nothingTaken(error: unknown): never {
  throw isDomainError(error) && error.kind === "outcome_unknown" ? temporarilyUnavailable(1) : error;
}

/** Reserves the next block of `size` numbers; returns its end (exclusive). */
async function takeBlock(mongo: Mongo, size: number): Promise<number> {
  const blocks = mongo.prisma.orm.order_numbers;
  for (;;) {
    const taken = await blocks.where({ name: SEQUENCE_NAME }).update(({ next }) => [next.inc(size)]);
    if (taken) return taken.next;
    try {
      await blocks.create({ _id: newId(), name: SEQUENCE_NAME, next: size });
      return size;
    } catch (error) {
      // Another process created the counter at the same moment: reserve from it.
      if (!isDuplicateKey(error)) throw error;
    }
  }
}
