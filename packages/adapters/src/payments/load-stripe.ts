/** Stripe's gateway, with its library: 20 MB of a process, so only who takes payments by it loads them. */
export function loadStripe(): Promise<typeof import("./stripe-gateway.ts")> {
  return import("./stripe-gateway.ts");
}
