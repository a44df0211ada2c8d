import { PAGES } from "./browser.ts";
import { auditPages } from "./page-audit.ts";

// The markup is that of the English pages; the words are longer.
auditPages(
  PAGES.map((path) => `/nb${path}`),
  [
    { width: 360, colours: "light" },
    { width: 1280, colours: "dark" },
  ],
);
