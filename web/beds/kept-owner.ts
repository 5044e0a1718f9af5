// Apart from what is kept, so that whoever keeps nothing does not load what keeps it.
const name = "kept-for";

/** Whose counts this device keeps; undefined: nobody's. */
export const keptFor = (): string | undefined => window.localStorage.getItem(name) ?? undefined;

export const noteOwner = (viewerId: string): void => window.localStorage.setItem(name, viewerId);

export const forgetOwner = (): void => window.localStorage.removeItem(name);

/** Forgets what was kept for anybody but this person; undefined: for whomever. */
export const keepOnlyFor = async (viewerId: string | undefined): Promise<void> => {
  const owner = keptFor();
  if (owner === undefined || owner === viewerId) return;
  const { forgetKept } = await import("./kept-counts.ts");
  await forgetKept();
};
