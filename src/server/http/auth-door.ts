import "server-only";
import { parse } from "cookie";
import NextAuth from "next-auth";
import { authOptions } from "../auth";
import { badRequest, notFound } from "../errors";

/**
 * next-auth behind a Request and a Response. Its own route handler reads Next's request scope, so that no test could
 * call it; its older handler for Node takes what is built here.
 */
export async function answerAuth(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const nextauth = url.pathname.split("/").slice(3);
  if (nextauth[0] === "_log") throw notFound("page"); // it would write what anybody sends into our log

  const answer = { status: 200, body: null as string | null, headers: new Headers() };
  const res = {
    status: (status: number) => {
      answer.status = status;
      return res;
    },
    getHeader: (name: string) => (name === "Set-Cookie" ? answer.headers.getSetCookie() : answer.headers.get(name)),
    setHeader: (name: string, value: string | string[]) => {
      answer.headers.delete(name);
      for (const item of [value].flat()) answer.headers.append(name, item);
      return res;
    },
    json: (value: unknown) => {
      answer.headers.set("content-type", "application/json");
      answer.body = JSON.stringify(value);
    },
    send: (value: unknown) => {
      if (typeof value !== "string") return res.json(value ?? {});
      answer.body = value;
    },
    end: () => {},
  };
  const req = {
    method: request.method,
    headers: Object.fromEntries(request.headers),
    cookies: parse(request.headers.get("cookie") ?? ""),
    query: { ...Object.fromEntries(url.searchParams), nextauth },
    body: await readForm(request),
  };
  const faults: unknown[] = [];
  await NextAuth(req as never, res as never, authOptions(request.headers, faults));
  if (faults.length) throw faults[0];
  answer.headers.set("cache-control", "private, no-store");
  return new Response(answer.body, { status: answer.status, headers: answer.headers });
}

async function readForm(request: Request): Promise<Record<string, unknown>> {
  const text = await request.text();
  if (!request.headers.get("content-type")?.includes("json")) return Object.fromEntries(new URLSearchParams(text));
  try {
    return { ...JSON.parse(text || "{}") };
  } catch {
    throw badRequest("The body is not valid JSON.");
  }
}
