import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createRequestHandler } from "@remix-run/express";
import { createRequestHandler as createPlainHandler, installGlobals, type ServerBuild } from "@remix-run/node";
import compression from "compression";
import express from "express";
import type { ViteDevServer } from "vite";
import { href } from "~/addresses";
import { langs } from "~/domain/dictionary/dictionary";
import { type Env, EnvError, env as readOnce } from "~/env.server";
import { askerOf, proxyWarnings, trustIn } from "~/host/asker";
import { limitBody } from "~/host/bodies";
import { oneCacheLine, whenToComeBack } from "~/host/caching";
import { guard } from "~/host/guard";
import { commonHeaders, deskPolicy } from "~/host/headers";
import { healthRoutes } from "~/host/health";
import { type KeptPages, keptPages } from "~/host/kept-pages";
import { makeLog, requestLog } from "~/host/log";
import { keepReleases } from "~/host/releases";
import { failingOf, repeat } from "~/host/repeat";
import { CannotStart, openForHost, whenFree, wrongSetting } from "~/host/start";
import { stopGracefully } from "~/host/stop";
import { answeringTrouble } from "~/host/storage";
import { startMailer } from "~/mail/sender.server";
import { overdueMail } from "~/mail/templates";
import { commitQueue } from "~/pages/collect/save/commit-queue.server";
import { saveDoor, saveDoorPath } from "~/pages/collect/save/save.resource";
import { welcome } from "~/pages/door/demo-log-ins.server";
import { takeTurn } from "~/threads/turn";
import { backUpInThread, isDue, isLate } from "~/workflows/backup/schedule.server";
import { isComposing } from "~/workflows/desk-thread.server";
import { shutDemoOut } from "~/workflows/people/people.server";
import { isRetentionDue, retentionBatch, sweepAll } from "~/workflows/people/retention.server";
import { remindOfOverdue } from "~/workflows/releases/release-withdrawals.server";
import { finishPublishing } from "~/workflows/releases/releases.server";
import type { Collection } from "~db/collection/client";
import { flushNotes } from "~db/collection/notes";
import { isPatient, probeWriting, regainPatience } from "~db/collection/patience";
import { troubleOf } from "~db/sqlite/trouble";

/*
 * The host: one process, one connection. Order of a request: log, headers, guard, save door (with a body limit of its
 * own), body limit, static files, health, kept public pages, Remix.
 */

installGlobals({ nativeFetch: true });

const { env, collection, leave } = await open();
const log = makeLog(env.LOG_LEVEL);

async function open(): Promise<{ env: Env; collection: Collection; leave: () => void }> {
  const say = (line: string) => console.error(line);
  try {
    const env = readOnce();
    const opened = await openForHost(env, say);
    // Data that began as a demonstration: its sessions end before the first request.
    if (env.VIGIE_MODE === "live")
      await whenFree(() => shutDemoOut(opened.collection, { by: null, now: new Date().toISOString() }), say);
    return { env, ...opened };
  } catch (error) {
    if (!(error instanceof EnvError) && !(error instanceof CannotStart)) throw error;
    console.error(`Vigie cannot start: ${error.message}`);
    return process.exit(error instanceof CannotStart ? error.code : wrongSetting);
  }
}

const stopping = stopGracefully({
  log,
  close: async () => {
    for (const job of jobs) job.stop();
    tidy("notes", () => flushNotes(collection));
    tidy("checkpoint", () => collection.$client.pragma("wal_checkpoint(TRUNCATE)"));
    await mailer?.stop();
    collection.$client.close();
    leave();
  },
});

const releases = keepReleases(collection, env.releasesFolder, log);

/** What the host does by itself, again and again; none of it can end the process. */
const jobs = [
  repeat({ name: "notes", everyMs: 1_000, log }, () => {
    if (!isPatient(collection)) {
      probeWriting(collection);
      regainPatience(collection);
    }
    flushNotes(collection, new Date().toISOString());
  }),
  // A process that ended between deciding a release and putting its file in place: the file is put there now.
  repeat({ name: "publishing", everyMs: 60_000, log }, () => {
    if (isComposing()) return;
    const missing = finishPublishing(collection, env.releasesFolder);
    if (missing.length > 0) throw new Error(`release files are missing: ${missing.join(", ")}`);
  }),
  ...(env.BACKUP_DIR === undefined
    ? []
    : [repeat({ name: "backup", everyMs: 60_000, log }, () => backUpWhenDue(env.BACKUP_DIR ?? ""))]),
  // A demonstration holds nobody's data.
  ...(env.VIGIE_MODE === "live" ? [repeat({ name: "retention", everyMs: 15 * 60_000, log }, keepPeriods)] : []),
  repeat({ name: "release files, dates", everyMs: 10_000, log }, releases.glance),
  repeat({ name: "release files, hashes", everyMs: 24 * 3_600_000, log }, releases.check),
];

async function keepPeriods(): Promise<void> {
  const now = new Date().toISOString();
  if (!isRetentionDue(collection, now)) return;
  const done = await sweepAll(collection, { most: retentionBatch, makeWay: takeTurn }, { by: null, now });
  log.info({ event: "retention", ...done });
}

function isBackupLate(): boolean {
  return env.BACKUP_DIR !== undefined && isLate(env.BACKUP_DIR, env.BACKUP_HOURS, new Date().toISOString());
}

async function backUpWhenDue(folder: string): Promise<void> {
  const now = new Date().toISOString();
  if (!isDue(folder, env.BACKUP_HOURS, now)) return;
  const { collectionFile: file, auditKeyFile: keyFile, releasesFolder, BACKUP_KEEP: keep } = env;
  const recipient = env.BACKUP_RECIPIENT ?? null;
  await backUpInThread({ file, keyFile, folder, releasesFolder, recipient, now, keep });
  log.info({ event: "backup", at: now });
}

function tidy(what: string, work: () => unknown): void {
  try {
    work();
  } catch (error) {
    log.error({ event: "close", what, why: troubleOf(error) ?? String(error) });
  }
}
const development = env.NODE_ENV === "development";

const vite: ViteDevServer | null = development
  ? await import("vite").then(({ createServer: create }) =>
      create({ server: { middlewareMode: true }, appType: "custom" }),
    )
  : null;
const folder = resolve(process.env.VIGIE_BUILD_DIR ?? "build");
// A computed path: esbuild must not pull the Remix build into the host's bundle.
const built = vite ? null : ((await import(pathToFileURL(resolve(folder, "server/index.js")).href)) as ServerBuild);
const answering = (pages: ServerBuild) =>
  answeringTrouble(pages, collection, (trouble) => log.error({ event: "storage", ...trouble }));
const pages = built && answering(built);
const build = async () => pages ?? answering((await vite?.ssrLoadModule("virtual:remix/server-build")) as ServerBuild);

const app = express();
app.disable("x-powered-by");
if (env.TRUSTED_PROXY) app.set("trust proxy", trustIn(env.TRUSTED_PROXY));
const proxies = proxyWarnings(env.TRUSTED_PROXY, log);
app.use(
  stopping.gate,
  requestLog(log),
  proxies.hear,
  commonHeaders(env.APP_ORIGIN.startsWith("https:")),
  guard(env.APP_ORIGIN),
);
// Before the static files: looking for one on the disk would cost more than the save, and scatter saves over many commits.
app.all(
  saveDoorPath,
  saveDoor({
    db: collection,
    queue: commitQueue(collection),
    clock: () => new Date().toISOString(),
    env,
    changesPerMinute: env.CHANGES_PER_MINUTE,
  }),
);
app.use(releases.look);
// Before the static files too: a page that is kept needs no look at the disk.
let kept: KeptPages | null = null;
if (pages) {
  const plain = createPlainHandler(pages, env.NODE_ENV);
  const render = (url: string) =>
    plain(new Request(new URL(url, env.APP_ORIGIN)), { collection, env, cspNonce: null, address: "" });
  kept = keptPages(render, releases.version);
  app.use(kept.serve);
}
app.use(limitBody);
if (vite) app.use(vite.middlewares);
else
  app.use("/assets", express.static(resolve(folder, "client/assets"), { immutable: true, maxAge: "1y", index: false }));
app.use(express.static(vite ? "public" : resolve(folder, "client"), { maxAge: "1h", index: false }));
app.use(
  healthRoutes({
    collection,
    env,
    isStopping: stopping.isStopping,
    releaseTroubles: releases.troubles,
    warnings: () => [...proxies.said(), ...(isBackupLate() ? ["backup"] : [])],
  }),
);

app.use(compression(), oneCacheLine, whenToComeBack);
// One page in a turn of the loop: health and saves come in between.
app.use((_request, _response, next) => void takeTurn().then(next, next));
app.use((_request, response, next) => {
  const nonce = randomBytes(16).toString("base64");
  response.locals.nonce = nonce;
  if (!vite) response.setHeader("Content-Security-Policy", deskPolicy(nonce));
  next();
});
app.all(
  "*",
  createRequestHandler({
    build,
    mode: env.NODE_ENV,
    getLoadContext: (request, response) => ({
      collection,
      env,
      cspNonce: response.locals.nonce as string,
      address: askerOf(request),
    }),
  }),
);

// The first page reads most of the newest release and takes seconds: nobody waits for it, and nothing is ready before.
await kept?.warm(langs.map((lang) => href("public.home", { lang })));

// A connection is kept longer than a proxy keeps its own idle ones (60 s), so that none ends under a request on its way.
const server = createServer({ headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 65_000 }, app);
server.listen(env.PORT, env.BIND, () => {
  log.info({ event: "ready", origin: env.APP_ORIGIN, mode: env.VIGIE_MODE });
  process.stdout.write(welcome(collection, env));
});
server.on("error", (error: NodeJS.ErrnoException) => {
  const why = error.code === "EADDRINUSE" ? `port ${env.PORT} is taken; set PORT to another` : error.message;
  console.error(`Vigie cannot start: ${why}`);
  process.exit(wrongSetting);
});
const mailer = env.SMTP_URL
  ? startMailer({
      ...{ db: collection, smtpUrl: env.SMTP_URL, from: env.MAIL_FROM, now: () => new Date().toISOString() },
      remind: (now) => remindOfOverdue(collection, (to, about) => overdueMail(to, about, env.APP_ORIGIN), now),
      tell: failingOf("mail", log).failed,
    })
  : null;
stopping.attend(server);
