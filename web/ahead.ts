// A script of its own, small enough to be there long before the rest on a slow network.
import { askAhead } from "./api/asked-ahead.ts";
import { matchQuery } from "./tonight/match-query.ts";
import { needOf } from "./tonight/need.ts";
import { needFromFragment } from "./tonight/need-fragment.ts";

askAhead(new Request("/api/me"));

const need = needOf(needFromFragment(window.location.hash.slice(1)));
if (need && window.location.pathname === "/") {
  const body = JSON.stringify(matchQuery(need, "first"));
  const headers = { "content-type": "application/json" };
  askAhead(new Request("/api/matches", { method: "POST", headers, body }), body);
}
