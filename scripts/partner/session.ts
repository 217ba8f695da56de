/** The session of this page, and API calls with its tokens. */
import { login, logout, type Problem, refreshTokens, type TokenPair } from "../api/client";
import { configure } from "../api/http";

/**
 * In memory, while this page is open. Any injected script could read storage or a readable cookie, but not this variable.
 */
let tokens: TokenPair | undefined;
let renewal: Promise<void> | undefined;

function keep(pair: TokenPair | undefined): void {
  tokens = pair;
  configure({ token: pair?.accessToken });
}

type Answer = { status: number; data: unknown; headers: Headers };
type Success<A extends Answer> = Extract<A, { status: 200 | 201 | 204 }>["data"];

/** An error response of the API. */
export class Refused extends Error {
  readonly requestId: string | undefined;

  constructor(
    readonly status: number,
    headers: Headers,
    problem: Partial<Problem> | undefined,
  ) {
    super(problem?.message ?? `The API answered ${status}, without saying why.`);
    this.requestId = problem?.requestId ?? headers.get("x-request-id") ?? undefined;
  }
}

/** No response, or one that the browser does not expose to this page, without a reason. */
export class Unreadable extends Error {}

async function read<A extends Answer>(send: () => Promise<A>): Promise<Success<A>> {
  const answer = await send().catch((cause: unknown) => {
    throw new Unreadable("No answer that we may read.", { cause });
  });
  if (answer.status < 300) return answer.data as Success<A>;
  const problem = typeof answer.data === "object" && answer.data !== null ? answer.data : undefined;
  throw new Refused(answer.status, answer.headers, problem);
}

export async function signIn(email: string, password: string): Promise<void> {
  keep(await read(() => login({ email, password })));
}

/** Revokes the login at the API, and always forgets the tokens here. */
export async function signOut(): Promise<void> {
  await call(() => logout()).finally(() => keep(undefined));
}

export const isSignedIn = () => tokens !== undefined;

/** Makes a call. If the access token has expired, refreshes it and retries once. */
export async function call<A extends Answer>(send: () => Promise<A>): Promise<Success<A>> {
  try {
    return await read(send);
  } catch (error) {
    if (!(error instanceof Refused && error.status === 401 && tokens)) throw error;
    // A refresh token is valid once, so parallel calls share one refresh.
    renewal ??= renew(tokens.refreshToken).finally(() => {
      renewal = undefined;
    });
    await renewal;
    return await read(send);
  }
}

async function renew(refreshToken: string): Promise<void> {
  try {
    keep(await read(() => refreshTokens({ refreshToken })));
  } catch (error) {
    if (error instanceof Refused && error.status === 401) keep(undefined); // the login is over
    throw error;
  }
}
