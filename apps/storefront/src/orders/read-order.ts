import "server-only";
import { idSchema } from "@scarlet/domain/kernel";
import { notFound } from "next/navigation";
import { read, trpc } from "../trpc/server.ts";

/** An order by what an address says. Foreign orders, and ids that are none, are not there. */
export async function readOrder(raw: string | readonly string[] | undefined) {
  const id = idSchema.safeParse(raw);
  if (!id.success) notFound();
  const query = trpc.orders.get.queryOptions({ id: id.data });
  return { query, order: await read(query) };
}
