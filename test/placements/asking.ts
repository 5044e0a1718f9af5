import { v7 } from "uuid";
import { expect } from "vitest";
import type {
  Hold,
  IncomingRequestList,
  PlacementRequest,
  RequestInput,
} from "../../server/placements/contract.ts";
import type { MatchAnswer } from "../../server/matching/contract.ts";
import type { Program } from "../../server/directory/contract.ts";
import { authorizeHold } from "../../server/access/authorize-placements.ts";
import { acceptHold } from "../../server/placements/accept-hold.ts";
import { aPerson } from "../availability/counted-program.ts";
import { testApp, type TestAppOptions } from "../support/app.ts";

export const noon = new Date("2026-03-01T12:00:00Z");
export const minutes = (count: number, from = noon) => new Date(from.getTime() + count * 60_000);

const need: RequestInput["need"] = { age: 15, gender: "girl" };

/** The app with words for what workers and staff do about beds, over HTTP as they do it. */
export const openPlacements = async (options: TestAppOptions) => {
  const harbor = await testApp({ now: noon, ...options });
  const idOf = (key: string) => harbor.ids.get(key)?.programId ?? "";
  const poolOf = (key: string, label = "Girls") => harbor.ids.get(key)?.poolIds[label] ?? "";

  const send = async (method: "GET" | "POST", url: string, as: string, body?: unknown, more = {}) =>
    harbor.app.inject({
      ...{ method, url },
      headers: { ...(as === "nobody" ? {} : await harbor.signIn(as)), ...more },
      ...(body === undefined ? {} : { payload: body as object }),
    });

  const ask = (
    keys: (string | RequestInput["programs"][number])[],
    {
      as = "worker",
      key = v7(),
      ...more
    }: Partial<RequestInput> & { as?: string; key?: string } = {},
  ) =>
    send(
      ...(["POST", "/api/requests", as] as const),
      {
        programs: keys.map((asked) =>
          typeof asked === "string" ? { program_id: idOf(asked) } : asked,
        ),
        ...{ need, ...more },
      },
      { "idempotency-key": key },
    );

  const placed = async (...given: Parameters<typeof ask>) => {
    const answer = await ask(...given);
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json<PlacementRequest>();
  };

  const move = (holdId: string, name: string, as: string, body?: unknown) =>
    send("POST", `/api/holds/${holdId}/${name}`, as, body);

  const moved = async (...given: Parameters<typeof move>) => {
    const answer = await move(...given);
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json<Hold>();
  };

  /** Beds as the program's page shows them to a worker. */
  const pagePools = async (key: string) =>
    (await send("GET", `/api/programs/${idOf(key)}`, "worker")).json<Program>().pools ?? [];

  return {
    ...harbor,
    ...{ idOf, poolOf, send, ask, placed, move, moved, pagePools },
    /** Open beds that the page shows in the program's first pool. */
    openOf: async (key: string) => (await pagePools(key))[0]?.open,
    /** Open beds that a search for beds shows, once the catalogue has heard of every change. */
    matchedOf: async (key: string) => {
      const answer = await send("POST", "/api/matches", "worker", { need, limit: 100 });
      const { matches } = answer.json<MatchAnswer>();
      return matches.find(({ program }) => program.id === idOf(key))?.beds.open;
    },
    report: async (key: string, open: number, as = "provider") => {
      const body = { pools: [{ pool_id: poolOf(key), open }] };
      const answer = await send("POST", `/api/programs/${idOf(key)}/bed-reports`, as, body);
      expect(answer.statusCode, answer.body).toBe(200);
    },
    /** Accepts in the name of a person who works for that program alone. */
    acceptAsStaffOf: async (key: string, holdId: string) => {
      const staff = await aPerson(harbor.database, "provider", [idOf(key)]);
      const hold = await authorizeHold(harbor.database.read, staff, holdId);
      const limits = { waitingMinutes: 30, acceptedMinutes: 90 };
      return acceptHold(harbor.database, hold, { clock: () => harbor.clock.now(), limits });
    },
    readRequest: async (id: string, as = "worker") =>
      (await send("GET", `/api/requests/${id}`, as)).json<PlacementRequest>(),
    incoming: async (key: string, as = "provider") =>
      (await send("GET", `/api/programs/${idOf(key)}/requests`, as)).json<IncomingRequestList>(),
  };
};

export const firstOf = <T>(things: readonly T[]): T => {
  const [first] = things;
  if (first === undefined) throw new Error("There is none.");
  return first;
};
