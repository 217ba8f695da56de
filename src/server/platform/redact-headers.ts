import "server-only";

export type HeaderList = [name: string, value: string][];

/** Cookies by name, and the attributes of one that is set. */
const withoutValues = (text: string, separator: RegExp) => text.replace(separator, "$1=…");

const REDACTED: Record<string, (value: string) => string> = {
  cookie: (value) => withoutValues(value, /([^=;\s]+)=[^;]*/g),
  "set-cookie": (value) => withoutValues(value, /^([^=;]+)=[^;]*/),
  authorization: (value) => value.replace(/^(\S+)\s.*$/s, "$1 …"),
  "proxy-authorization": (value) => value.replace(/^(\S+)\s.*$/s, "$1 …"),
};

/** Headers without the values of cookies and credentials. @param raw names and values in turn, as Node has them */
export function redactHeaders(raw: readonly string[]): HeaderList {
  const headers: HeaderList = [];
  for (let index = 0; index < raw.length; index += 2) {
    const name = (raw[index] ?? "").toLowerCase();
    const value = raw[index + 1] ?? "";
    headers.push([name, REDACTED[name]?.(value) ?? value]);
  }
  return headers;
}
