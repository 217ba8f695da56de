"use client";
import { useEffect, useRef, useState } from "react";

const FIRST_HEIGHT = 320;

/** Links of a mail open in a tab of their own: the sandbox lets the mail do nothing else. */
const inNewTab = (html: string) => html.replace("<head>", '<head><base target="_blank">');

/** A mail in a frame as high as its content. It may share our origin, which measuring it needs, because no script runs in it. */
export function MailFrame({ subject, html }: { subject: string; html: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(FIRST_HEIGHT);

  useEffect(() => {
    const element = frame.current;
    const observer = new ResizeObserver(([entry]) => {
      const { offsetHeight } = (entry as ResizeObserverEntry).target as HTMLElement;
      if (offsetHeight > 0) setHeight(offsetHeight); // it has none while the mail is closed
    });
    function observe() {
      const root = element?.contentDocument?.documentElement;
      observer.disconnect();
      if (root) observer.observe(root);
    }
    observe(); // it may have loaded before React did
    element?.addEventListener("load", observe);
    return () => {
      observer.disconnect();
      element?.removeEventListener("load", observe);
    };
  }, []);

  return (
    <iframe
      ref={frame}
      title={subject}
      srcDoc={inNewTab(html)}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      style={{ height }}
      className="block w-full border-line border-t"
    />
  );
}
