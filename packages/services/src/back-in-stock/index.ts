export { countWaiting } from "./count-waiting.ts";
export { forgetRequests } from "./forget-requests.ts";
export { requestBackInStock } from "./request-back-in-stock.ts";
export { type BackInStockLinks, lookAtWaiting, tellWaiting } from "./tell-waiting.ts";
