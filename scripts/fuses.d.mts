/** What every fuse has to be, by its number in Electron's fuse wire. */
export const wantedFuses: Readonly<Record<number, boolean>>;
