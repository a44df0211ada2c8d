/** What became of regions and sectors, in sentences. */

import type { CodeListEntry, CodeListMove, CrosswalkNote } from "../model/code-list-change.ts";
import { listWords } from "./format.ts";

export type CodeListNoun = "region" | "sector";

/** "Finnøy (finnoy)": names may be alike where ids are not. */
export function entryName({ id, name }: Pick<CodeListEntry, "id" | "name">): string {
  return `${name} (${id})`;
}

/** "The region Old (old) has been New (new) since 2018: its note." */
export function moveSentence(noun: CodeListNoun, move: CodeListMove): string {
  return `The ${moveWords(noun, move)}${noteWords(move.notes)}.`;
}

/** "regions Finnøy (finnoy) and Rennesøy (rennesoy) merged into Stavanger (stavanger) in 2020". */
function moveWords(noun: CodeListNoun, { change, from, to, notes }: CodeListMove): string {
  const years = yearWords(notes);
  const stays = (entries: readonly CodeListEntry[], id: string): boolean =>
    entries.some((entry) => entry.id === id);
  switch (change) {
    case "renamed":
      return `${noun} ${namesOf(from)} is ${namesOf(to)}${years === "" ? " now" : ` from ${years} on`}`;
    case "merged": {
      const joined = from.filter(({ id }) => !stays(to, id));
      // Nothing but a part went over where all ids are still there.
      const moved = joined.length > 0 ? joined : from;
      return `${nounOf(noun, moved)} ${namesOf(moved)} merged into ${namesOf(to)}${inYears(years)}`;
    }
    case "split": {
      const parts = to.filter(({ id }) => !stays(from, id));
      return parts.length < to.length
        ? `${nounOf(noun, parts)} ${namesOf(parts)} ${parts.length === 1 ? "was" : "were"} divided from ${namesOf(from)}${inYears(years)}`
        : `${noun} ${namesOf(from)} was split into ${namesOf(to)}${inYears(years)}`;
    }
    case "reorganised":
      return `${noun}s ${namesOf(from)} were reorganised into ${namesOf(to)}${inYears(years)}`;
  }
}

function nounOf(noun: CodeListNoun, entries: readonly CodeListEntry[]): string {
  return entries.length === 1 ? noun : `${noun}s`;
}

function namesOf(entries: readonly CodeListEntry[]): string {
  return listWords(entries.map(entryName));
}

/** "2018 and 2020"; empty where no row says. */
export function yearWords(notes: readonly CrosswalkNote[]): string {
  return listWords([...new Set(notes.map(({ since }) => String(since)))]);
}

function inYears(years: string): string {
  return years === "" ? "" : ` in ${years}`;
}

/** The notes of the crosswalk behind a colon, each once; empty where there are none. */
export function noteWords(notes: readonly CrosswalkNote[]): string {
  const said = [...new Set(notes.map(({ note }) => note.replace(/\.$/, "")))];
  const texts = said.filter((note) => note !== "");
  return texts.length === 0 ? "" : `: ${texts.join("; ")}`;
}

/** How a region or sector came to be what it is, as a clause: "its region took in Finnøy in 2020". */
export function originClause(noun: CodeListNoun, move: CodeListMove, id: string): string {
  const { change, from, to } = move;
  const years = inYears(yearWords(move.notes));
  const names = (entries: readonly CodeListEntry[]): string =>
    listWords(entries.map(({ name }) => name));
  const others = from.filter((entry) => entry.id !== id);
  switch (change) {
    case "renamed":
      return `its ${noun} was ${names(from)} before`;
    case "merged":
      return others.length < from.length
        ? `its ${noun} took in ${names(others)}${years}`
        : `its ${noun} was formed of ${names(from)}${years}`;
    case "split":
      return others.length < from.length
        ? `its ${noun} gave up ${names(to.filter((entry) => entry.id !== id))}${years}`
        : `its ${noun} was divided from ${names(from)}${years}`;
    case "reorganised":
      return `its ${noun} was made of parts of ${names(from)}${years}`;
  }
}
