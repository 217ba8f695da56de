/** Runs what records: the application must not notice when that fails. */
export function quietly<Result>(record: () => Result): Result | undefined {
  try {
    return record();
  } catch {
    return undefined;
  }
}
