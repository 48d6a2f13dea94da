import { cpuMs } from "../load/cpu-time.ts";
import { HttpConnection, request } from "../load/http-connection.ts";
import { isMadeAnew } from "./made-anew.ts";
import { order } from "./sell-and-look.ts";

export type LookByOrders = {
  readonly apiUrl: string;
  readonly port: number;
  readonly token: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Pages and SKUs in the order in which they are asked for and sold. */
  readonly pages: readonly string[];
  readonly skus: readonly string[];
  readonly orders: number;
  readonly pagesPerOrder: number;
  /** The processes whose CPU time counts. */
  readonly pids: readonly number[];
};

export type LookedByOrders = {
  readonly pagesPerOrder: number;
  readonly madePerOrder: number;
  /** CPU time of an order together with its pages. */
  readonly cpuMsPerOrder: number;
};

/**
 * Orders one after another, each followed by so many pages at once: how much the same traffic costs, however busy the
 * machine is with other things meanwhile.
 */
export async function lookByOrders(options: LookByOrders): Promise<LookedByOrders> {
  const { port, pages, skus, orders, pagesPerOrder, pids } = options;
  const wires = await Promise.all(Array.from({ length: pagesPerOrder }, () => HttpConnection.open(port)));
  const requests = pages.map((page) => request(page, options.headers));
  let made = 0;
  const before = cpuMs(pids);
  for (let nth = 0; nth < orders; nth += 1) {
    await order(options, skus[nth % skus.length] ?? "");
    const answers = await Promise.all(
      wires.map((wire, place) =>
        wire.ask(requests[(nth * pagesPerOrder + place) % requests.length] as Buffer),
      ),
    );
    made += answers.filter(isMadeAnew).length;
  }
  const cpu = cpuMs(pids) - before;
  for (const wire of wires) wire.close();
  return { pagesPerOrder, madePerOrder: made / orders, cpuMsPerOrder: cpu / orders };
}
