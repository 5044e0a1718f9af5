/** Hands a file that was made here to the device. */
export const saveFile = (file: Blob, name: string): void => {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};

/** Parts of a file's name: letters, digits and dashes alone. */
export const fileName = (parts: readonly (string | undefined)[], ending: string): string =>
  `${parts
    .flatMap((part) => part ?? [])
    .map((part) =>
      part
        .normalize("NFD")
        .replace(/\p{M}/gu, "")
        .toLowerCase()
        .replace(/[^a-z0-9_]+/g, "-")
        .replace(/^-|-$/g, ""),
    )
    .filter((part) => part !== "")
    .join("-")}.${ending}`;
