"use client";
import { QueryErrorResetBoundary } from "@tanstack/react-query";
import { Component, type ReactNode } from "react";
import { ErrorState } from "@/components/error-state";
import { errorData, errorMessage } from "@/trpc/client";

type Props = { children: ReactNode; onReset: () => void };

/** Shows a failed query in place of its content, with the request ID and a retry button. */
class Boundary extends Component<Props, { error?: unknown }> {
  override state: { error?: unknown } = {};

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    const retry = () => {
      this.props.onReset();
      this.setState({ error: undefined });
    };
    return <ErrorState message={errorMessage(error)} reference={errorData(error)?.requestId} onRetry={retry} />;
  }
}

export function QueryBoundary({ children }: { children: ReactNode }) {
  return (
    <QueryErrorResetBoundary>{({ reset }) => <Boundary onReset={reset}>{children}</Boundary>}</QueryErrorResetBoundary>
  );
}
