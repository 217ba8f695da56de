"use client";
import { createContext, type ReactNode, use, useState } from "react";
import { Field } from "@/components/field";
import { Link } from "@/components/link";
import { Texts } from "@/components/span-texts";

/** The token that all operations of the page send. It is kept in memory only. */
const TokenContext = createContext("");
export const useToken = () => use(TokenContext);

/** @param header beside the token's field */
export function TokenProvider({ header, children }: { header: ReactNode; children: ReactNode }) {
  const [token, setToken] = useState("");
  return (
    <TokenContext value={token}>
      <div className="mb-14 grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        {header}
        <div className="noscript:hidden rounded-2xl border border-line bg-surface p-5 shadow-card sm:p-6 lg:self-start">
          <Field
            label="Your token"
            type="password"
            autoComplete="off"
            spellCheck={false}
            value={token}
            onChange={(event) => setToken(event.target.value.trim())}
            hint={
              <Texts>
                Sent by every “Try it” on this page, and forgotten when you leave. Without one, your session is used.{" "}
                <Link href="/account/tokens" className="font-medium text-accent underline underline-offset-4">
                  Create a token
                </Link>
              </Texts>
            }
          />
        </div>
      </div>
      {children}
    </TokenContext>
  );
}
