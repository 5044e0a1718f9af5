/** The zooms that tiles of the atlas are cut for; a nearer look enlarges those of the last. */
export const tileZooms = { from: 1, to: 5 } as const;
