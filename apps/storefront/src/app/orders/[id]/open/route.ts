import { createApiProxy } from "@scarlet/web/api/api-proxy";
import { apiAccess } from "../../../../api/api-access.ts";

const proxy = createApiProxy(apiAccess);

/** The link in a guest's mail. The API opens the order in this browser and leads on to its page. */
export function GET(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  return proxy(new Request(new URL(`/api${pathname}${search}`, request.url), request));
}
