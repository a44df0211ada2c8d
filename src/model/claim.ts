/** Claims: conditions over an edition's figures, to which sentences of the prose are bound. See docs/claims.md. */

export { type ClaimEvaluation, evaluateClaim, isEvaluated } from "./claim-evaluate.ts";
export { type ClaimNames, namesIn } from "./claim-names.ts";
export { isClaimError, LONGEST_CONDITION, parseClaim } from "./claim-parse.ts";
export { formatClaim, formatQuantity } from "./claim-print.ts";
export { allParts, type ClaimError, type Condition, isQuantity } from "./claim-syntax.ts";
