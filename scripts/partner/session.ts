/** The login of this page: keeps, sends and refreshes the tokens. */
import { login, logout, type Problem, refreshTokens, type TokenPair } from "../api/client";
import { configure } from "../api/http";

/**
 * Kept in memory only. Any script that runs on the page can read localStorage, sessionStorage and script-readable
 * cookies, but not a variable of this module.
 */
let tokens: TokenPair | undefined;
let refreshing: Promise<void> | undefined;

function setTokens(pair: TokenPair | undefined): void {
  tokens = pair;
  configure({ token: pair?.accessToken });
}

type ApiResponse = { status: number; data: unknown; headers: Headers };
type Success<R extends ApiResponse> = Extract<R, { status: 200 | 201 | 204 }>["data"];

/** The API returned an error response. */
export class ApiError extends Error {
  readonly requestId: string | undefined;

  constructor(
    readonly status: number,
    headers: Headers,
    problem: Partial<Problem> | undefined,
  ) {
    super(problem?.message ?? `The API failed with status ${status}.`);
    this.requestId = problem?.requestId ?? headers.get("x-request-id") ?? undefined;
  }
}

/** There is no readable response: the network failed, or CORS blocked it. The browser doesn't expose which. */
export class UnreadableResponse extends Error {}

async function read<R extends ApiResponse>(send: () => Promise<R>): Promise<Success<R>> {
  const response = await send().catch((cause: unknown) => {
    throw new UnreadableResponse("No readable response", { cause });
  });
  if (response.status < 300) return response.data as Success<R>;
  const problem = typeof response.data === "object" && response.data !== null ? response.data : undefined;
  throw new ApiError(response.status, response.headers, problem);
}

export async function signIn(email: string, password: string): Promise<void> {
  setTokens(await read(() => login({ email, password })));
}

/** Revokes the login at the API. The tokens are dropped even if that fails. */
export async function signOut(): Promise<void> {
  await call(() => logout()).finally(() => setTokens(undefined));
}

export const isSignedIn = () => tokens !== undefined;

/** Makes a call. If the access token has expired, refreshes it and retries the call once. */
export async function call<R extends ApiResponse>(send: () => Promise<R>): Promise<Success<R>> {
  try {
    return await read(send);
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 401 && tokens)) throw error;
    // A refresh token is valid once, so concurrent calls share one refresh.
    refreshing ??= refresh(tokens.refreshToken).finally(() => {
      refreshing = undefined;
    });
    await refreshing;
    return await read(send);
  }
}

async function refresh(refreshToken: string): Promise<void> {
  try {
    setTokens(await read(() => refreshTokens({ refreshToken })));
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) setTokens(undefined); // the login has expired or was revoked
    throw error;
  }
}
