import type { ReactNode } from "react";

/** Small scenes: an object on a floor, with its shadow. */
const SCENES = {
  box: {
    wall: "#dcd8e4",
    floor: "#cdc8d8",
    scene: (
      <>
        <path fill="#8d6534" d="M46 54l10-9h48l10 9z" />
        <path fill="#dcb27a" d="M46 54l10-9-15-8-13 9z" />
        <path fill="#c99a5b" d="M114 54l-10-9 15-8 13 9z" />
        <path fill="#d3a565" d="M46 54h68v40H46z" />
        <path fill="#b98a4e" d="M88 54h26v40H88z" opacity=".55" />
        <path fill="#f1e3c8" d="M74 54h12v15H74z" opacity=".8" />
        <rect x="52" y="78" width="22" height="10" rx="2" fill="#fbf6ea" />
        <path stroke="#cfc1a8" strokeWidth="2" strokeLinecap="round" d="M56 83h12" />
      </>
    ),
  },
  search: {
    wall: "#cddae4",
    floor: "#bdccd9",
    scene: (
      <>
        <rect x="44" y="26" width="50" height="66" rx="5" fill="#fbf6ea" transform="rotate(-5 69 59)" />
        <path stroke="#cfc1a8" strokeWidth="3" strokeLinecap="round" d="M53 44l28-2M54 54l20-2M55 64l12-1" />
        <path stroke="#c66f50" strokeWidth="9" strokeLinecap="round" d="M108 78l13 14" />
        <circle cx="94" cy="62" r="19" fill="#e6f0f5" stroke="#3e5a7c" strokeWidth="6" />
        <path fill="none" stroke="#fff" strokeWidth="3" strokeLinecap="round" d="M84 58a11 11 0 0 1 8-7" />
      </>
    ),
  },
  bag: {
    wall: "#eedfb8",
    floor: "#e2cf9f",
    scene: (
      <>
        <path fill="none" stroke="#a9573c" strokeWidth="5" d="M68 52V40a12 12 0 0 1 24 0v12" />
        <path fill="#fbf6ea" d="M52 48h56l4 46H48z" />
        <path fill="#e7dcc7" d="M94 48h14l4 46H99z" />
        <path fill="none" stroke="#c66f50" strokeWidth="5" strokeLinecap="round" d="M64 62V48a16 16 0 0 1 32 0v14" />
        <path stroke="#cfc1a8" strokeWidth="2" strokeDasharray="4 5" d="M52 56h56" />
      </>
    ),
  },
  key: {
    wall: "#d5dece",
    floor: "#c4d0bd",
    scene: (
      <>
        <path fill="#c66f50" d="M44 66l-10 22 14 6 10-22z" />
        <circle cx="48" cy="71" r="2.5" fill="#fbf6ea" />
        <path stroke="#bb8929" strokeWidth="9" strokeLinecap="round" d="M80 61h42M106 63v13M119 63v10" />
        <path stroke="#dca93f" strokeWidth="9" strokeLinecap="round" d="M80 58h42M106 60v12M119 60v9" />
        <circle cx="63" cy="58" r="17" fill="none" stroke="#dca93f" strokeWidth="9" />
        <path fill="none" stroke="#f1d489" strokeWidth="3" strokeLinecap="round" d="M50 52a14 14 0 0 1 11-8" />
      </>
    ),
  },
} satisfies Record<string, { wall: string; floor: string; scene: ReactNode }>;
export type EmptyPictureName = keyof typeof SCENES;

/** Decorative: the text of an empty list says what is missing. */
export function EmptyPicture({ name }: { name: EmptyPictureName }) {
  const { wall, floor, scene } = SCENES[name];
  return (
    <svg aria-hidden viewBox="0 0 160 120" className="mb-5 w-36 rounded-2xl dark:brightness-85">
      <path fill={wall} d="M0 0h160v120H0z" />
      <path fill={floor} d="M0 84h160v36H0z" />
      <ellipse cx="80" cy="96" rx="42" ry="5" fill="#232833" opacity=".14" />
      {scene}
    </svg>
  );
}
