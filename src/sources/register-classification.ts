/**
 * Which version of the Norwegian industrial classification (SN) a register uses: SN2007, which follows NACE
 * Rev. 2, or SN2025, which follows NACE Rev. 2.1. Most codes are in both; these groups are in one of them
 * alone (Regulation (EC) No 1893/2006, Annex I, and Delegated Regulation (EU) 2023/137).
 */

export type Classification = "SN2007" | "SN2025";

/** Motor trade (45) went into 46, 47 and 95; computer (62) and personal services (96) have new groups. */
const ONLY: Readonly<Record<Classification, readonly string[]>> = {
  SN2007: ["45.1", "45.2", "45.3", "45.4", "62.0", "96.0"],
  SN2025: ["62.1", "62.2", "62.9", "95.3", "96.1", "96.2", "96.3", "96.4", "96.9"],
};

/** Digits and dot of a group, such as 62.1. */
const GROUP = 4;

/** Units whose code is in one version alone, and which codes these were. */
export interface Marks {
  readonly units: number;
  /** Ascending, at most `MOST_EXAMPLES`. */
  readonly examples: readonly string[];
}

export interface ClassificationWatch {
  readonly see: (code: string) => void;
  readonly seen: () => Readonly<Record<Classification, Marks>>;
}

const MOST_EXAMPLES = 5;

/** Counts the codes that tell the versions apart. */
export function watchClassification(): ClassificationWatch {
  const counts: Readonly<Record<Classification, Map<string, number>>> = {
    SN2007: new Map(),
    SN2025: new Map(),
  };
  const marks = (version: Classification): Marks => ({
    units: [...counts[version].values()].reduce((sum, count) => sum + count, 0),
    examples: [...counts[version].keys()].sort().slice(0, MOST_EXAMPLES),
  });
  return {
    see: (code) => {
      const version = classificationOf(code);
      if (version === undefined) return;
      counts[version].set(code, (counts[version].get(code) ?? 0) + 1);
    },
    seen: () => ({ SN2007: marks("SN2007"), SN2025: marks("SN2025") }),
  };
}

/** The one version that has a code, by its first four characters; undefined where both have it, or neither. */
export function classificationOf(code: string): Classification | undefined {
  const group = code.slice(0, GROUP);
  if (ONLY.SN2007.includes(group)) return "SN2007";
  return ONLY.SN2025.includes(group) ? "SN2025" : undefined;
}
