/** What each page has of its own comes in; HTML files go out that no folder holds: a head, and one element that draws all. */
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

interface Shell {
  /** Below src/, without `.ts`. */
  script: string;
  element: string;
  tags?: string[];
}

const about =
  '<meta name="description" content="Points and badges for work that was merged, reviewed and closed, live." />';
const unlisted = '<meta name="robots" content="noindex" />';
/** Its address is a secret. */
const untold = '<meta name="referrer" content="no-referrer" />';

/** By the file's name without `.html`. The page of an award is a file: the server writes it, so that it is read without scripts. */
export const shells: Record<string, Shell> = {
  index: { script: "pages/front", element: "codebadge-front-page", tags: [about] },
  person: { script: "pages/person", element: "codebadge-person-page", tags: [about] },
  boards: { script: "pages/boards", element: "codebadge-boards-page" },
  leagues: { script: "pages/leagues", element: "codebadge-leagues-page" },
  estimates: { script: "pages/estimates", element: "codebadge-estimates-page" },
  "badges-gallery": { script: "pages/gallery", element: "codebadge-gallery-page" },
  "sign-in": { script: "pages/sign_in", element: "codebadge-sign-in-page", tags: [unlisted] },
  "set-up": { script: "pages/set_up", element: "codebadge-set-up-page", tags: [unlisted] },
  "new-organization": {
    script: "pages/new_organization",
    element: "codebadge-new-organization-page",
    tags: [unlisted],
  },
  me: { script: "pages/me", element: "codebadge-me-page", tags: [unlisted] },
  shared: { script: "pages/shared", element: "codebadge-shared-page", tags: [unlisted, untold] },
  admin: { script: "admin/app", element: "codebadge-admin", tags: [unlisted] },
  studio: { script: "studio/page", element: "codebadge-studio" },
};

/** Where each of them would be. */
export const pageFiles = Object.keys(shells).map(fileOf);

/** Builds and serves them as if they were there. */
export const pages: Plugin = {
  name: "pages",
  resolveId: (id) => (pageFiles.includes(id) ? id : null),
  load: (id) => {
    const shell = Object.entries(shells).find(([name]) => fileOf(name) === id)?.[1];
    return shell ? written(shell) : null;
  },
  configureServer: (server) => {
    server.middlewares.use(async (request, response, next) => {
      const [path = "/"] = (request.url ?? "/").split("?");
      const name = path.slice(server.config.base.length).replace(/\.html$/, "") || "index";
      const shell = path.startsWith(server.config.base) && Object.hasOwn(shells, name) && shells[name];
      if (!shell) return next();
      response.setHeader("Content-Type", "text/html");
      response.end(await server.transformIndexHtml(`/${name}.html`, written(shell)));
    });
  },
};

function fileOf(name: string): string {
  return fileURLToPath(new URL(`${name}.html`, import.meta.url));
}

export function written({ script, element, tags = [] }: Shell): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="codebadge-org" content="%CODEBADGE_ORG%" />
${tags.map((tag) => `    ${tag}\n`).join("")}    <title>Codebadge</title>
    <link rel="icon" type="image/svg+xml" href="/static/badges/merge-100.svg" />
    <script type="module" src="./src/${script}.ts"></script>
  </head>
  <body>
    <${element}></${element}>
    <noscript><p>This page is drawn by JavaScript, which is switched off here.</p></noscript>
  </body>
</html>
`;
}
