import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { examples } from "../../server/examples.ts";
import { describeRoute, completeDocument } from "../../server/openapi.ts";
import { testApp, type TestApp } from "../support/app.ts";

interface Media {
  schema: object;
  example?: unknown;
}
interface Body {
  description?: string;
  content: Record<string, Media>;
}
interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  security: object[];
  requestBody?: Body;
  responses: Record<string, Body>;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
}

let test: TestApp;
let document: Document;
let operations: [string, Operation][];
beforeAll(async () => {
  test = await testApp();
  document = (await test.app.inject({ url: "/openapi.json" })).json();
  const validator = new Validator();
  await validator.validate({ ...structuredClone(document) });
  const resolved = validator.resolveRefs() as unknown as Document;
  operations = Object.entries(resolved.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  );
});
afterAll(() => test.close());

describe("/openapi.json", () => {
  it("is valid OpenAPI 3.1", async () => {
    const validator = new Validator();
    const result = await validator.validate({ ...structuredClone(document) });
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
    expect(validator.version).toBe("3.1");
  });

  it("describes every route of the interface", () => {
    const described = operations.map(([name]) => name);
    const registered = test.app.registeredRoutes
      .filter(({ url, schema }) => url.startsWith("/api/") && schema?.hide !== true)
      .flatMap(({ method, url }) =>
        [method].flat().map((verb) => `${verb} ${url.replace(":id", "{id}")}`),
      )
      .filter((name) => !name.startsWith("HEAD "));
    expect(described.toSorted()).toEqual(registered.toSorted());
  });

  it("names and sums up every operation, once", () => {
    const ids = operations.map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [name, { operationId, summary, tags, security }] of operations) {
      expect(operationId, name).toMatch(/^[a-z][A-Za-z]+$/);
      expect(summary.length, name).toBeGreaterThan(10);
      expect(tags.length, name).toBe(1);
      expect(security.length, name).toBeGreaterThan(0);
    }
  });

  it("tells of every operation the refusals that any may answer with", () => {
    for (const [name, { responses, requestBody }] of operations) {
      const always = ["429", "500", "503"];
      const writing = requestBody ? ["400", "403", "413", "415"] : [];
      expect(Object.keys(responses), name).toEqual(
        // What leads on to a screen answers with nothing but where.
        expect.arrayContaining(["303" in responses ? "303" : "200", ...always, ...writing]),
      );
    }
  });

  it("gives for every operation examples that are true to its schemas", () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    formats.default(ajv);
    let checked = 0;
    for (const [name, { requestBody, responses }] of operations) {
      for (const [part, body] of Object.entries({ request: requestBody, ...responses })) {
        for (const { schema, example } of Object.values(body?.content ?? {})) {
          expect(example, `${name} ${part} has an example`).toBeDefined();
          ajv.validate(schema, example);
          expect(ajv.errors, `${name} ${part}`).toBeNull();
          checked += 1;
        }
      }
    }
    expect(checked).toBeGreaterThan(80);
  });

  it("has no example of an operation that is gone", () => {
    const ids = operations.map(([, { operationId }]) => operationId);
    expect(Object.keys(examples).toSorted()).toEqual(ids.toSorted());
  });

  it("holds nobody's address and no real telephone number", () => {
    const phones = JSON.stringify(document).match(/\b\d{3}-\d{3}-\d{4}\b/g) ?? [];
    for (const phone of phones) expect(phone).toMatch(/^510-555-01\d\d$/);
  });
});

describe("describing a route", () => {
  const statuses = (...given: Parameters<typeof describeRoute>) =>
    Object.keys(describeRoute(...given).response ?? {});

  it("adds the refusals that follow from who may call it and what it is sent", () => {
    expect(statuses({}, "anyone")).toEqual(["429", "500", "503"]);
    expect(statuses({ params: {} }, "signed-in")).toEqual(["400", "401", "429", "500", "503"]);
    expect(statuses({ body: {} }, { roles: ["provider"] })).toEqual([
      "400",
      "401",
      "403",
      "413",
      "415",
      "429",
      "500",
      "503",
    ]);
  });

  it("refuses two different schemas under one name", () => {
    const named = (type: string) => ({ title: "Thing", type });
    const paths = { a: named("string"), b: named("integer") };
    expect(() => completeDocument({ paths })).toThrow("Two different schemas are called Thing.");
  });
});
