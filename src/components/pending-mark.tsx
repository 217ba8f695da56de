/** Marks a navigation that waits for its page: see globals.css. Always rendered, so that nothing around it moves. */
export function PendingMark({ pending }: { pending: boolean }) {
  return <span hidden data-pending={pending || undefined} />;
}
