/** What became of regions and sectors, in sentences. */

import type { CodeListEntry, CodeListMove, CrosswalkNote } from "../model/code-list-change.ts";
import type { Speech } from "../words/speech.ts";

export type CodeListNoun = "region" | "sector";

/** "Finnøy (finnoy)": names may be alike where ids are not. */
export function entryName({ id, name }: Pick<CodeListEntry, "id" | "name">): string {
  return `${name} (${id})`;
}

/** "The region Old (old) is New (new) from 2018 on: its note." */
export function moveSentence(kind: CodeListNoun, move: CodeListMove, speech: Speech): string {
  return `${noted(moveWords(kind, move, speech), move.notes, speech)}.`;
}

/** "The regions Finnøy (finnoy) and Rennesøy (rennesoy) merged into Stavanger (stavanger) in 2020". */
function moveWords(
  kind: CodeListNoun,
  { change, from, to, notes }: CodeListMove,
  speech: Speech,
): string {
  const { say } = speech;
  const when = datedBy(notes, speech);
  const names = (entries: readonly CodeListEntry[]): string => speech.list(entries.map(entryName));
  const stays = (entries: readonly CodeListEntry[], id: string): boolean =>
    entries.some((entry) => entry.id === id);
  const all = { kind, from: names(from), to: names(to), ...when };
  switch (change) {
    case "renamed":
      return say("history.move-renamed", all);
    case "merged": {
      const joined = from.filter(({ id }) => !stays(to, id));
      // Nothing but a part went over where all ids are still there.
      const moved = joined.length > 0 ? joined : from;
      return say("history.move-merged", { ...all, n: moved.length, from: names(moved) });
    }
    case "split": {
      const parts = to.filter(({ id }) => !stays(from, id));
      return parts.length < to.length
        ? say("history.move-divided", { ...all, n: parts.length, to: names(parts) })
        : say("history.move-split", all);
    }
    case "reorganised":
      return say("history.move-reorganised", all);
  }
}

/** The years of the crosswalk's rows, and whether there are any: "2018 and 2020". */
function datedBy(
  notes: readonly CrosswalkNote[],
  speech: Speech,
): { readonly dated: "yes" | "no"; readonly years: string } {
  const years = speech.list([...new Set(notes.map(({ since }) => String(since)))]);
  return { dated: years === "" ? "no" : "yes", years };
}

/** Words without a full stop, and behind a colon the notes of the crosswalk, each once. */
export function noted(words: string, notes: readonly CrosswalkNote[], { say }: Speech): string {
  const said = [...new Set(notes.map(({ note }) => note.replace(/\.$/, "")))];
  const texts = said.filter((note) => note !== "");
  return texts.length === 0 ? words : say("history.noted", { words, notes: texts.join("; ") });
}

/** "the region ended in 2018: its note": what the crosswalk says of what nothing takes the place of. */
export function endClause(kind: CodeListNoun, ended: CrosswalkNote, speech: Speech): string {
  return noted(
    speech.say("history.place-ended", { kind, year: String(ended.since) }),
    [ended],
    speech,
  );
}

/** How a region or sector came to be what it is, as a clause: "its region took in Finnøy in 2020". */
export function originClause(
  kind: CodeListNoun,
  move: CodeListMove,
  id: string,
  speech: Speech,
): string {
  const { change, from, to } = move;
  const { say } = speech;
  const names = (entries: readonly CodeListEntry[]): string =>
    speech.list(entries.map(({ name }) => name));
  const others = from.filter((entry) => entry.id !== id);
  const all = { kind, names: names(from), ...datedBy(move.notes, speech) };
  switch (change) {
    case "renamed":
      return say("history.origin-renamed", all);
    case "merged":
      return others.length < from.length
        ? say("history.origin-enlarged", { ...all, names: names(others) })
        : say("history.origin-merged", all);
    case "split":
      return others.length < from.length
        ? say("history.origin-reduced", {
            ...all,
            names: names(to.filter((entry) => entry.id !== id)),
          })
        : say("history.origin-divided", all);
    case "reorganised":
      return say("history.origin-reorganised", all);
  }
}
