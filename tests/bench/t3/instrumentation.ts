/** Does nothing. Without this file, Next would find and run the project's. */
export function register() {}
