import { intakeAt, type IntakeSchedule } from "../directory/intake-hours.ts";
import { Bitmap } from "../bitmap.ts";
import type { ProgramFacts } from "./facts.ts";

const intakeNow = { unknown: 0, open: 1, opensLater: 2, noneInSight: 3 } as const;

/** One stated schedule, shared by all programs that keep it. */
interface KeptSchedule {
  readonly schedule: IntakeSchedule;
  /** Its place in the list of what each says now. */
  readonly number: number;
  programs: number;
  /** What was read holds from the one to just before the other. */
  from: number;
  until: number;
}

/** Intake of every program; a schedule is read once until it changes, however many keep it. */
export class IntakeColumns {
  readonly #kept = new Map<IntakeSchedule, KeptSchedule>();
  readonly #freeNumbers: number[] = [];
  /** By the schedule's number. */
  readonly #says: number[] = [];
  /** By slot, the schedule's number. */
  readonly #numbers: number[] = [];
  readonly #pausedUntil = new Map<number, number>();
  #outdated = false;
  /** Slots whose intake is open in this pass. */
  readonly open = new Bitmap();
  readonly #opened = new Bitmap();
  readonly #later = new Bitmap();
  readonly #paused = new Bitmap();

  put(slot: number, program: ProgramFacts): void {
    const kept = this.#kept.get(program.schedule) ?? this.#keep(program.schedule);
    kept.programs += 1;
    this.#numbers[slot] = kept.number;
    this.#outdated = true;
    if (program.pausedUntil) this.#pausedUntil.set(slot, program.pausedUntil.getTime());
  }

  remove(slot: number, program: ProgramFacts): void {
    this.#pausedUntil.delete(slot);
    const kept = this.#kept.get(program.schedule);
    if (!kept) return;
    kept.programs -= 1;
    if (kept.programs > 0) return;
    this.#kept.delete(program.schedule);
    this.#freeNumbers.push(kept.number);
  }

  #keep(schedule: IntakeSchedule): KeptSchedule {
    const number = this.#freeNumbers.pop() ?? this.#says.length;
    this.#says[number] = intakeNow.unknown;
    const kept = { schedule, number, programs: 0, from: Infinity, until: -Infinity };
    this.#kept.set(schedule, kept);
    return kept;
  }

  /** Begins a pass at `now`. */
  read(now: Date): void {
    const at = now.getTime();
    for (const kept of this.#kept.values()) {
      if (!(kept.from <= at && at < kept.until)) this.#readSchedule(kept, now);
    }
    if (this.#outdated) this.#sort();
    this.#paused.clear();
    for (const [slot, until] of this.#pausedUntil) this.#paused.set(slot, until > at);
    this.open.copy(this.#opened);
    this.open.andNot(this.#paused);
  }

  /** Sorts the slots by what their schedules say, which stays so for as long as nothing changes. */
  #sort(): void {
    const says = this.#says;
    const numbers = this.#numbers;
    const saying = (what: number) => (slot: number) => says[numbers[slot] ?? -1] === what;
    this.#opened.clear();
    this.#later.clear();
    this.#opened.addWhere(numbers.length, saying(intakeNow.open));
    this.#later.addWhere(numbers.length, saying(intakeNow.opensLater));
    this.#outdated = false;
  }

  #readSchedule(kept: KeptSchedule, now: Date): void {
    const { openNow, opensAt, changesAt } = intakeAt(kept.schedule, now);
    kept.from = now.getTime();
    kept.until = changesAt.getTime();
    const before = this.#says[kept.number];
    if (openNow === null) this.#says[kept.number] = intakeNow.unknown;
    else if (openNow) this.#says[kept.number] = intakeNow.open;
    else this.#says[kept.number] = opensAt ? intakeNow.opensLater : intakeNow.noneInSight;
    this.#outdated ||= this.#says[kept.number] !== before;
  }

  /** Takes children now or soon; paused: excluded. */
  mark({ meets, excludes }: { meets: Bitmap; excludes: Bitmap }): void {
    meets.copy(this.open);
    meets.or(this.#later);
    meets.andNot(this.#paused);
    excludes.copy(this.#paused);
  }
}
