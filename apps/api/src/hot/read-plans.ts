import { getProductSchema, type ListProductsInput, listProductsSchema } from "@scarlet/domain/catalog";
import { type RestRoute, restRoutes } from "@scarlet/trpc";
import { LRUCache } from "lru-cache";
import { inputOf } from "../http/request-input.ts";
import { honoPath } from "../http/rest.ts";
import { createListBodies, type ListBodies } from "./list-bodies.ts";

/** A read that the fast path can serve, with its parsed input. */
export type ReadPlan =
  | { readonly kind: "product"; readonly path: string; readonly input: { readonly slug: string } }
  | {
      readonly kind: "list";
      readonly path: string;
      readonly input: ListProductsInput;
      readonly jsonOf: ListBodies;
    };

export type ReadPlans = {
  /** The plan for a URL. Null: the fast path does not serve it, or its input is invalid; the slow path answers. */
  of(url: string): ReadPlan | null;
  /** Sizes for tests and monitoring: URLs, lists, and bytes of serialized lists. */
  kept(): { readonly addresses: number; readonly lists: number; readonly bytes: number };
};

export type ReadPlanBounds = {
  /** So many addresses are remembered with what they mean. */
  readonly addresses: number;
  /** So many different lists are kept, and so many bytes of them written out. */
  readonly lists: number;
  readonly bytes: number;
};

/** An address has 512 letters at most. A page of the storefront's lists has about 20 kB, the longest list 100 kB. */
const DEFAULT_BOUNDS: ReadPlanBounds = { addresses: 1_000, lists: 500, bytes: 16 * 1024 * 1024 };

const LIST_ROUTE = routeOf("catalog.list");
const PRODUCT_ROUTE = routeOf("catalog.product");
const LIST_PATH = `/api${LIST_ROUTE.path}`;
const PRODUCT_PATH = `/api${PRODUCT_ROUTE.path.slice(0, PRODUCT_ROUTE.path.indexOf("{"))}`;

/** Unambiguous slugs only: no escapes, no dots, no second slash. */
const PLAIN_SLUG = /^[a-z0-9-]+$/;
const PLAIN_URL = /^[!-~]{1,512}$/;

/**
 * Finds plans. Lists are kept by what they ask for and not by how the address spells it, and an address with a parameter
 * that means nothing is read anew each time, so that strangers cannot fill the memory with spellings.
 */
export function createReadPlans(bounds: ReadPlanBounds = DEFAULT_BOUNDS): ReadPlans {
  const known = new LRUCache<string, ReadPlan>({ max: bounds.addresses });
  const lists = createListBodies(bounds);
  return {
    of(url) {
      const plan = known.get(url);
      if (plan !== undefined) return plan;
      if (!url.startsWith(LIST_PATH) || !PLAIN_URL.test(url)) return null;
      const made = planOf(url, (input) => lists.of(input));
      if (made === null || !made.isPlainlySpelled) return made?.plan ?? null;
      known.set(url, made.plan);
      return made.plan;
    },
    kept: () => ({ addresses: known.size, ...lists.kept() }),
  };
}

type Made = { readonly plan: ReadPlan; readonly isPlainlySpelled: boolean };

function planOf(url: string, bodiesOf: (input: ListProductsInput) => ListBodies): Made | null {
  const at = url.indexOf("?");
  const [path, search] = at < 0 ? [url, ""] : [url.slice(0, at), url.slice(at)];
  if (search.includes("#")) return null;
  if (path === LIST_PATH) {
    const wire = parsed(LIST_ROUTE, {}, search);
    if (wire === null) return null;
    const input = listProductsSchema.parse(wire);
    const plan: ReadPlan = { kind: "list", path: honoPath(LIST_ROUTE), input, jsonOf: bodiesOf(input) };
    return { plan, isPlainlySpelled: means(LIST_ROUTE, search) };
  }
  const slug = path.startsWith(PRODUCT_PATH) ? path.slice(PRODUCT_PATH.length) : "";
  if (!PLAIN_SLUG.test(slug)) return null;
  const wire = parsed(PRODUCT_ROUTE, { slug }, search);
  if (wire === null) return null;
  const plan: ReadPlan = {
    kind: "product",
    path: honoPath(PRODUCT_ROUTE),
    input: getProductSchema.parse(wire),
  };
  return { plan, isPlainlySpelled: search === "" };
}

/** Whether a route knows every parameter of a query. */
function means(route: RestRoute, search: string): boolean {
  return [...new URLSearchParams(search).keys()].every((name) => route.fields.has(name));
}

/** The raw input if the procedure's schema accepts it; else null. */
function parsed(route: RestRoute, params: Record<string, unknown>, search: string): unknown {
  try {
    const input = inputOf(route, params, search);
    return route.input.safeParse(input).success ? input : null;
  } catch {
    // Invalid: the slow path refuses it with a message.
    return null;
  }
}

function routeOf(procedure: string): RestRoute {
  const route = restRoutes.find((each) => each.procedure === procedure);
  if (route === undefined) throw new TypeError(`there is no REST route of ${procedure}`);
  return route;
}
