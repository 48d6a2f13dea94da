export { nextHello, parseHelloAwait, topologyChange } from "./hello-await.ts";
export {
  interruptedByStepDown,
  Member,
  notPrimaryNoSecondaryOk,
  notWritablePrimary,
} from "./member.ts";
