/** The address of a figure on a page: the page's own, with the figure's id as its fragment. */

export interface FigureAddress {
  readonly id: string;
  /** Of the figure, on pages that show figures of several editions. */
  readonly edition: string | undefined;
}

/** "#figure=lq:horten/electronics:1990", with "&edition=1998" on pages of several editions. Ids need no escapes. */
export function fragmentOf({ id, edition }: FigureAddress): string {
  return `#figure=${id}${edition === undefined ? "" : `&edition=${edition}`}`;
}

/** What a fragment names; undefined where it names no number. Programs that pass addresses on may have escaped it. */
export function addressedIn(fragment: string): FigureAddress | undefined {
  const [, id, edition] =
    /^#figure=([^&]+)(?:&edition=([a-z0-9-]+))?$/.exec(unescaped(fragment)) ?? [];
  return id === undefined ? undefined : { id, edition };
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
