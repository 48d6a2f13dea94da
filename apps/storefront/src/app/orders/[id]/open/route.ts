import { passOn } from "../../../../api/pass-on.ts";

/** The link in a guest's mail. The API opens the order in this browser and leads on to its page. */
export function GET(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  return passOn(new Request(new URL(`/api${pathname}${search}`, request.url), request));
}
