import type { OrderNumbers } from "@scarlet/domain/orders";
import { isDuplicateKey, type Mongo, newId } from "../mongo/index.ts";

const FIRST_FIGURE = 1042;
/** How many figures a process takes at once: one write per so many orders, and so many lost when it ends. */
const BLOCK_SIZE = 20;
const BLOCKS = "orders";

type Block = { next: number; readonly end: number };

/** Order numbers from blocks that each process takes for itself. */
export function createOrderNumbers(mongo: Mongo): OrderNumbers {
  let block: Block = { next: 0, end: 0 };
  let taking: Promise<void> | undefined;

  const take = async (): Promise<void> => {
    const end = await takeBlock(mongo);
    block = { next: end - BLOCK_SIZE, end };
  };
  return {
    async next() {
      while (block.next >= block.end) {
        taking ??= take().finally(() => {
          taking = undefined;
        });
        await taking;
      }
      const figure = FIRST_FIGURE + block.next;
      block.next += 1;
      return `SC-${figure}`;
    },
  };
}

/** Takes the next block; tells where it ends. */
async function takeBlock(mongo: Mongo): Promise<number> {
  const blocks = mongo.prisma.orm.order_numbers;
  for (;;) {
    const taken = await blocks.where({ name: BLOCKS }).update(({ next }) => [next.inc(BLOCK_SIZE)]);
    if (taken) return taken.next;
    try {
      await blocks.create({ _id: newId(), name: BLOCKS, next: BLOCK_SIZE });
      return BLOCK_SIZE;
    } catch (error) {
      // Another process took the very first block at the same instant: take the next one.
      if (!isDuplicateKey(error)) throw error;
    }
  }
}
