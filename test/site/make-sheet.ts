import { fileOf } from "../../src/pages/urls.ts";
import type { Sheet } from "../../src/pages/view.ts";

/** A sheet with everything a template may ask for; what matters to a test is given. */
export function makeSheet(given: Partial<Sheet> & Pick<Sheet, "kind" | "path">): Sheet {
  return {
    file: fileOf(given.path),
    lang: "en",
    isHome: given.path === "/",
    title: "Title",
    headTitle: "Title · Site",
    description: "A page.",
    editionId: undefined,
    editionTitle: undefined,
    status: undefined,
    breadcrumbs: [],
    navigation: [],
    previous: undefined,
    next: undefined,
    citation: { texts: [], style: "apa", bibHref: "", risHref: "", cslHref: "", placeholder: true },
    canonical: undefined,
    alternates: [],
    head: { metas: [], links: [], jsonLd: ["{}"] },
    links: {
      home: "/",
      search: "/search/",
      about: "/about/",
      data: undefined,
      changes: "/changes/",
      errata: "/errata/",
    },
    view: {},
    ...given,
  };
}
