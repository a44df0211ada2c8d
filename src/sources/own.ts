/** Properties of objects whose names come from elsewhere: `constructor` may be a code like any other. */

/** The object's own property of that name; never one that every object has. */
export function own<T>(
  record: Readonly<Record<string, T>> | undefined,
  name: string,
): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}
