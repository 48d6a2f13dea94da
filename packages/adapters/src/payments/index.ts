export { createTestGateway } from "./test-gateway.ts";
