/** Addresses of the site as authors and analysts write them: from the root, without host and path prefix. */

/** A page, which ends in "/", or a file: small letters, digits and hyphens between slashes. */
const ADDRESS = /^\/(?:[a-z0-9-]+\/)*(?:CITATION\.cff|[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)+)?$/;

export function isAddress(text: string): boolean {
  return ADDRESS.test(text);
}

/** Whether an address is that of a page; else it is a file's. */
export function isPageAddress(address: string): boolean {
  return address.endsWith("/");
}

/** "2027-01-31": a day of the calendar, as ISO 8601 writes it. */
export function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  const days = [31, isLeap(Number(year)) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const last = days[Number(month) - 1];
  return last !== undefined && Number(day) >= 1 && Number(day) <= last;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
