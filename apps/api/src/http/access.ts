import type { Permission } from "@scarlet/domain/accounts";

/** Who may use a route of the API that is neither tRPC nor REST, and what a stranger hears there. */
export type HttpAccess = {
  readonly for:
    | "anybody"
    | "the shop's own web apps"
    | "whoever is signed in"
    | "whoever signed the message"
    | "whoever has the link"
    | { readonly permission: Permission };
  /** The status that a stranger with an empty request gets. */
  readonly stranger: number;
};

/** The rule of each of them, by method and path, on the port that callers use. A route without one fails its test. */
export const HTTP_ACCESS: Readonly<Record<string, HttpAccess>> = {
  "GET /api/docs": { for: "anybody", stranger: 200 },
  "GET /api/inventory/events": { for: { permission: "stock.read" }, stranger: 401 },
  "GET /api/openapi.json": { for: "anybody", stranger: 200 },
  "GET /api/orders/:id/open": { for: "whoever has the link", stranger: 404 },
  "GET /api/stock/events": { for: "anybody", stranger: 200 },
  "GET /api/trpc": { for: "anybody", stranger: 426 },
  "GET /healthz": { for: "anybody", stranger: 200 },
  "POST /api/auth/request-password-reset": { for: "anybody", stranger: 400 },
  "POST /api/auth/reset-password": { for: "whoever has the link", stranger: 400 },
  "POST /api/auth/sign-in/email": { for: "anybody", stranger: 400 },
  "POST /api/auth/sign-out": { for: "whoever is signed in", stranger: 401 },
  "POST /api/auth/sign-up/email": { for: "anybody", stranger: 400 },
  "POST /api/page-reads": { for: "the shop's own web apps", stranger: 403 },
  "POST /api/payments/webhook": { for: "whoever signed the message", stranger: 400 },
};
