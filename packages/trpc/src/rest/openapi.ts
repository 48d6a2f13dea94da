import { WIRE } from "../errors.ts";
import { authPaths } from "./openapi-auth.ts";
import { type Json, PROBLEM, refusalResponse, schemaOf } from "./openapi-parts.ts";
import type { RefusalKind } from "./rest-meta.ts";
import { type RestRoute, restRoutes } from "./rest-routes.ts";
import { stockEventsPaths } from "./stock-events.ts";

export type OpenApiDocument = Json & { readonly paths: Readonly<Record<string, Record<string, Json>>> };

/** The OpenAPI 3.1 description of the REST routes, from the schemas that the procedures really check. */
export function createOpenApiDocument(options: {
  readonly version: string;
  readonly serverUrl: string;
}): OpenApiDocument {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of restRoutes) {
    const path = `/api${route.path}`;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Scarlet",
      version: options.version,
      description:
        "A shop whose stock is never wrong. Amounts are minor units of EUR and include VAT. Refusals are problem+json with a stable `code`.",
    },
    servers: [{ url: options.serverUrl }],
    paths: { ...paths, ...stockEventsPaths, ...authPaths },
    components: {
      securitySchemes: { bearer: { type: "http", scheme: "bearer" } },
      schemas: { Problem: PROBLEM },
    },
  };
}

function operation(route: RestRoute): Json {
  const read = route.method === "GET";
  return {
    operationId: route.procedure,
    summary: route.summary,
    tags: [route.procedure.split(".")[0]],
    security: route.access === "bearer" ? [{ bearer: [] }] : [],
    parameters: [
      ...pathParameters(route),
      ...(read ? queryParameters(route) : []),
      ...intentParameter(route),
    ],
    ...(read || route.fields.size === 0 ? {} : { requestBody: requestBody(route) }),
    responses: { [route.status]: success(route), ...refusals(route) },
  };
}

function fieldsOf(route: RestRoute): { properties: Record<string, Json>; required: readonly string[] } {
  const { properties = {}, required = [] } = schemaOf(route.input, "input") as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return { properties, required };
}

function pathParameters(route: RestRoute): Json[] {
  const { properties } = fieldsOf(route);
  return route.params.map((name) => ({ name, in: "path", required: true, schema: properties[name] ?? {} }));
}

function queryParameters(route: RestRoute): Json[] {
  const { properties, required } = fieldsOf(route);
  return [...route.fields].map((name) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema: properties[name] ?? {},
  }));
}

function intentParameter(route: RestRoute): Json[] {
  if (!route.intent) return [];
  return [
    {
      name: "Idempotency-Key",
      in: "header",
      required: true,
      description:
        "One key per intent: the same key and body give the same answer for at least 24 hours. As it is or in double quotes, which are not part of the key.",
      schema: { type: "string", pattern: '^("[A-Za-z0-9_.:-]{1,128}"|[A-Za-z0-9_.:-]{1,128})$' },
    },
  ];
}

function requestBody(route: RestRoute): Json {
  const { properties, required } = fieldsOf(route);
  const own = required.filter((name) => route.fields.has(name));
  const schema = {
    type: "object",
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => route.fields.has(name))),
    ...(own.length > 0 ? { required: own } : {}),
    additionalProperties: false,
  };
  // A body with nothing required may be left out: `pay` without one asks the test gateway to approve.
  return { required: own.length > 0 || route.status === 201, content: { "application/json": { schema } } };
}

function success(route: RestRoute): Json {
  const cache = { "X-Cache": { schema: { type: "string", enum: ["hit", "miss", "bypass"] } } };
  return {
    description: route.status === 201 ? "Created" : "OK",
    ...(route.procedure.startsWith("catalog.") ? { headers: cache } : {}),
    content: { "application/json": { schema: schemaOf(route.answer, "output") } },
  };
}

function refusals(route: RestRoute): Json {
  const always: readonly RefusalKind[] =
    route.access === "bearer" ? ["invalid", "unauthenticated"] : ["invalid"];
  return Object.fromEntries(
    [...always, ...route.refusals].map((kind) => [WIRE[kind].status, refusalResponse(kind)]),
  );
}
