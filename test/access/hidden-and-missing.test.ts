import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "../../db/client.ts";
import { programRoutes, recordRoutes } from "../../server/access/route-table.ts";
import { examples } from "../../server/examples.ts";
import { openPlacements } from "../placements/asking.ts";
import { freshDatabase } from "../support/database.ts";
import { aConfidentialListing, aListing } from "../support/listings.ts";

/*
 * What is hidden must answer in the time of what is not there. Times say little on a busy machine
 * (`npm run bench` shows them); what makes them equal is that both ask the database the same.
 */

const pools = [{ label: "Girls", reports: [{ hoursAgo: 1, open: 2, total: 4 }] }];
const own = aListing({ pools });
const hidden = aConfidentialListing({ pools });

const statements: string[] = [];
let harbor: Awaited<ReturnType<typeof openPlacements>>;
const records: Record<string, string> = {};
beforeAll(async () => {
  const fresh = await freshDatabase();
  const heard = openDatabase(fresh.url, 10, undefined, (statement) => statements.push(statement));
  const database = {
    ...{ ...fresh, ...heard },
    close: async () => {
      await heard.close();
      await fresh.close();
    },
  };
  const listings = [own, hidden];
  harbor = await openPlacements({ listings, staffed: [own.key], database, now: new Date() });
  const placed = await harbor.placed([hidden.key], { as: "worker2" });
  const [person] = await fresh.owner<{ id: string }[]>`
    select id from users where email = 'steward@training.test'`;
  await harbor.signIn("steward");
  const [session] = await fresh.owner<{ id: string }[]>`
    select id from sessions where user_id = ${person?.id ?? ""}`;
  const [outsider] = await fresh.owner<{ id: string }[]>`
    update users set training = false where email = 'steward2@training.test' returning id`;
  const [firm] = await fresh.owner<{ id: string }[]>`
    insert into organizations (id, name) values (gen_random_uuid(), 'A real one') returning id`;
  Object.assign(records, {
    ...{ request: placed.id, hold: placed.holds[0]?.id, person: person?.id, session: session?.id },
    ...{ program: harbor.idOf(hidden.key), outsider: outsider?.id, firm: firm?.id },
  });
});
afterAll(() => harbor.close());

let made = 0;
/** An id that nothing has. */
const missing = () => `0199c5f0-0000-7000-8000-${String((made += 1)).padStart(12, "0")}`;

/**
 * What is asked beside the answer: requests are counted by the clock and refusals audited after they
 * were answered, and a new connection asks for types. They end in a commit; a refusal inside a transaction ends in a rollback.
 */
const isBeside = (statement: string) =>
  /request_counts|audit_entries|pg_catalog|pg_notify|^listen|^begin|^commit/i.test(statement);

interface Question {
  verb: string;
  url: string;
  operation: string;
  hasBody: boolean;
}
const aboutOne = (): Question[] =>
  harbor.app.registeredRoutes
    .filter(({ schema }) => {
      const operation = schema?.operationId ?? "";
      return operation in programRoutes || operation in recordRoutes;
    })
    .flatMap(({ method, url, schema }) =>
      [method]
        .flat()
        .filter((verb) => verb !== "HEAD")
        .map((verb) => ({
          ...{ verb, url, operation: schema?.operationId ?? "" },
          hasBody: schema?.body !== undefined,
        })),
    );

const ask = async (who: string, { verb, url, operation, hasBody }: Question, id: string) => {
  statements.length = 0;
  const answer = await harbor.app.inject({
    ...{ method: verb as "POST", url: url.replace(/(?<=\/):\w+/, id) },
    headers: who === "nobody" ? {} : await harbor.signIn(who),
    ...(hasBody ? { payload: examples[operation]?.request as object } : {}),
  });
  const asked = statements.filter((statement) => !isBeside(statement));
  return { status: answer.statusCode, asked };
};

/** Of what an asker may not know. */
const hiddenFrom: Readonly<Record<string, readonly string[]>> = {
  nobody: ["program"],
  provider: ["program", "request", "hold", "person", "session"],
  worker: ["request", "hold", "session"],
  administrator: ["session", "outsider", "firm"],
};

describe("what is hidden", () => {
  it.each(Object.entries(hiddenFrom))(
    "from %s asks the database what a missing thing asks, on every route about one thing",
    async (who, kinds) => {
      let compared = 0;
      for (const question of aboutOne()) {
        // Whatever is prepared or remembered once is so before the two are compared.
        await ask(who, question, missing());
        const none = await ask(who, question, missing());
        for (const kind of kinds) {
          expect(records[kind], kind).toBeDefined();
          const some = await ask(who, question, records[kind] ?? "");
          const name = `${question.verb} ${question.url} of a ${kind}`;
          expect(some, name).toEqual(none);
          if (some.status === 404) compared += 1;
        }
      }
      expect(compared).toBeGreaterThan(0);
    },
    120_000,
  );
});
