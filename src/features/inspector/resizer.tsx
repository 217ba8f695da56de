import { type KeyboardEvent, type PointerEvent, useState } from "react";

const [MIN, MAX, STEP] = [20, 90, 5];
const limited = (percent: number) => Math.round(Math.min(MAX, Math.max(MIN, percent)));

/** Changes the height of the drawer, in percent of the window's: by dragging, or by arrow keys. */
export function Resizer() {
  const [height, setHeight] = useState(45);

  function resize(percent: number) {
    setHeight(limited(percent));
    document.documentElement.style.setProperty("--inspector-height", `${limited(percent)}dvh`);
  }
  function onKeyDown({ key }: KeyboardEvent) {
    if (key === "ArrowUp") resize(height + STEP);
    if (key === "ArrowDown") resize(height - STEP);
  }
  function onPointerMove({ currentTarget, pointerId, clientY }: PointerEvent<HTMLElement>) {
    if (currentTarget.hasPointerCapture(pointerId)) resize(100 * (1 - clientY / window.innerHeight));
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr cannot be moved.
    <div
      role="separator"
      aria-label="Height"
      aria-orientation="horizontal"
      aria-valuemin={MIN}
      aria-valuemax={MAX}
      aria-valuenow={height}
      tabIndex={0}
      className="resizer"
      onKeyDown={onKeyDown}
      onPointerDown={({ currentTarget, pointerId }) => currentTarget.setPointerCapture(pointerId)}
      onPointerMove={onPointerMove}
    />
  );
}
