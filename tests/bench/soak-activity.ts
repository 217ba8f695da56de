/** What an activity of a soak is made of. */

export type Visitor = { address: string; email: string; password: string; token: string };
export type Call = {
  headers?: Record<string, string>;
  json?: unknown;
  status: number;
  read?: (response: Response) => Promise<unknown>;
};
export type Request = (operation: string, call: Call) => Promise<Record<string, unknown>>;
export type Activity = (request: Request, visitor: Visitor, turn: number) => Promise<unknown>;

export const readText = (response: Response) => response.text();
export const bearer = ({ token }: Pick<Visitor, "token">) => ({ authorization: `Bearer ${token}` });

/** Reads the beginning of a stream and leaves, as a visitor who closes the tab. */
export async function readStart(response: Response) {
  const reader = response.body?.getReader();
  await reader?.read();
  await reader?.cancel();
}

/** A page that is read to its end. */
export const html = { status: 200, read: readText };
