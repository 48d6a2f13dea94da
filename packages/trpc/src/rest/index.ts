export { bearerRead, bearerWrite, publicRead } from "./rest-meta.ts";
