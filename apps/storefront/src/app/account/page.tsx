import { cursorSchema } from "@scarlet/domain/kernel";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AccountPage } from "../../account/account-page.tsx";
import { readMe } from "../../account/me.ts";
import { ordersInput } from "../../account/orders-input.ts";
import { placesCopy } from "../../copy/places.ts";
import { Hydrated } from "../../trpc/hydrated.tsx";
import { handOver, read, trpc } from "../../trpc/server.ts";

export const metadata: Metadata = { title: placesCopy.yourOrders, robots: { index: false } };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function AccountRoute({ searchParams }: { searchParams: Search }) {
  const me = await readMe();
  const signIn = () => redirect("/sign-in?next=/account");
  if (me === null) return signIn();
  const cursor = cursorSchema.safeParse((await searchParams).cursor).data;
  const query = trpc.orders.mine.queryOptions(ordersInput(cursor));
  // A session may end between the two.
  await read(query, signIn);
  return (
    <Hydrated state={handOver([query.queryKey])}>
      <AccountPage name={me.name} cursor={cursor} />
    </Hydrated>
  );
}
