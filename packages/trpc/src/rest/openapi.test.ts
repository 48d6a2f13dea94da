import { expect, test } from "vitest";
import { createOpenApiDocument } from "./openapi.ts";

const document = createOpenApiDocument({ version: "1.2.3", serverUrl: "http://shop.example" });

test("exactly the routes of the public API are described", () => {
  const described = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(described.sort()).toEqual([
    "GET /api/catalog/products",
    "GET /api/catalog/products/{slug}",
    "GET /api/inventory",
    "GET /api/inventory/events",
    "GET /api/inventory/{sku}/movements",
    "GET /api/orders/{id}",
    "GET /api/stock/events",
    "POST /api/auth/request-password-reset",
    "POST /api/auth/reset-password",
    "POST /api/auth/sign-in/email",
    "POST /api/auth/sign-out",
    "POST /api/auth/sign-up/email",
    "POST /api/inventory/{sku}/adjust",
    "POST /api/orders",
    "POST /api/orders/{id}/cancel",
    "POST /api/orders/{id}/cancel-lines",
    "POST /api/orders/{id}/extend-hold",
    "POST /api/orders/{id}/pay",
    "POST /api/orders/{id}/return",
  ]);
});

test("the list's sort is an enum, its limit a whole number, and nothing of it is required", () => {
  const list = document.paths["/api/catalog/products"]?.get as {
    parameters: { name: string; required: boolean; schema: Record<string, unknown> }[];
  };
  const by = Object.fromEntries(list.parameters.map((parameter) => [parameter.name, parameter]));
  expect(Object.keys(by).sort()).toEqual(
    ["category", "cursor", "inStock", "limit", "maxPrice", "minPrice", "q", "sort"].sort(),
  );
  expect(by.sort?.schema.enum).toEqual(["newest", "price_asc", "price_desc", "title"]);
  expect(by.limit?.schema).toMatchObject({ type: "integer", minimum: 1, maximum: 100 });
  expect(list.parameters.some((parameter) => parameter.required)).toBe(false);
});

test("placing an order answers 201, needs a token and a key, and refuses with problems", () => {
  const place = document.paths["/api/orders"]?.post as Record<string, unknown>;
  expect(place).toMatchObject({
    security: [{ bearer: [] }],
    parameters: [{ name: "Idempotency-Key", in: "header", required: true }],
    requestBody: { required: true },
  });
  const responses = place.responses as Record<string, { content: object }>;
  expect(Object.keys(responses)).toEqual(["201", "400", "401", "404", "409", "422", "429", "503"]);
  expect(Object.keys(responses["409"]?.content ?? {})).toEqual(["application/problem+json"]);
});

test("what the address says is not asked for again in the body", () => {
  const adjust = document.paths["/api/inventory/{sku}/adjust"]?.post as {
    requestBody: { content: { "application/json": { schema: { properties: object; required: string[] } } } };
  };
  const { properties, required } = adjust.requestBody.content["application/json"].schema;
  expect([Object.keys(properties).sort(), required]).toEqual([
    ["delta", "expectedVersion", "note", "reason", "set"],
    ["reason"],
  ]);
});

test("every reference leads somewhere", () => {
  const schemas = (document.components as { schemas: object }).schemas;
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => target);
  expect(references.length).toBeGreaterThan(0);
  for (const target of references)
    expect(Object.keys(schemas)).toContain(target?.replace("#/components/schemas/", ""));
});
