/** The server's message in an error response of /api/auth; undefined if something else responded, such as a proxy. */
export async function authErrorMessage(response: Response): Promise<string | undefined> {
  const body = await response.json().catch(() => undefined);
  return body?.error?.json?.message;
}
