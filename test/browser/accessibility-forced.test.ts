import { PAGES } from "./browser.ts";
import { auditPages, WIDTHS } from "./page-audit.ts";

auditPages(
  PAGES,
  WIDTHS.map((width) => ({ width, colours: "forced" })),
);
