import { PAGES } from "./browser.ts";
import { auditPages, SETTINGS } from "./page-audit.ts";

auditPages(
  PAGES.filter((path) => path.startsWith("/1998/")),
  SETTINGS,
);
