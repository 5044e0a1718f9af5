import { Type, type Static } from "typebox";
import { ageBands, declineReasons, waitBands } from "../../../db/codes.ts";
import { CountyFips, Named, Nullable, StateCode } from "../../contract.ts";
import { criteria } from "../../matching/contract.ts";
import { ownRegions } from "../analysts/contract.ts";

const Figure = Nullable(Type.Integer({ description: "null: withheld" }));
const Parts = <const Codes extends readonly string[]>(title: string, codes: Codes) =>
  Type.Unsafe<Record<Codes[number], number | null>>(
    Type.Object(Object.fromEntries(codes.map((code) => [code, Figure])), { title }),
  );

const ByAge = Parts("DemandByAge", ageBands);
const found = { total: Figure, by_age: ByAge };

/** Searches of workers. */
export const SearchDemand = Named("SearchDemand", {
  total: Type.Integer(),
  by_age: ByAge,
  open_bed: Named("SearchesWithOpenBed", found),
  without_open_bed: Named("SearchesWithoutOpenBed", found),
  without_fit: Named("SearchesWithoutFit", {
    ...found,
    by_barrier: Parts("DemandByBarrier", [...criteria, "none_alone"]),
    to_ask: Figure,
    nothing: Figure,
  }),
});

/** Requests for a bed, by the month in which they ended. */
export const RequestDemand = Named("RequestDemand", {
  total: Type.Integer(),
  by_age: ByAge,
  accepted: Named("RequestsAccepted", {
    total: Figure,
    by_end: Parts("AcceptedByEnd", ["arrived", "no_show", "released", "unanswered"]),
    by_wait: Parts("AcceptedByWait", waitBands),
  }),
  not_accepted: Named("RequestsNotAccepted", {
    total: Figure,
    by_end: Parts("NotAcceptedByEnd", ["declined", "unanswered", "released"]),
  }),
  declines: Named("Declines", {
    total: Figure,
    by_reason: Parts("DeclinesByReason", declineReasons),
  }),
});

const area = {
  state: StateCode,
  county: Nullable(
    Type.String({
      ...CountyFips,
      description: "null: the counties of the state that are not listed this month, together",
    }),
  ),
};

export const DemandMonth = Named("DemandMonth", {
  month: Type.String({ description: "2026-03" }),
  searches: Type.Array(Named("SearchArea", { ...area, figures: SearchDemand }), {
    description: "A county that is not listed had fewer than five",
  }),
  requests: Type.Array(Named("RequestArea", { ...area, figures: RequestDemand })),
});
export type DemandMonth = Static<typeof DemandMonth>;

export const DemandAnswer = Named("DemandAnswer", {
  ...ownRegions,
  /** Months that are published, of those asked for. */
  months: Type.Array(DemandMonth),
});
export type DemandAnswer = Static<typeof DemandAnswer>;

const Month = Type.String({ pattern: "^[0-9]{4}-(0[1-9]|1[0-2])$", maxLength: 7 });

export const DemandQuery = Type.Object(
  {
    from: Type.Optional({ ...Month, description: "First month; left out: twelve months ago" }),
    to: Type.Optional({ ...Month, description: "Last month" }),
    state: Type.Optional(StateCode),
    county: Type.Optional(CountyFips),
  },
  { additionalProperties: false },
);
export type DemandQuery = Static<typeof DemandQuery>;
