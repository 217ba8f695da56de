/** What changed for people: the sections of CHANGELOG.md after a release. */
import { compareTags } from "./releases";

/** @returns the sections of the releases after `from`, up to `to`; versions without a "v" */
export function sectionsBetween(changelog: string, from: string, to: string): string {
  return changelog
    .split(/^(?=## )/m)
    .filter((section) => {
      const tag = `v${/^## (\d+\.\d+\.\d+)/.exec(section)?.[1]}`;
      return compareTags(tag, `v${from}`) > 0 && compareTags(tag, `v${to}`) <= 0;
    })
    .join("")
    .trim();
}
