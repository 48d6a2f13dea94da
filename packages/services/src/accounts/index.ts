export { authorize, may, ownerKeyOf } from "./authorize.ts";
