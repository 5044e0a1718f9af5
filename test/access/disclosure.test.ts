import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roles, visibilities, type Role } from "../../db/codes.ts";
import {
  disclose,
  disclosureTable,
  listableVisibilities,
  standingOf,
  type Disclosure,
  type Standing,
} from "../../server/access/disclosure.ts";
import { anonymous, type Viewer } from "../../server/access/viewer.ts";

const own = "own-program";
const other = "other-program";

const person = (role: Role, programIds: readonly string[] = []): Viewer => ({
  kind: "user",
  userId: role,
  name: role,
  email: `${role}@training.test`,
  role,
  programIds: new Set(programIds),
  leadOf: new Set(),
});

const viewers = fc.oneof(
  fc.constant(anonymous),
  fc
    .tuple(fc.constantFrom(...roles), fc.subarray([own, other]))
    .map(([role, programIds]) => person(role, programIds)),
);
const programs = fc.record({
  id: fc.constantFrom(own, other),
  visibility: fc.constantFrom(...visibilities),
});

type Seen = [listing: boolean, phone: boolean, address: boolean, beds: Disclosure["beds"]];
const nothing: Seen = [false, false, false, false];

// The table as people agreed on it, written out once more so that no edit changes it unnoticed.
const agreed: Record<Standing, Record<(typeof visibilities)[number], Seen>> = {
  anonymous: { public: [true, true, true, false], partners: nothing, confidential: nothing },
  worker: {
    public: [true, true, true, true],
    partners: [true, true, true, true],
    confidential: [true, true, false, true],
  },
  provider_own: {
    public: [true, true, true, true],
    partners: [true, true, true, true],
    confidential: [true, true, true, true],
  },
  provider_other: {
    public: [true, true, true, false],
    partners: [true, true, false, false],
    confidential: nothing,
  },
  analyst: {
    public: [true, true, true, "county"],
    partners: [true, false, false, "county"],
    confidential: [true, false, false, "county"],
  },
  steward: {
    public: [true, true, true, true],
    partners: [true, true, true, true],
    confidential: [true, true, false, true],
  },
  administrator: {
    public: [true, true, true, false],
    partners: [true, true, false, false],
    confidential: [true, false, false, false],
  },
};

const asAgreed = ({ listing, phone, address, beds }: Disclosure): Seen => [
  listing,
  phone,
  address,
  beds,
];

describe("who sees what", () => {
  it.each(Object.entries(agreed))("is as agreed for %s", (standing, seen) => {
    for (const visibility of visibilities) {
      const disclosure = disclosureTable[visibility][standing as Standing];
      expect(asAgreed(disclosure), visibility).toEqual(seen[visibility]);
    }
  });

  it("covers every standing", () => {
    for (const visibility of visibilities) {
      expect(Object.keys(disclosureTable[visibility]).sort()).toEqual(Object.keys(agreed).sort());
    }
  });
});

describe("disclosing", () => {
  it("tells nothing at all of a listing that does not exist for the viewer", () => {
    fc.assert(
      fc.property(viewers, programs, (viewer, program) => {
        const { listing, phone, address, beds } = disclose(viewer, program);
        if (!listing) expect([phone, address, beds]).toEqual([false, false, false]);
      }),
    );
  });

  it("tells a confidential address to nobody but the program's own staff", () => {
    fc.assert(
      fc.property(viewers, fc.constantFrom(own, other), (viewer, id) => {
        const { address } = disclose(viewer, { id, visibility: "confidential" });
        const staff =
          viewer.kind === "user" && viewer.role === "provider" && viewer.programIds.has(id);
        expect(address).toBe(staff);
      }),
    );
  });

  it("tells no more of a program the more its site is hidden", () => {
    const worth = ({ listing, phone, address, beds }: Disclosure) =>
      [listing, phone, address, beds !== false].map(Number);
    fc.assert(
      fc.property(viewers, fc.constantFrom(own, other), (viewer, id) => {
        const levels = visibilities.map((visibility) =>
          worth(disclose(viewer, { id, visibility })),
        );
        for (const [index, level] of levels.entries()) {
          const wider = levels[index - 1] ?? level;
          level.forEach((fact, n) => expect(fact).toBeLessThanOrEqual(wider[n] ?? 0));
        }
      }),
    );
  });

  it("tells nobody less for signing in", () => {
    fc.assert(
      fc.property(viewers, programs, (viewer, program) => {
        const before = disclose(anonymous, program);
        const after = disclose(viewer, program);
        for (const fact of ["listing", "phone", "address"] as const) {
          if (before[fact]) expect(after[fact]).toBe(true);
        }
      }),
    );
  });

  it("gives staff of a program no standing by programs that are not theirs", () => {
    expect(standingOf(person("provider", [own]), own)).toBe("provider_own");
    expect(standingOf(person("provider", [own]), other)).toBe("provider_other");
    expect(standingOf(person("worker", [own]), own)).toBe("worker");
  });
});

describe("what may be listed", () => {
  it("is exactly what is disclosed, with a provider's own programs on top", () => {
    fc.assert(
      fc.property(viewers, programs, (viewer, program) => {
        const listable = listableVisibilities(viewer).includes(program.visibility);
        const isOwn = standingOf(viewer, program.id) === "provider_own";
        expect(disclose(viewer, program).listing).toBe(listable || isOwn);
      }),
    );
  });
});
