import { auditPages } from "./page-audit.ts";

auditPages("dark");
