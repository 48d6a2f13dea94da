import { getProductSchema, type ListProductsInput, listProductsSchema } from "@scarlet/domain/catalog";
import { type RestRoute, restRoutes } from "@scarlet/trpc";
import { inputOf } from "../http/input.ts";
import { honoPath } from "../http/rest.ts";
import { createListBodies } from "./ready-json.ts";

/** A read that has a route of its own, with its input as the procedure behind it would take it. */
export type Plan =
  | { readonly kind: "product"; readonly path: string; readonly input: { readonly slug: string } }
  | {
      readonly kind: "list";
      readonly path: string;
      readonly input: ListProductsInput;
      readonly bodyOf: ReturnType<typeof createListBodies>;
    };

const LIST = routeOf("catalog.list");
const PRODUCT = routeOf("catalog.product");
const LIST_PATH = `/api${LIST.path}`;
const PRODUCT_PATH = `/api${PRODUCT.path.slice(0, PRODUCT.path.indexOf("{"))}`;

/** Nothing that could be read in two ways: no escapes in the path, no dots, no second slash. */
const PLAIN_SLUG = /^[a-z0-9-]+$/;
const PLAIN_URL = /^[!-~]{1,512}$/;
/** So many addresses are remembered with what they mean. */
const KEPT = 1_000;

/** Finds the plan of an address. Null: it has none, or what it asks for is not in order, so the others shall say so. */
export function createPlans(): (url: string) => Plan | null {
  const known = new Map<string, Plan>();
  return (url) => {
    const plan = known.get(url);
    if (plan !== undefined) return plan;
    if (!url.startsWith(LIST_PATH) || !PLAIN_URL.test(url)) return null;
    const made = planOf(url);
    if (made === null) return null;
    if (known.size >= KEPT) forgetOldest(known);
    known.set(url, made);
    return made;
  };
}

function planOf(url: string): Plan | null {
  const at = url.indexOf("?");
  const [path, search] = at < 0 ? [url, ""] : [url.slice(0, at), url.slice(at)];
  if (search.includes("#")) return null;
  if (path === LIST_PATH) {
    const input = parsed(LIST, {}, search);
    if (input === null) return null;
    return {
      kind: "list",
      path: honoPath(LIST),
      input: listProductsSchema.parse(input),
      bodyOf: createListBodies(),
    };
  }
  const slug = path.startsWith(PRODUCT_PATH) ? path.slice(PRODUCT_PATH.length) : "";
  if (!PLAIN_SLUG.test(slug)) return null;
  const input = parsed(PRODUCT, { slug }, search);
  return input === null
    ? null
    : { kind: "product", path: honoPath(PRODUCT), input: getProductSchema.parse(input) };
}

/** The input as it is on the wire, if the procedure takes it. */
function parsed(route: RestRoute, params: Record<string, unknown>, search: string): unknown {
  try {
    const input = inputOf(route, params, search);
    return route.input.safeParse(input).success ? input : null;
  } catch {
    // Refused; the route that tells refusals will refuse it again.
    return null;
  }
}

function forgetOldest(known: Map<string, Plan>): void {
  for (const url of known.keys()) {
    known.delete(url);
    return;
  }
}

function routeOf(procedure: string): RestRoute {
  const route = restRoutes.find((each) => each.procedure === procedure);
  if (route === undefined) throw new TypeError(`there is no REST route of ${procedure}`);
  return route;
}
