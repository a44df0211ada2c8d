/** Three-valued logic (Kleene 1952, section 64): what is not known may still decide nothing, or not matter. */

/** "open" where the figures do not decide. */
export type Truth = "true" | "false" | "open";

export function not(truth: Truth): Truth {
  return truth === "open" ? "open" : truth === "true" ? "false" : "true";
}

/** False where either is false, whatever the other may be. */
export function and(a: Truth, b: Truth): Truth {
  if (a === "false" || b === "false") return "false";
  return a === "true" && b === "true" ? "true" : "open";
}

/** True where either is true, whatever the other may be. */
export function or(a: Truth, b: Truth): Truth {
  return not(and(not(a), not(b)));
}

/** The truth of what holds for certain, fails for certain, or neither. */
export function truthOf(holds: boolean, fails: boolean): Truth {
  if (holds) return "true";
  return fails ? "false" : "open";
}
