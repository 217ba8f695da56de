import type { System } from "swagger-ui-dist/swagger-ui-es-bundle.js";

/** What of the library stands on our page: its own layout brings a second <main>, a heading, and a choice of one server. */
export function layoutPlugin({ React }: System) {
  const h = React.createElement;
  // biome-ignore lint/correctness/noComponentHookFactories: it has to be of the library's own React, and is made once.
  const DocsLayout = ({ getComponent }: System) =>
    h(
      "div",
      { className: "swagger-ui" },
      h(getComponent("SvgAssets")),
      h(getComponent("InfoContainer", true)),
      h("div", { className: "authorize-all" }, h(getComponent("AuthorizeBtnContainer", true))),
      h(getComponent("operations", true)),
    );
  return { components: { DocsLayout } };
}
