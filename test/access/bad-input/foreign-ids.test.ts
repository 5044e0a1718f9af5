import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { examples } from "../../../server/examples.ts";
import { openPlacements } from "../../placements/asking.ts";
import { aConfidentialListing, aListing } from "../../support/listings.ts";
import { refusalsIn } from "./refusals.ts";

const pools = [{ label: "Girls", reports: [{ hoursAgo: 1, open: 2, total: 4 }] }];
const own = aListing({ pools, organization: { name: "Ours" } });
const foreign = aConfidentialListing({ pools, organization: { name: "Theirs" } });
const nowhere = "0199c5f0-0000-7000-8000-00000000000f";
const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

type Harbor = Awaited<ReturnType<typeof openPlacements>>;
let harbor: Harbor;
/** An id of each kind that belongs to somebody else than those who ask. */
let foreignIds: Readonly<Record<string, string>>;

const rows = async (query: string): Promise<string> =>
  String((await harbor.database.owner.unsafe(query))[0]?.["id"] ?? "");

beforeAll(async () => {
  harbor = await openPlacements({ listings: [own, foreign], staffed: [own.key], now: new Date() });
  const placed = await harbor.placed([foreign.key], { as: "worker2" });
  await harbor.signIn("steward");
  foreignIds = {
    program: harbor.idOf(foreign.key),
    pool: harbor.poolOf(foreign.key),
    organization: await rows("select id from organizations where name = 'Theirs'"),
    person: await rows("select id from users where email = 'steward@training.test'"),
    session: await rows(
      "select s.id from sessions s join users u on u.id = s.user_id where u.role = 'steward'",
    ),
    request: placed.id,
    hold: placed.holds[0]?.id ?? "",
  };
});
afterAll(() => harbor.close());

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Path = readonly (string | number)[];

interface Schema {
  pattern?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
}

/** Where a schema takes ids: fields that take a UUID, and those that are called an id. */
const idFields = (schema: Schema | undefined, path: Path = []): Path[] => {
  if (!schema) return [];
  const name = String(path.at(-1) ?? "");
  const isId = schema.pattern?.includes("[0-9a-f]{8}-") === true || /(^|_)ids?$/.test(name);
  const within = [
    ...Object.entries(schema.properties ?? {}).flatMap(([key, inner]) =>
      idFields(inner, [...path, key]),
    ),
    ...idFields(schema.items, [...path, 0]),
    ...(schema.anyOf ?? []).flatMap((inner) => idFields(inner, path)),
  ];
  return isId && !schema.properties && !schema.items ? [path, ...within] : within;
};

/** `body` with `value` at the path, which is made where the example leaves it out. */
const put = (body: Json, [first, ...rest]: Path, value: string): Json => {
  if (first === undefined) return value;
  if (typeof first === "number") {
    const [item = {}] = Array.isArray(body) ? body : [];
    return [put(item, rest, value)];
  }
  const object = typeof body === "object" && body !== null && !Array.isArray(body) ? body : {};
  return { ...object, [first]: put(object[first] ?? {}, rest, value) };
};

interface Field {
  verb: string;
  url: string;
  name: string;
  readonly send: (who: string, id: string) => Promise<{ status: number; body: string }>;
}

const answerOf = (answer: { statusCode: number; body: string }) => ({
  status: answer.statusCode,
  body: answer.body.replaceAll(uuid, "an id").replaceAll(/new\d+@|\d{4}-[\d:.T-]+Z/g, "new"),
});

let invited = 0;
/** Bodies that would be taken but for the foreign id, where the example is refused for something else. */
const ripe: Readonly<Record<string, () => Json>> = {
  invitePerson: () => ({
    ...{ email: `new${(invited += 1)}@example.org`, name: "New", role: "provider" },
    programs: [{ id: harbor.idOf(own.key), lead: false }],
  }),
  placeRequest: () => ({
    need: { age: 15, gender: "girl" },
    programs: [{ program_id: harbor.idOf(own.key), enquiry: true }],
  }),
  postBedReport: () => ({ pools: [{ pool_id: harbor.poolOf(own.key), open: 1 }] }),
};

/** Of which kinds each asker may not know. Workers know of every program. */
const askers: Readonly<Record<string, (kind: string) => boolean>> = {
  provider: () => true,
  worker: (kind) => kind !== "program",
};

/** Every field of every route in which an id is sent. */
const everyField = (): Field[] =>
  harbor.app.registeredRoutes.flatMap(({ method, url, schema }) => {
    const { operationId = "", body, querystring } = schema ?? {};
    if (url === "/api/live" || url.endsWith("sign-out")) return [];
    const example = () => (ripe[operationId]?.() ?? examples[operationId]?.request ?? {}) as Json;
    const key = { "idempotency-key": "foreign-ids-0123456789" };
    return [method].flat().flatMap((verb): Field[] => {
      if (verb === "HEAD") return [];
      const inject = async (who: string, path: string, payload?: Json) =>
        answerOf(
          await harbor.app.inject({
            ...{ method: verb as "POST", url: path },
            headers: { ...(await harbor.signIn(who)), ...key },
            ...(payload === undefined ? {} : { payload: payload as object }),
          }),
        );
      const sent = body === undefined ? undefined : example();
      const inPath: Field[] = url.includes("/:")
        ? [
            {
              verb,
              url,
              name: "the path",
              send: (who, id) => inject(who, url.replace(/(?<=\/):\w+/, id), sent),
            },
          ]
        : [];
      const path = (id: string) => url.replace(/(?<=\/):\w+/, id);
      const inBody = idFields(body as Schema | undefined).map((field) => ({
        ...{ verb, url, name: `body/${field.join("/")}` },
        send: (who: string, id: string) =>
          inject(who, path(harbor.idOf(own.key)), put(example(), field, id)),
      }));
      const inQuery = idFields(querystring as Schema | undefined).map((field) => ({
        ...{ verb, url, name: `query ${field.join("/")}` },
        send: (who: string, id: string) =>
          inject(who, `${path(harbor.idOf(own.key))}?${String(field[0])}=${id}`),
      }));
      return [...inPath, ...inBody, ...inQuery];
    });
  });

describe("an id that is somebody else's", () => {
  it("is known to be sent in these fields at least", () => {
    const names = everyField().map(({ verb, url, name }) => `${verb} ${url} ${name}`);
    expect(names).toEqual(
      expect.arrayContaining([
        "GET /api/programs/:id the path",
        "POST /api/requests body/programs/0/program_id",
        "POST /api/requests body/programs/0/pool_id",
        "POST /api/programs/:id/bed-reports body/pools/0/pool_id",
        "POST /api/people body/organization_id",
        "POST /api/people body/programs/0/id",
        "GET /api/people query organization",
        "POST /api/holds/:id/accept the path",
        "DELETE /api/me/sessions/:id the path",
      ]),
    );
  });

  it.each(Object.keys(askers))(
    "is answered to a %s in every field of every route as one that was never given out",
    async (asker) => {
      const told: string[] = [];
      const kinds = Object.entries(foreignIds).filter(([kind]) => askers[asker]?.(kind));
      for (const { verb, url, name, send } of everyField()) {
        const missing = await send(asker, nowhere);
        for (const [kind, id] of kinds) {
          expect(id, kind).not.toBe("");
          const answer = await send(asker, id);
          if (JSON.stringify(answer) === JSON.stringify(missing)) continue;
          told.push(`${verb} ${url}, ${kind} in ${name}: ${JSON.stringify([missing, answer])}`);
        }
      }
      expect(told).toEqual([]);
    },
    120_000,
  );

  it("is audited, with the id, by who asked", async () => {
    const { program, hold, request } = foreignIds;
    const kept = async () =>
      (await refusalsIn(harbor))
        .filter(({ actor }) => actor === "provider@training.test")
        .map(({ route, details }) => `${route} ${String(details["id"])}`);
    await expect
      .poll(kept)
      .toEqual(
        expect.arrayContaining([
          `/api/programs/:id ${program}`,
          `/api/programs/:id/requests ${program}`,
          `/api/holds/:id/accept ${hold}`,
        ]),
      );
    // Requests are workers' own; a provider is stopped at the door, which is audited too.
    expect(await kept()).toContain(`/api/requests/:id ${request}`);
  });

  it("leaves what it names as it was", async () => {
    expect(await harbor.openOf(foreign.key)).toBe(1);
    const holds = await harbor.database.owner.unsafe("select state from holds");
    expect(holds.map(({ state }) => String(state))).toEqual(["waiting"]);
    const staff = await harbor.database.owner.unsafe(
      `select 1 from program_staff where program_id = '${foreignIds["program"]}'`,
    );
    expect(staff).toHaveLength(0);
  });
});
