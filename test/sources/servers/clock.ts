/** A clock that stands still until someone sleeps: tests wait for nothing, and see every wait. */

export interface Clock {
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Every wait so far, in milliseconds. */
  readonly waits: readonly number[];
  readonly advance: (milliseconds: number) => void;
}

export function createClock(start = "2026-09-01T08:00:00Z"): Clock {
  const waits: number[] = [];
  let time = Date.parse(start);
  return {
    now: () => time,
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
      time += milliseconds;
    },
    waits,
    advance: (milliseconds) => {
      time += milliseconds;
    },
  };
}
