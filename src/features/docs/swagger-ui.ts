/** The console's library with its styles: more than a megabyte, so that only this page asks for it, and only when it shows. */
import "./docs.css";

export { default } from "swagger-ui-dist/swagger-ui-es-bundle.js";
