/** The package has no types; these cover the parts we use. */
declare module "swagger-ui-dist/swagger-ui-es-bundle.js" {
  type Component = import("react").ComponentType;
  export type System = {
    React: typeof import("react");
    getComponent: (name: string, isContainer?: boolean) => Component;
  };
  type Options = {
    domNode: HTMLElement;
    spec: object;
    onComplete: () => void;
    validatorUrl: null;
    persistAuthorization: boolean;
    deepLinking: boolean;
    docExpansion: "list" | "full" | "none";
    defaultModelsExpandDepth: number;
    displayRequestDuration: boolean;
    syntaxHighlight: { theme: string };
    plugins: ((system: System) => object)[];
    layout: string;
  };
  export default function SwaggerUI(options: Options): unknown;
}
