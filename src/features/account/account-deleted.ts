/** A message from the page that deleted an account to the next page of this tab. A link cannot forge it. */
const KEY = "roundtrip.account-deleted";

export function markAccountDeleted() {
  try {
    window.sessionStorage.setItem(KEY, "yes");
  } catch {
    // storage is blocked: the next page does not mention it
  }
}

/** Whether an account was just deleted; true once. */
export function takeAccountDeleted(): boolean {
  try {
    const isDeleted = window.sessionStorage.getItem(KEY) !== null;
    window.sessionStorage.removeItem(KEY);
    return isDeleted;
  } catch {
    return false;
  }
}
