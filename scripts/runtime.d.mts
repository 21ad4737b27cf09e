/** The Electron runtime that the set-up prepared; throws where no set-up was done. */
export function runtime(): {
  /** the Electron binary */
  executable: string;
  /** the folder it lies in */
  dist: string;
  /** such as 45.4.1 */
  version: string;
  /** the older runtime that comes through npm: for development and tests only */
  carried: boolean;
};

/** The switches that the runtime needs on this machine (root, no graphics card). */
export function runtimeSwitches(): string[];
