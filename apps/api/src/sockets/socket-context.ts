import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { type Actor, tooManyRequests } from "@scarlet/domain/kernel";
import type { ApiContext, ListenToStock } from "@scarlet/trpc";
import type { WebSocket } from "ws";
import { requestIdOf, requestLog } from "../http/exchange.ts";
import { chargeStream } from "../http/rate-limits.ts";
import type { StockListener } from "../http/stock-listeners.ts";
import { listeningOf } from "../http/stock-listening.ts";
import type { SocketParts } from "./socket-parts.ts";

/** A page needs one. */
const MAX_SUBSCRIPTIONS = 10;
const ANONYMOUS: Actor = { kind: "anonymous" };

/** What the procedures of one connection see. */
export function socketContext(parts: SocketParts, request: IncomingMessage, client: WebSocket): ApiContext {
  const callerAddress = parts.callerAddressOf(request);
  const anonymous = () => Promise.resolve(ANONYMOUS);
  return {
    services: parts.services,
    log: requestLog(parts.log, requestIdOf(request.headers["x-request-id"]?.toString())),
    whoAsks: anonymous,
    becomeGuest: anonymous,
    idempotencyKey: undefined,
    isKeyMalformed: false,
    isSocket: true,
    notes: {},
    listenToStock: listenBySocket(parts, { callerAddress, socket: request.socket, client }),
    callerAddress,
  };
}

type Connection = {
  readonly callerAddress: string;
  readonly socket: Socket;
  readonly client: WebSocket;
};

/** Each subscription takes a place, the first one that of its connection. */
function listenBySocket(
  { listeners, limiter, times }: SocketParts,
  { callerAddress, socket, client }: Connection,
): ListenToStock {
  let open = 0;
  const more: (() => void)[] = [];
  const giveBack = () => {
    open -= 1;
    more.pop()?.();
  };
  return (watched) => {
    if (open >= MAX_SUBSCRIPTIONS) throw tooManyRequests(5);
    chargeStream(limiter, callerAddress);
    if (open > 0) more.push(listeners.takePlace(callerAddress));
    open += 1;
    const listener = listeners.listen(watched, { giveBack, socket });
    const { drained, stop } = watchDraining(socket, listener);
    const leave = () => {
      stop();
      listener.leave();
    };
    return listeningOf({ ...listener, leave }, { drained, cut: () => client.terminate() }, times);
  };
}

/** A WebSocket takes whatever is written, however much waits already. So whoever writes waits until that is on its way. */
function watchDraining(socket: Socket, { backlog }: StockListener) {
  let isOver = false;
  let goOn = (): void => undefined;
  const onDrain = () => goOn();
  socket.on("drain", onDrain);
  void backlog.ended.then(() => {
    isOver = true;
    goOn();
  });
  return {
    drained: () =>
      new Promise<void>((resolve) => {
        if (isOver || !socket.writableNeedDrain) resolve();
        else goOn = resolve;
      }),
    stop: () => void socket.off("drain", onDrain),
  };
}
