import { expect, test } from "vitest";
import { holdMoves, holdParties, holdStates } from "../../db/codes.ts";
import { mayMove, moves, stateAt } from "../../server/placements/moves.ts";

/** Every move that there is, written out a second time: by whom, from where, to where. */
const possible = new Set([
  "accept staff waiting accepted",
  "decline staff waiting declined",
  "release worker waiting released",
  "release worker accepted released",
  "release staff accepted released",
  "extend worker accepted accepted",
  "arrive worker accepted arrived",
  "arrive staff accepted arrived",
  "no_show staff accepted no_show",
  "yield rule waiting released",
  "expire rule waiting expired",
  "expire rule accepted expired",
]);

test("of all moves by all parties from all states the table has these and no other", () => {
  const found = holdMoves.flatMap((move) =>
    holdParties.flatMap((party) =>
      holdStates
        .filter((from) => mayMove(move, party, from))
        .map((from) => `${move} ${party} ${from} ${moves[move].to}`),
    ),
  );
  expect(new Set(found)).toEqual(possible);
  expect(found).toHaveLength(possible.size);
});

test("only what waits or was accepted expires, at its very moment and not before", () => {
  const at = new Date("2026-03-01T12:00:00Z");
  for (const state of holdStates) {
    const running = state === "waiting" || state === "accepted";
    expect(stateAt({ state, expiresAt: at }, new Date(at.getTime() - 1))).toBe(state);
    expect(stateAt({ state, expiresAt: at }, at)).toBe(running ? "expired" : state);
  }
});
