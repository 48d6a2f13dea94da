export { ACCESS, type Access, type ProcedureName } from "./access.ts";
export {
  requestPasswordResetSchema,
  resetPasswordSchema,
  signInSchema,
  signUpSchema,
} from "./accounts/credentials.ts";
export { type AppRouter, appRouter } from "./app-router.ts";
export { type AnswerNotes, type ApiContext, readIdempotencyKey, type ShopServices } from "./context.ts";
export { isInternal, type Refusal, refusalOf, trpcErrorOf } from "./errors.ts";
export { forbiddenKey, isForbiddenKey, refuseForbiddenKeys } from "./forbidden-keys.ts";
export type { ListenToStock, StockListening, StockUpdate } from "./inventory/stock-listening.ts";
export { createOpenApiDocument } from "./rest/openapi.ts";
export { type Problem, problemHeaders, problemOf } from "./rest/problem.ts";
export { type RestRoute, restRoutes } from "./rest/rest-routes.ts";
export {
  INVENTORY_EVENTS_PATH,
  latestMovementsText,
  publicStockChange,
  readStockEventsQuery,
  STOCK_EVENTS_PATH,
  type StockChangeText,
  staffStockChange,
  type WatchedProducts,
} from "./rest/stock-events.ts";
