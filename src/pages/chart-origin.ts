/**
 * What a chart's files say of where they come from, so that a picture that is passed on can be cited: the figure's own
 * address and the reference. Without the site's address there is nothing to say.
 */

import type { Chart } from "../charts/chart.ts";
import { escapeHtml } from "./html.ts";

export interface ChartOrigin {
  readonly url: string;
  /** As text, in the style that pages of the language begin with. */
  readonly citation: string;
}

/** In Dublin Core's terms, behind the picture's description. */
export function pictureWithOrigin(svg: string, { url, citation }: ChartOrigin): string {
  const metadata = [
    '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcterms="http://purl.org/dc/terms/">',
    `<rdf:Description rdf:about=""><dcterms:source rdf:resource="${escapeHtml(url)}"/>`,
    `<dcterms:bibliographicCitation>${escapeHtml(citation)}</dcterms:bibliographicCitation>`,
    "</rdf:Description></rdf:RDF></metadata>",
  ].join("");
  // As a function, so that a dollar sign in a title stays one.
  return svg.replace("</desc>", () => `</desc>${metadata}`);
}

/** In the part of a specification that Vega-Lite leaves to its authors. */
export function specWithOrigin(spec: Chart["spec"], origin: ChartOrigin): Chart["spec"] {
  return { ...spec, usermeta: { ...spec.usermeta, ...origin } };
}
