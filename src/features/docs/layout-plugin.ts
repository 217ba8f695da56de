import type { System } from "swagger-ui-dist/swagger-ui-es-bundle.js";

/** Replaces Swagger UI's layout, which adds a second <main>, a heading and a server list with one entry. */
export function layoutPlugin({ React }: System) {
  const h = React.createElement;
  // biome-ignore lint/correctness/noComponentHookFactories: it must use Swagger UI's own React, and is created once.
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
