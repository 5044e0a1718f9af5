import { setTimeout as pause } from "node:timers/promises";
import { Refusal } from "./refusal.ts";

interface Task {
  readonly uid: number;
  batchUid: number | null;
  readonly indexUid: string | null;
  status: "enqueued" | "processing" | "succeeded" | "failed";
  readonly type: string;
  canceledBy: null;
  details: Record<string, unknown>;
  error: ReturnType<Refusal["toBody"]> | null;
  duration: string | null;
  readonly enqueuedAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

interface Enqueued {
  readonly type: string;
  readonly indexUid: string | null;
  readonly details: Record<string, unknown>;
  /** What the task does; what it throws is the task's error. */
  readonly run: () => Record<string, unknown>;
}

/** Tasks, one after another, each finished some time after it was taken on. */
export class TaskQueue {
  readonly #tasks: Task[] = [];
  readonly #delay: () => number;
  readonly #failure: () => Refusal | undefined;
  #last: Promise<void> = Promise.resolve();

  /**
   * @param delay milliseconds that the next task takes
   * @param failure why the next task fails whatever it does; undefined: it does not
   */
  constructor(delay: () => number, failure: () => Refusal | undefined) {
    this.#delay = delay;
    this.#failure = failure;
  }

  enqueue({ type, indexUid, details, run }: Enqueued) {
    const task: Task = {
      uid: this.#tasks.length,
      batchUid: null,
      indexUid,
      status: "enqueued",
      type,
      canceledBy: null,
      details,
      error: null,
      duration: null,
      enqueuedAt: new Date().toISOString(),
      startedAt: null,
      finishedAt: null,
    };
    this.#tasks.push(task);
    this.#last = this.#last.then(() => this.#work(task, run));
    const { uid, status, enqueuedAt } = task;
    return { taskUid: uid, indexUid, status, type, enqueuedAt };
  }

  async #work(task: Task, run: () => Record<string, unknown>): Promise<void> {
    task.status = "processing";
    task.batchUid = task.uid;
    task.startedAt = new Date().toISOString();
    await pause(this.#delay());
    try {
      const failure = this.#failure();
      if (failure) throw failure;
      task.details = { ...task.details, ...run() };
      task.status = "succeeded";
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      task.status = "failed";
      task.error = error.toBody();
    }
    task.finishedAt = new Date().toISOString();
    task.duration = "PT0.01S";
  }

  get(uid: string): Task {
    const task = this.#tasks[Number(uid)];
    if (!task) throw new Refusal(404, "task_not_found", `Task \`${uid}\` not found.`);
    return task;
  }

  list(query: URLSearchParams) {
    const statuses = query.get("statuses")?.split(",");
    const found = this.#tasks.filter(({ status }) => !statuses || statuses.includes(status));
    const limit = Number(query.get("limit") ?? 20);
    const results = found.toReversed().slice(0, limit);
    return { results, total: found.length, limit, from: results[0]?.uid ?? null, next: null };
  }

  /** When all that was taken on is done. */
  idle(): Promise<void> {
    return this.#last;
  }
}
