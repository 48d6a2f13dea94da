import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";

type Intent = {
  readonly id: string;
  readonly object: "payment_intent";
  readonly amount: number;
  readonly currency: string;
  readonly metadata: Record<string, string>;
  readonly client_secret: string;
  status: string;
  payment_method: string | null;
  latest_charge: object | null;
};
type Answer = { readonly status: number; readonly body: object };

/** What our gateway asks of Stripe, answered on this machine as Stripe's documentation says. */
export async function startStripeServer() {
  const intents = new Map<string, Intent>();
  const refunds: { id: string; payment_intent: string; amount: number; status: string; metadata: object }[] =
    [];
  const keys = new Map<string, object>();
  let confirmed = 0;
  let fault: "none" | "before" | "after" | "after confirming" = "none";
  let refundsEnd: "succeeded" | "failed" | "refused" = "succeeded";

  function route(method: string, path: string, form: URLSearchParams, key: string | undefined): Answer {
    if (method === "POST" && path === "/v1/payment_intents") return keyed(key, () => createIntent(form));
    const [, id = "", verb] = /^\/v1\/payment_intents\/(\w+)(?:\/(\w+))?$/.exec(path) ?? [];
    const intent = intents.get(id);
    if (intent !== undefined && verb === "confirm") return confirm(intent, form.get("payment_method") ?? "");
    if (intent !== undefined && verb === "capture") return moved(intent, "requires_capture", "succeeded");
    if (intent !== undefined && verb === "cancel") return cancel(intent);
    if (intent !== undefined) return { status: 200, body: intent };
    if (path === "/v1/refunds" && method === "POST") {
      if (refundsEnd === "refused") return failed(400, "invalid_request_error", "charge_disputed");
      return keyed(key, () => createRefund(form));
    }
    if (path.startsWith("/v1/refunds")) {
      const data = refunds.filter((refund) => refund.payment_intent === form.get("payment_intent"));
      return { status: 200, body: { object: "list", data, has_more: false } };
    }
    return failed(404, "invalid_request_error", "resource_missing");
  }

  function keyed(key: string | undefined, make: () => object): Answer {
    const known = key === undefined ? undefined : keys.get(key);
    const body = known ?? make();
    if (key !== undefined) keys.set(key, body);
    return { status: 200, body };
  }

  function createIntent(form: URLSearchParams): Intent {
    const id = `pi_${intents.size + 1}`;
    const metadata = metadataOf(form);
    const [amount, currency] = [Number(form.get("amount")), form.get("currency") ?? ""];
    const body = { id, object: "payment_intent", amount, currency, metadata } as const;
    const waiting = { status: "requires_payment_method", payment_method: null, latest_charge: null };
    const intent: Intent = { ...body, client_secret: `${id}_secret`, ...waiting };
    intents.set(id, intent);
    return intent;
  }

  function confirm(intent: Intent, method: string): Answer {
    if (intent.status === "succeeded" || intent.status === "canceled") return unexpected();
    confirmed += 1;
    if (method === "pm_declined") {
      intent.status = "requires_payment_method";
      return failed(402, "card_error", "card_declined");
    }
    intent.payment_method = method;
    if (method === "pm_asks") intent.status = "requires_action";
    else if (method === "pm_held") intent.status = "requires_capture";
    else if (method === "pm_slow") intent.status = "processing";
    else intent.status = "succeeded";
    intent.latest_charge = { object: "charge", payment_method_details: { card: { last4: "4242" } } };
    return { status: 200, body: intent };
  }

  function moved(intent: Intent, from: string, to: string): Answer {
    if (intent.status !== from) return unexpected();
    intent.status = to;
    return { status: 200, body: intent };
  }

  function cancel(intent: Intent): Answer {
    if (["succeeded", "processing", "canceled"].includes(intent.status)) return unexpected();
    intent.status = "canceled";
    return { status: 200, body: intent };
  }

  function createRefund(form: URLSearchParams): object {
    const [payment_intent, amount] = [form.get("payment_intent") ?? "", Number(form.get("amount"))];
    const refund = {
      id: `re_${refunds.length + 1}`,
      payment_intent,
      amount,
      status: refundsEnd,
      metadata: metadataOf(form),
    };
    refunds.push(refund);
    return refund;
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://stripe.test");
    const form = request.method === "GET" ? url.searchParams : new URLSearchParams(await read(request));
    const key = request.headers["idempotency-key"];
    if (fault === "before") {
      response.destroy();
      return;
    }
    const answer = route(
      request.method ?? "GET",
      url.pathname,
      form,
      typeof key === "string" ? key : undefined,
    );
    if (fault === "after" || (fault === "after confirming" && url.pathname.endsWith("/confirm"))) {
      response.destroy();
      return;
    }
    response
      .writeHead(answer.status, { "content-type": "application/json" })
      .end(JSON.stringify(answer.body));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return {
    port: address.port,
    intents,
    refunds,
    /** From now on connections are cut before or after a request took effect. */
    cut(where: typeof fault) {
      fault = where;
    },
    /** How refunds end from now on. */
    endRefunds(how: typeof refundsEnd) {
      refundsEnd = how;
    },
    /** How often a payment was confirmed: each time, a bank may ask the buyer. */
    confirmations: () => confirmed,
    /** Stripe forgets its idempotency keys after some days. */
    forgetKeys: () => keys.clear(),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function unexpected(): Answer {
  return failed(400, "invalid_request_error", "payment_intent_unexpected_state");
}

function failed(status: number, type: string, code: string): Answer {
  return { status, body: { error: { type, code, message: code } } };
}

function metadataOf(form: URLSearchParams): Record<string, string> {
  return Object.fromEntries(
    [...form].flatMap(([name, value]) => {
      const [, field] = /^metadata\[(\w+)\]$/.exec(name) ?? [];
      return field === undefined ? [] : [[field, value]];
    }),
  );
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
