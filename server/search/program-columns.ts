import type { Visibility } from "../../db/codes.ts";
import { clearBit, noBits, setBit, type Bits } from "../bits.ts";
import { stateOfCounty } from "./place-words.ts";
import { SlotSet } from "./slot-set.ts";

/** A document as it is read into memory; its words stay in the database. */
export interface ColumnRow {
  readonly programId: string;
  readonly number: number;
  readonly version: number;
  readonly listed: boolean;
  readonly visibility: Visibility;
  /** The program's own name. */
  readonly name: string;
  /** All its names, its own first, apart by `|`, which no name holds. */
  readonly names: string;
  /** The same of its organization. */
  readonly organizationNames: string;
  /** Apart by spaces. */
  readonly codes: string;
  readonly county: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly verifiedOn: string | null;
}

const namesIn = (joined: string): string[] => (joined === "" ? [] : joined.split("|"));

// A joined string is whole; one with parts replaced would hold on to all its parts.
const withoutSpaces = (name: string) => name.split(" ").join("");

const radians = Math.PI / 180;
export const earthMiles = 3958.7613;
const day = 86_400_000;

const rememberedChanges = 5000;
const countyCode = "county:";

// Room for programs to come, so that a new one does not move every set.
const roomFor = (rows: number) => Math.ceil((rows + Math.max(512, rows / 20)) / 32);

/**
 * The coded part of every search document by column, a slot a program: exact as of `version`. Slots
 * are stable while an instance lives; a program that went away has none of the codes.
 */
export class ProgramColumns {
  version: number;
  readonly words: number;
  readonly ids: string[] = [];
  /** What each program is named by briefly. */
  readonly numbers: number[] = [];
  /** The version in which each document was last written. */
  readonly versions: number[] = [];
  /** The program's own name, folded: what orders the programs. */
  readonly names: string[] = [];
  /** The program's names without spaces, to be compared whole; its own first. */
  readonly wholeNames: (readonly string[])[] = [];
  /** The same of its organization. */
  readonly wholeOrganizationNames: (readonly string[])[] = [];
  readonly counties: (string | null)[] = [];
  /** Counties that some program is in or names; the numbers in `countiesOf` count in it. */
  readonly countyList: string[] = [];
  /** The state of each county in `countyList`. */
  readonly countyStates: string[] = [];
  /** The counties that each program is in or names. */
  readonly countiesOf: (readonly number[])[] = [];
  /** Days since 1970 of the listing's verification; 0: never. */
  readonly verified: number[] = [];
  /** Every slot in the order of names, then ids. */
  byName: Int32Array = new Int32Array();
  /** The place of each slot in `byName`. */
  nameRank: Int32Array = new Int32Array();
  /** How well each slot answers the search that is being answered, see `TextMatch`. */
  readonly scores: Uint16Array<ArrayBuffer>;
  readonly #slotOfNumber = new Map<number, number>();
  readonly #slotOfId = new Map<string, number>();
  readonly #visible: Record<Visibility, Bits>;
  readonly #codes = new Map<string, Map<string, SlotSet>>();
  readonly #numberOfCounty = new Map<string, number>();
  readonly #shared = new Map<string, Bits>();
  /** Programs of one organization share its names. */
  readonly #organizations = new Map<string, readonly string[]>();
  readonly #vectors: Float64Array;
  /** Slots in the order of their changes, with the version of each. */
  #changes: { version: number; slot: number }[] = [];
  #changesFrom: number;

  /** Empty, with room for so many programs and some more, see `hasRoomFor`. */
  constructor(expected: number, version: number) {
    this.words = roomFor(expected);
    this.version = version;
    this.#changesFrom = version;
    this.scores = new Uint16Array(this.words * 32);
    const none = () => noBits(this.words);
    this.#visible = { public: none(), partners: none(), confidential: none() };
    this.#vectors = new Float64Array(this.words * 32 * 3).fill(Number.NaN);
  }

  /** Reads documents in that are not in it yet; after the last of them comes `sortNames`. */
  load(rows: readonly ColumnRow[]): void {
    for (const row of rows) this.#write(row, this.#slotFor(row));
  }

  /** Puts all that was loaded in the order of names. */
  sortNames(): void {
    this.#sortNames([]);
  }

  get size(): number {
    return this.ids.length;
  }

  hasRoomFor(rows: number): boolean {
    return this.size + rows <= this.words * 32;
  }

  /** Brings the columns to `version`: `rows` are all documents written since. */
  apply(rows: readonly ColumnRow[], version: number): void {
    const changed: number[] = [];
    this.#shared.clear();
    for (const row of rows) {
      const slot = this.#slotFor(row);
      this.#erase(slot);
      this.#write(row, slot);
      this.#changes.push({ version, slot });
      changed.push(slot);
    }
    if (changed.length > 0) this.#sortNames(changed);
    if (this.#changes.length > rememberedChanges) {
      this.#changes = [];
      this.#changesFrom = version;
    }
    this.version = version;
  }

  /** Slots that changed after `version`; undefined where that is no longer known. */
  changedSince(version: number): number[] | undefined {
    if (version < this.#changesFrom) return undefined;
    const slots: number[] = [];
    for (let at = this.#changes.length - 1; at >= 0; at -= 1) {
      const change = this.#changes[at];
      if (!change || change.version <= version) break;
      slots.push(change.slot);
    }
    return slots;
  }

  slotOfNumber(number: number): number | undefined {
    return this.#slotOfNumber.get(number);
  }

  slotOfId(id: string): number | undefined {
    return this.#slotOfId.get(id);
  }

  /** Listed programs of these visibilities. */
  listed(visibility: Visibility): Bits {
    return this.#visible[visibility];
  }

  /** The slots that carry each value of a code, as of `kind`. */
  codes(name: string): ReadonlyMap<string, SlotSet> {
    return this.#codes.get(name) ?? new Map<string, SlotSet>();
  }

  /** The slots of one code as bits, made once a version; not to be changed. */
  shared(name: string, value: string): Bits {
    const code = `${name}:${value}`;
    const known = this.#shared.get(code);
    if (known) return known;
    const bits = noBits(this.words);
    this.codes(name).get(value)?.addTo(bits);
    this.#shared.set(code, bits);
    return bits;
  }

  /** Great-circle miles from a unit vector to the slot's own point; NaN where it has none. */
  milesFrom([x, y, z]: readonly [number, number, number], slot: number): number {
    const at = slot * 3;
    const [a = Number.NaN, b = Number.NaN, c = Number.NaN] = [
      this.#vectors[at],
      this.#vectors[at + 1],
      this.#vectors[at + 2],
    ];
    return 2 * earthMiles * Math.asin(Math.min(1, Math.hypot(a - x, b - y, c - z) / 2));
  }

  #slotFor(row: ColumnRow): number {
    const known = this.#slotOfNumber.get(row.number);
    if (known !== undefined) return known;
    const slot = this.ids.length;
    this.ids.push(row.programId);
    this.numbers.push(row.number);
    this.#slotOfNumber.set(row.number, slot);
    this.#slotOfId.set(row.programId, slot);
    return slot;
  }

  #write(row: ColumnRow, slot: number): void {
    this.versions[slot] = row.version;
    this.names[slot] = row.name;
    this.wholeNames[slot] = namesIn(row.names).map(withoutSpaces);
    this.wholeOrganizationNames[slot] = this.#namesOfOrganization(row.organizationNames);
    this.counties[slot] =
      row.county === null ? null : (this.countyList[this.#countyNumber(row.county)] ?? null);
    this.verified[slot] = row.verifiedOn === null ? 0 : Date.parse(row.verifiedOn) / day;
    if (row.lat !== null && row.lon !== null) {
      this.#vectors.set(toVector({ lat: row.lat, lon: row.lon }), slot * 3);
    }
    const codes = row.codes.split(" ");
    this.countiesOf[slot] = codes
      .filter((code) => code.startsWith(countyCode))
      .map((code) => this.#countyNumber(code.slice(countyCode.length)));
    if (!row.listed) return;
    setBit(this.#visible[row.visibility], slot);
    for (const code of codes) {
      const colon = code.indexOf(":");
      this.#setOf(code.slice(0, colon), code.slice(colon + 1)).add(slot);
    }
  }

  #namesOfOrganization(joined: string): readonly string[] {
    const known = this.#organizations.get(joined);
    if (known) return known;
    const whole = namesIn(joined).map(withoutSpaces);
    this.#organizations.set(joined, whole);
    return whole;
  }

  #countyNumber(fips: string): number {
    const known = this.#numberOfCounty.get(fips);
    if (known !== undefined) return known;
    this.#numberOfCounty.set(fips, this.countyList.length);
    this.countyStates.push(stateOfCounty(fips) ?? "");
    return this.countyList.push(fips) - 1;
  }

  #setOf(name: string, value: string): SlotSet {
    let values = this.#codes.get(name);
    if (!values) this.#codes.set(name, (values = new Map<string, SlotSet>()));
    let slots = values.get(value);
    if (!slots) values.set(value, (slots = new SlotSet(this.words)));
    return slots;
  }

  #erase(slot: number): void {
    for (const bits of Object.values(this.#visible)) clearBit(bits, slot);
    for (const values of this.#codes.values()) for (const set of values.values()) set.remove(slot);
    this.#vectors.fill(Number.NaN, slot * 3, slot * 3 + 3);
  }

  #sortNames(changed: readonly number[]): void {
    const moved = new Set(changed);
    const stayed = [...this.byName].filter((slot) => !moved.has(slot));
    const fresh = changed.length === 0 ? Array.from(this.ids.keys()) : [...moved];
    fresh.sort((a, b) => this.compareNames(a, b));
    this.byName = Int32Array.from(merge(stayed, fresh, (a, b) => this.compareNames(a, b)));
    this.nameRank = new Int32Array(this.size);
    this.byName.forEach((slot, rank) => (this.nameRank[slot] = rank));
  }

  /** By the program's own name, then by id: a total order. */
  compareNames(a: number, b: number): number {
    const [nameA = "", nameB = ""] = [this.names[a], this.names[b]];
    if (nameA !== nameB) return nameA < nameB ? -1 : 1;
    const [idA = "", idB = ""] = [this.ids[a], this.ids[b]];
    return idA < idB ? -1 : idA > idB ? 1 : 0;
  }
}

const merge = (a: number[], b: number[], compare: (x: number, y: number) => number): number[] => {
  const merged: number[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [x, y] = [a[i], b[j]];
    if (y === undefined || (x !== undefined && compare(x, y) < 0)) {
      merged.push(x ?? 0);
      i += 1;
    } else {
      merged.push(y);
      j += 1;
    }
  }
  return merged;
};

/** The unit vector of a point. */
export const toVector = ({ lat, lon }: { lat: number; lon: number }): [number, number, number] => {
  const ring = Math.cos(lat * radians);
  return [ring * Math.cos(lon * radians), ring * Math.sin(lon * radians), Math.sin(lat * radians)];
};
