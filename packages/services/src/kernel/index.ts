export { intentOf, remembered } from "./intent.ts";
