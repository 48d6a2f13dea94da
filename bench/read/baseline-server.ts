import { createServer } from "node:http";
import { parseArgs } from "node:util";
import { Redis } from "ioredis";

/*
 * The best that Node and Redis can do: a server that answers each request with the bytes of one GET, unparsed.
 */
const { port, redis: url } = parseArgs({
  options: { port: { type: "string" }, redis: { type: "string" } },
}).values;
const redis = new Redis(url ?? "", { enableAutoPipelining: false });

createServer(async (request, response) => {
  const body = await redis.getBuffer(`bench:ready:${request.url}`);
  if (body === null) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { "content-type": "application/json", "content-length": body.length });
  response.end(body);
}).listen(Number(port), "127.0.0.1");
