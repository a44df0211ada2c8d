/** Text that may stand in XML. */

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** All but the characters of XML 1.0 (section 2.2): control characters, lone surrogates. */
const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Without characters that would make a document ill-formed. Reading strips them already; here nothing may be lost to them. */
export function onlyXml(text: string): string {
  return text.replace(NOT_XML, "");
}

/** Text between tags or inside a quoted attribute. */
export function escapeXml(text: string): string {
  return onlyXml(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
