/**
 * What a server should send with every page. Pages carry the policy in a meta element too,
 * for hosts that let nobody set headers; `frame-ancestors` counts in a header only.
 */

const POLICY: readonly (readonly [string, string])[] = [
  ["default-src", "'none'"],
  ["script-src", "'self'"],
  ["style-src", "'self'"],
  ["img-src", "'self' data:"],
  ["font-src", "'self'"],
  ["connect-src", "'self'"],
  ["manifest-src", "'self'"],
  ["form-action", "'self'"],
  ["base-uri", "'none'"],
];

/** The Content-Security-Policy of the meta element. */
export const CONTENT_SECURITY_POLICY = POLICY.map((directive) => directive.join(" ")).join("; ");

/** Headers of every answer. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "Content-Security-Policy": `${CONTENT_SECURITY_POLICY}; frame-ancestors 'none'`,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
};

/** Assets never change their content under a name. */
export const ASSET_CACHE = "public, max-age=31536000, immutable";

/**
 * `_headers` as Netlify and Cloudflare Pages read it. `linksets`: those of editions, "/1998/linkset.json", which answers
 * under the edition name, since a table or a PDF has no head to say so (RFC 9264, section 7).
 */
export function headersFile(pathPrefix: string, linksets: readonly string[] = []): string {
  const lines = Object.entries(SECURITY_HEADERS).map(([name, value]) => `  ${name}: ${value}`);
  return [
    `${pathPrefix}*`,
    ...lines,
    `${pathPrefix}assets/*`,
    `  Cache-Control: ${ASSET_CACHE}`,
    `${pathPrefix}*.csv`,
    "  Access-Control-Allow-Origin: *",
    `${pathPrefix}*.json`,
    "  Access-Control-Allow-Origin: *",
    `${pathPrefix}*.jsonld`,
    "  Access-Control-Allow-Origin: *",
    "  Content-Type: application/ld+json",
    `${pathPrefix}*.ttl`,
    "  Access-Control-Allow-Origin: *",
    "  Content-Type: text/turtle; charset=utf-8",
    ...linksets.flatMap((path) => {
      const address = pathPrefix + path.slice(1);
      return [
        `${address.replace(/linkset\.json$/, "")}*`,
        `  Link: <${address}>; rel="linkset"; type="application/linkset+json"`,
        address,
        "  Content-Type: application/linkset+json",
      ];
    }),
    "",
  ].join("\n");
}
