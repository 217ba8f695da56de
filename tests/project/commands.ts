/** Every command of the documents, and what runs it. Those that commands.test.ts runs itself come in the sequence in which it does. */

/** Run by commands.test.ts, in a copy of the project with an empty database. */
export const COPY = "run in a copy";
/** The same, on the database of the test. */
export const DATABASE = "run on a database";
/** The same, where PostgreSQL's programs are as new as the server. */
export const BACKUP = "run as a backup";
/** The lines of the block on the REST API, which is run as a whole. */
export const REST = "run with its block";

const BENCH = "not run: minutes; tests/project/bench.test.ts and its neighbors test its parts";
const DOCKER = "not run: needs Docker; tests/image/run.ts makes the stages without it";
const ACCOUNT = "not run: needs an account";
const PACKAGE = "not run: needs a registry; the recipe was tried with the package";
const MACHINE = "not run: needs a second machine; tests/e2e/standalone.ts copies the folder";
const ROOT = "not run: changes the system; its files are tried";

// Elsewhere: a file, and what it contains where it runs the command.
const LINT = "tests/run.mjs#@biomejs/biome/bin/biome";
const NEW = "tests/generated/run.ts#script(`npm run new";
const STRIP = "tests/stripped/run.ts#scripts/strip-demo.ts";
const DEPLOY = 'tests/setup/release.ts#["scripts/setup.mjs", "deploy"]';
const MIGRATE = 'tests/project/tls.test.ts#["scripts/setup.mjs", "migrate", "seed"]';
const ADMIN = 'tests/image/run.ts#"npm", "run", "admin:create"';
const INSTALL = 'tests/setup/previous-release.ts#"npm", "ci", "--include=dev"';
const COMPOSE = ".github/workflows/ci.yml#docker compose up --build --detach";

export const commands: Readonly<Record<string, string>> = {
  "npm run setup:env": COPY,
  'echo "POSTGRES_PASSWORD=$(openssl rand -hex 24)" >> .env': COPY,
  "npm run docs": COPY,
  "npx prisma migrate dev --name add-review": COPY,
  "npx prisma migrate resolve --rolled-back NAME": COPY,
  "npm run new-project ../shop": COPY,
  "node -e \"console.log(require('node:crypto').randomBytes(32).toString('base64url'))\"": COPY,

  "DATABASE_URL=postgresql://... npm run db:migrate": DATABASE,
  "npm run db:seed": DATABASE,
  'npm run admin:create -- EMAIL "NAME"': DATABASE,
  'DATABASE_URL=postgresql://... npm run admin:create -- you@example.com "Your Name"': DATABASE,
  "pg_dump --format=custom --no-owner --file=roundtrip.dump postgresql://...": BACKUP,
  "pg_restore --no-owner --exit-on-error --dbname=postgresql://... roundtrip.dump": BACKUP,
  "api=http://localhost:3000/api/v1": REST,
  'curl $api/login -H \'Content-Type: application/json\' -d \'{"email":"customer@example.com","password":"roundtrip-demo"}\'':
    REST,
  "token=...": REST,
  'curl $api/orders -H "Authorization: Bearer $token"': REST,

  "npm run dev": "tests/project/start.test.ts#scripts/serve.mjs",
  "npm run build": "tests/setup/previous-release.ts#scripts/setup.mjs",
  "npm start": 'tests/e2e/second-server.ts#["scripts/serve.mjs", "start"]',
  "HOSTNAME=0.0.0.0 PORT=3000 node server.js": "tests/e2e/standalone.ts#server.js",
  "DATABASE_URL=postgresql://... npm start": 'tests/e2e/second-server.ts#["scripts/serve.mjs", "start"]',
  "npm test": ".ci/run#npm test",
  "npm run test:gallery": "not run: a part of npm test",
  "npx vitest run --config tests/vitest.config.ts tests/api/token.test.ts": "tests/run.mjs#vitest/vitest.mjs",
  "npx vitest run --config tests/vitest.config.ts /review": "tests/run.mjs#vitest/vitest.mjs",
  "npx playwright test --config tests/e2e/playwright.config.ts tokens": "tests/run.mjs#@playwright/test/cli.js",
  "npx playwright install --with-deps chromium": "not run: downloads a browser, and changes the system",
  "npm run lint": LINT,
  "npm run lint && npm run typecheck": LINT,
  "npm run typecheck": "tests/run.mjs#typescript/bin/tsc",
  "npm run format": "not run: npm run lint, which writes its fixes",
  "npm run audit": "not run: needs a registry; tests/project/supply-chain.test.ts tests its verdict",

  "npm run setup": 'tests/run.mjs#setUp(["install", "generate"])',
  "npm run setup:install": 'tests/project/setup.test.ts#setUp(["install"])',
  "npm run db:start": "tests/project/postgres.test.ts#startPostgres",
  "npm run db:generate": 'tests/generated/run.ts#"scripts/setup.mjs", "generate"',
  "npm run db:migrate": MIGRATE,
  "npm run admin:create": ADMIN,
  "npm run api:client": "tests/generated/run.ts#scripts/api/generate.ts",
  "npm run new": NEW,
  "npm run new -- review": NEW,
  'npm run new -- review --fields "rating:int(1..5), text:text(1..2000)" --public-read --rest --page': NEW,
  "npm run new-project": "tests/generated/old-project.ts#scripts/new-project.ts",
  "npm run upgrade": "tests/generated/old-project.ts#scripts/upgrade.ts",
  "npm run strip-demo": STRIP,
  'npm run strip-demo -- --name "Acme"': STRIP,
  "npm run strip-demo -- --name acme --yes": STRIP,
  "npm run upgrade -- --yes": "tests/generated/old-project.ts#scripts/upgrade.ts",
  "npm run partner": "tests/e2e/partner.spec.ts#scripts/partner/serve",
  "npm run bench": BENCH,
  "npm run bench -- --quick --only order": BENCH,
  "npm run bench:dev": BENCH,
  "npm run bench:live": BENCH,
  "npm run bench:live -- 1000": BENCH,
  "npm run bench:sign-in": BENCH,
  "npm run soak": BENCH,

  "npm install --save-exact pg-boss@12.38.0": PACKAGE,
  "node --input-type=module -e \"console.log((await import('pg-boss')).getConstructionPlans('pgboss'))\"": PACKAGE,
  "npm install --save-exact aws4fetch@1.0.20": PACKAGE,
  "npm install --save-exact stripe@23.1.0": PACKAGE,
  "npm install --save-exact better-auth@1.7.25": PACKAGE,
  "npm install --save-exact next-intl@4.15.0": PACKAGE,
  "npm ci": INSTALL,
  "npm ci --include=dev && npm run build": INSTALL,
  "npm ci --include=dev && npm run vercel-build": INSTALL,
  "npm run vercel-build": DEPLOY,
  "git pull": "not run: needs a remote repository",
  "docker compose build": DOCKER,
  "docker compose exec -T database pg_dump --username=roundtrip --format=custom --no-owner roundtrip > roundtrip.dump":
    DOCKER,
  "docker compose run --rm migrate": "tests/image/run.ts#runTool(...(migrate.command",
  "docker compose up --detach": DOCKER,
  "docker compose down": DOCKER,
  "docker compose down --volumes": DOCKER,
  "docker compose up --build": COMPOSE,
  "docker compose up --build --detach": COMPOSE,
  "docker compose run --rm migrate npm run db:seed": 'tests/image/run.ts#"npm", "run", "db:seed"',
  'docker compose run --rm migrate npm run admin:create -- you@example.com "Your Name"': ADMIN,
  "docker build --target run --tag roundtrip .": DOCKER,
  "docker build --target migrate --tag roundtrip-migrate .": DOCKER,
  "apt-get install nginx postgresql certbot python3-certbot-nginx curl rsync": ROOT,
  "runuser -u postgres -- createuser --pwprompt roundtrip": ROOT,
  "runuser -u postgres -- createdb --owner=roundtrip --template=template0 --encoding=UTF8 roundtrip": ROOT,
  "touch /etc/roundtrip.env && chmod 600 /etc/roundtrip.env": ROOT,
  'echo "DATABASE_URL=postgresql://roundtrip:PASSWORD@localhost:5432/roundtrip" >> /etc/roundtrip.env': ROOT,
  'echo "NEXTAUTH_SECRET=$(openssl rand -base64 32)" >> /etc/roundtrip.env': ROOT,
  'echo "TRUSTED_PROXIES=1" >> /etc/roundtrip.env': ROOT,
  "mkdir -p /srv/roundtrip": ROOT,
  "runuser -u postgres -- createdb --owner=roundtrip --template=template0 --encoding=UTF8 restored": ROOT,
  "runuser -u postgres -- pg_dump --format=custom --no-owner roundtrip > roundtrip.dump": ROOT,
  'certbot certonly --nginx --domain shop.example.com --deploy-hook "systemctl reload nginx"': ROOT,
  "scp docs/deploy/app@.service root@shop.example.com:/etc/systemd/system/roundtrip@.service": MACHINE,
  "scp docs/deploy/nginx.conf root@shop.example.com:/etc/nginx/sites-available/roundtrip": MACHINE,
  "ssh -f -L 5433:localhost:5432 root@shop.example.com sleep 60": MACHINE,
  "curl --fail https://shop.example.com/api/ready": MACHINE,
  "journalctl --unit roundtrip@3000": ROOT,
  "ln -s ../sites-available/roundtrip /etc/nginx/sites-enabled/roundtrip": ROOT,
  "ln -sfn /srv/roundtrip/VERSION /srv/roundtrip/current": ROOT,
  "systemctl daemon-reload": ROOT,
  "systemctl enable roundtrip@3000 roundtrip@3001": ROOT,
  "systemctl restart roundtrip@3000 && systemctl restart roundtrip@3001": ROOT,
  "systemd-analyze verify": 'tests/project/deploy-documents.test.ts#"systemd-analyze", ["verify"',
  "nginx -t": ROOT,
  "nginx -t && systemctl reload nginx": ROOT,
  "rsync --archive --chown=root:root --chmod=D755,F644 .next/standalone/ root@shop.example.com:/srv/roundtrip/$(git rev-parse --short HEAD)/":
    MACHINE,
  "fly auth login": ACCOUNT,
  "fly mpg create": ACCOUNT,
  "fly logs": ACCOUNT,
  "fly apps create roundtrip": ACCOUNT,
  "fly secrets set DATABASE_URL=postgresql://... NEXTAUTH_SECRET=$(openssl rand -base64 32)": ACCOUNT,
  "fly deploy": ACCOUNT,
  'fly ssh console --pty --command "npm --prefix /app run admin:create -- you@example.com Admin"': ADMIN,
};
