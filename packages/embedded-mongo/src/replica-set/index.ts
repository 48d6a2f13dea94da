export { awaitedBy, changeOf, continued } from "./awaiting.ts";
export {
  interruptedByStepDown,
  Member,
  notPrimaryNoSecondaryOk,
  notWritablePrimary,
} from "./member.ts";
