/** Swagger UI with its styles. It exceeds 1 MB, so it is imported dynamically and only on the docs page. */
import "./docs.css";

export { default } from "swagger-ui-dist/swagger-ui-es-bundle.js";
