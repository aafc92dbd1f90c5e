/** Shows /openapi.json; everything comes from this server, and nothing is asked of any other. */
const ui = globalThis.SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#api",
  layout: "BaseLayout",
  validatorUrl: null,
  deepLinking: true,
  docExpansion: "none",
  defaultModelsExpandDepth: 0,
  displayRequestDuration: false,
  tryItOutEnabled: false,
  requestInterceptor: withProof,
});
globalThis.ui = ui;

let proof = "";

/** A signed-in browser proves with every change that it is our own page which asks. */
async function withProof(request) {
  const changes = request.method && !["GET", "HEAD"].includes(request.method.toUpperCase());
  if (changes && !request.headers.Authorization) {
    proof ||= (await (await fetch("/v1/session")).json()).csrf ?? "";
    request.headers["X-CSRF-Token"] = proof;
  }
  return request;
}
