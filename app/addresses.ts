import type { Lang } from "./domain/dictionary/dictionary";
import type { Action } from "./domain/people/access";

/**
 * Every address of Vigie, once: what it looks like, which file answers it, who may ask, whether its bytes may be kept.
 * Routes, links (`href`), kept pages, the sitemap, the tests of permissions and `docs/permissions.md` are made from it.
 *
 * Every loader and every action is an address of its own, reachable without its frame: each asks for its right itself
 * (`requireActor`), and tests hold this table against what they really answer to every role.
 */
export type Address = {
  /** As the address bar shows it; `:name` varies, `*` is anything. What begins with `/:lang` stands in the frame of its room. */
  path: `/${string}`;
  /** Below `pages/`. */
  file: string;
  /**
   * Right to see it; null: it has no loader. `public` reads releases only, never a session or the collection; `door` is
   * open before sign-in and guarded by budgets and single-use links.
   */
  see: Action | "public" | "door" | null;
  /** Right of each intent of its forms; a form without intents stands under `""`. */
  intents?: Record<string, Action | "door">;
  /** Intents that want a fresh proof of who asks, where she has a second factor or the installation is live. */
  fresh?: readonly string[];
  /** A function of (releases, address): the host keeps its bytes, the sitemap names it. */
  kept?: true;
  /** Answered by the host itself, before Remix. */
  host?: true;
};

/** A room of `pages/`, its addresses by name, as the folders lie on the disk. */
export type Room = { [name: string]: Address | Room };

export const addresses = {
  public: {
    root: { path: "/", file: "public/root.resource.ts", see: "public" },
    home: { path: "/:lang", file: "public/home/home.page.tsx", see: "public", kept: true },
    indicators: { path: "/:lang/indicators", file: "public/indicators.page.tsx", see: "public", kept: true },
    indicator: {
      path: "/:lang/indicators/:indicator",
      file: "public/indicator/indicator.page.tsx",
      see: "public",
      kept: true,
    },
    choose: { path: "/:lang/indicators/:indicator/choose", file: "public/indicator/choose.resource.ts", see: "public" },
    countries: { path: "/:lang/countries", file: "public/countries.page.tsx", see: "public", kept: true },
    country: { path: "/:lang/countries/:country", file: "public/country/country.page.tsx", see: "public", kept: true },
    point: {
      path: "/:lang/points/:release/:series/:country/:period",
      file: "public/point/point.page.tsx",
      see: "public",
      kept: true,
    },
    releases: { path: "/:lang/data", file: "public/data/releases.page.tsx", see: "public", kept: true },
    release: { path: "/:lang/data/:release", file: "public/data/release.page.tsx", see: "public", kept: true },
    releaseFile: { path: "/data/releases/:file", file: "public/data/release-file.resource.ts", see: "public" },
    methods: { path: "/:lang/methods", file: "public/methods/methods.page.tsx", see: "public", kept: true },
    method: {
      path: "/:lang/methods/:indicator",
      file: "public/methods/indicator/indicator.page.tsx",
      see: "public",
      kept: true,
    },
    codeList: {
      path: "/:lang/methods/code-lists/:dimension",
      file: "public/methods/code-list.page.tsx",
      see: "public",
      kept: true,
    },
    smallNumbers: {
      path: "/:lang/methods/small-numbers",
      file: "public/methods/small-numbers.page.tsx",
      see: "public",
      kept: true,
    },
    accessibility: { path: "/:lang/accessibility", file: "public/accessibility.page.tsx", see: "public", kept: true },
    privacy: { path: "/:lang/privacy", file: "public/privacy.page.tsx", see: "public", kept: true },
    sitemap: { path: "/sitemap.xml", file: "public/sitemap.resource.ts", see: "public" },
    robots: { path: "/robots.txt", file: "public/robots.resource.ts", see: "public" },
    notFound: { path: "/:lang/*", file: "public/not-found.page.tsx", see: "public" },
    api: {
      columns: { path: "/api/v1/columns", file: "public/api/columns.resource.ts", see: "public" },
      countries: { path: "/api/v1/countries", file: "public/api/countries.resource.ts", see: "public" },
      data: { path: "/api/v1/data/:file", file: "public/api/data.resource.ts", see: "public" },
      indicators: { path: "/api/v1/indicators", file: "public/api/indicators.resource.ts", see: "public" },
      medians: { path: "/api/v1/medians/:file", file: "public/api/medians.resource.ts", see: "public" },
      releases: { path: "/api/v1/releases", file: "public/api/releases.resource.ts", see: "public" },
    },
  },

  door: {
    signIn: {
      path: "/:lang/sign-in",
      file: "door/sign-in.page.tsx",
      see: "door",
      intents: { "": "door", passkey: "door" },
    },
    secondStep: {
      path: "/:lang/sign-in/second-step",
      file: "door/second-step.page.tsx",
      see: "door",
      intents: { "": "door" },
    },
    passkeyOptions: {
      path: "/:lang/sign-in/passkey",
      file: "door/passkey-options.resource.ts",
      see: null,
      intents: { "sign-in": "door", prove: "door", enrol: "door" },
    },
    // Single sign-on of the secretariat: away to the provider, and back from it.
    oidc: { path: "/:lang/sign-in/oidc", file: "door/oidc.resource.ts", see: "door" },
    oidcBack: { path: "/sign-in/oidc", file: "door/oidc-back.resource.ts", see: "door" },
    // For whoever is signed in, or is led here to enrol before anything else.
    factors: {
      path: "/:lang/second-factor",
      file: "door/factors/factors.page.tsx",
      see: "door",
      intents: { app: "door", passkey: "door", codes: "door", "remove-app": "door", "remove-passkey": "door" },
      fresh: ["app", "passkey", "codes", "remove-app", "remove-passkey"],
    },
    app: {
      path: "/:lang/second-factor/app",
      file: "door/factors/app.page.tsx",
      see: "door",
      intents: { "": "door" },
    },
    signOut: { path: "/:lang/sign-out", file: "door/sign-out.page.tsx", see: "door", intents: { "": "door" } },
    invitation: {
      path: "/:lang/invite/:token",
      file: "door/invitation.page.tsx",
      see: "door",
      intents: { accept: "door", "not-me": "door" },
    },
    cutInvitation: { path: "/:lang/invite", file: "door/cut-invitation.page.tsx", see: "door" },
    password: { path: "/:lang/password", file: "door/password.page.tsx", see: "door", intents: { "": "door" } },
    passwordLink: {
      path: "/:lang/password/:token",
      file: "door/password-link.page.tsx",
      see: "door",
      intents: { "": "door" },
    },
  },

  collect: {
    home: { path: "/:lang/collect", file: "collect/home/home.page.tsx", see: "collect.see" },
    declarations: {
      path: "/:lang/collect/disclosure/:country",
      file: "collect/declaration/declarations.page.tsx",
      see: "disclosure.see",
    },
    declaration: {
      path: "/:lang/collect/disclosure/:country/:indicator",
      file: "collect/declaration/declaration.page.tsx",
      see: "disclosure.see",
      intents: { declare: "disclosure.declare", end: "disclosure.declare" },
    },
    // Of every country: the secretariat.
    declared: { path: "/:lang/releases/declared", file: "collect/declaration/declared.page.tsx", see: "release.see" },
    fill: { path: "/:lang/collect/:round/:country/:number", file: "collect/fill/fill.page.tsx", see: "answer.read" },
    findings: {
      path: "/:lang/collect/:round/:country/:number/findings",
      file: "collect/fill/findings.resource.ts",
      see: "answer.read",
      intents: { "": "answer.write" },
    },
    history: {
      path: "/:lang/collect/:round/:country/:number/history",
      file: "collect/fill/history.resource.ts",
      see: "answer.read",
    },
    log: {
      path: "/:lang/collect/:round/:country/:number/log",
      file: "collect/fill/log.resource.ts",
      see: "answer.read",
    },
    place: {
      path: "/:lang/collect/:round/:country/:number/place",
      file: "collect/fill/place.resource.ts",
      see: null,
      intents: { "": "collect.see" },
    },
    save: {
      path: "/api/v1/submissions/:round/:country/:number/answers",
      file: "collect/save/save.resource.ts",
      see: "answer.read",
      intents: { "": "answer.write" },
      host: true,
    },
    submit: {
      path: "/:lang/collect/:round/:country/:number/submit",
      file: "collect/submit/submit.page.tsx",
      see: "answer.read",
      intents: {
        submit: "section.submit",
        keep: "section.submit",
        "sign-off": "section.sign-off",
        "no-answer": "section.declare-no-answer",
        "take-back": "section.declare-no-answer",
        correct: "submission.correct",
      },
    },
    receipt: {
      path: "/:lang/collect/:round/:country/:number/receipt/:reference",
      file: "collect/submit/receipt.page.tsx",
      see: "answer.read",
    },
  },

  review: {
    rounds: { path: "/:lang/review", file: "review/rounds.page.tsx", see: "board.see" },
    board: { path: "/:lang/review/:round", file: "review/board.page.tsx", see: "board.see" },
    section: {
      path: "/:lang/review/:round/:country/:number/:section",
      file: "review/section/section.page.tsx",
      see: "board.see",
      intents: { accept: "section.review", return: "section.review" },
    },
  },

  studio: {
    home: { path: "/:lang/studio", file: "studio/studio.page.tsx", see: "questionnaire.see" },
    publish: {
      path: "/:lang/studio/publish",
      file: "studio/publish.page.tsx",
      see: "questionnaire.publish",
      intents: { examine: "questionnaire.publish", publish: "questionnaire.publish" },
    },
    newRound: {
      path: "/:lang/studio/rounds/new",
      file: "studio/round-new.page.tsx",
      see: "round.open",
      intents: { "": "round.open" },
    },
    round: {
      path: "/:lang/studio/rounds/:round",
      file: "studio/round.page.tsx",
      see: "round.see",
      intents: { move: "round.move", archive: "round.archive" },
    },
  },

  releases: {
    home: { path: "/:lang/releases", file: "releases/releases.page.tsx", see: "release.see" },
    new: {
      path: "/:lang/releases/new",
      file: "releases/new.page.tsx",
      see: "release.prepare",
      intents: { "": "release.prepare" },
    },
    release: {
      path: "/:lang/releases/:id",
      file: "releases/release/release.page.tsx",
      see: "release.see",
      intents: {
        publish: "release.publish",
        again: "release.prepare",
        discard: "release.prepare",
        note: "release.prepare",
        "withdraw-point": "release.prepare",
        "take-back": "release.prepare",
        "ask-withdrawal": "release.withdraw",
        "withdraw-at-once": "release.withdraw",
        "take-back-request": "release.withdraw",
        "confirm-withdrawal": "release.confirm-withdrawal",
        "decline-withdrawal": "release.confirm-withdrawal",
      },
      fresh: ["publish", "withdraw-at-once", "confirm-withdrawal"],
    },
    // The list of withheld figures needs release.prepare.
    list: { path: "/:lang/releases/:id/:list", file: "releases/list.page.tsx", see: "release.see" },
  },

  people: {
    home: {
      path: "/:lang/people",
      file: "people/people.page.tsx",
      see: "people.see",
      intents: { withdraw: "people.invite" },
    },
    invite: {
      path: "/:lang/people/invite",
      file: "people/invite.page.tsx",
      see: "people.invite",
      intents: { "": "people.invite" },
      fresh: [""],
    },
    person: {
      path: "/:lang/people/:person",
      file: "people/person.page.tsx",
      see: "people.see",
      intents: {
        delegate: "section.delegate",
        // A contributor's part in her own country; every other part needs people.manage.
        "end-grant": "people.invite",
        "add-grant": "people.manage",
        "end-sessions": "people.manage",
        disable: "people.manage",
        enable: "people.manage",
        // Two administrators: one asks, another confirms.
        "ask-reset": "people.manage",
        "confirm-reset": "people.manage",
        "end-reset": "people.manage",
      },
      fresh: ["end-grant", "add-grant", "disable", "enable", "ask-reset", "confirm-reset"],
    },
    account: {
      path: "/:lang/account",
      file: "people/account.page.tsx",
      see: "account.own",
      intents: {
        language: "account.own",
        password: "account.own",
        "end-session": "account.own",
        "end-others": "account.own",
      },
    },
    outbox: {
      path: "/:lang/outbox",
      file: "people/outbox.page.tsx",
      see: "outbox.see",
      intents: { "handed-over": "outbox.see" },
    },
    audit: { path: "/:lang/audit", file: "people/audit.page.tsx", see: "audit.read" },
    auditFile: { path: "/:lang/audit/lines.csv", file: "people/audit.resource.ts", see: "audit.read" },
  },
} as const satisfies Room;

/** The layouts: each stands around the pages of its rooms. `frame` is open to whoever is signed in. */
export const frames = {
  public: { file: "public/frame.tsx", see: "public", rooms: ["public"] },
  door: { file: "door/frame.tsx", see: "door", rooms: ["door"] },
  desk: { file: "desk-frame.tsx", see: "frame", rooms: ["collect", "review", "studio", "releases", "people"] },
} as const satisfies Record<string, { file: string; see: string; rooms: readonly (keyof typeof addresses)[] }>;

/** Names of the addresses below a room: `collect.submit`, `public.api.data`. */
type NamesIn<Place, Before extends string = ""> = {
  [Name in keyof Place & string]: Place[Name] extends { path: string }
    ? `${Before}${Name}`
    : NamesIn<Place[Name], `${Before}${Name}.`>;
}[keyof Place & string];

export type AddressName = NamesIn<typeof addresses>;

type Found<Place, Name extends string> = Name extends `${infer First}.${infer Rest}`
  ? First extends keyof Place
    ? Found<Place[First], Rest>
    : never
  : Name extends keyof Place
    ? Place[Name]
    : never;

type PathOf<Name extends AddressName> =
  Found<typeof addresses, Name> extends { path: infer Path extends string } ? Path : never;

type PartsOf<Path extends string> = Path extends `${infer First}/${infer Rest}`
  ? PartsOf<First> | PartsOf<Rest>
  : Path extends `:${infer Part}`
    ? Part
    : never;

/** The parts of an address that vary, by name. What answers anything else (`*`) is no place to lead to. */
export type Parts<Name extends AddressName> =
  PathOf<Name> extends `${string}*` ? never : Record<PartsOf<PathOf<Name>>, string | number>;

type Query = Record<string, string>;

/** An address without parts may be named alone. */
type Given<Name extends AddressName> = [PartsOf<PathOf<Name>>] extends [never]
  ? [parts?: Record<string, never>, query?: Query]
  : [parts: Parts<Name>, query?: Query];

/** Does an intent of an address want a fresh proof of who asks? */
export function wantsFresh(name: AddressName, intent: string): boolean {
  return allAddresses().some(([one, { fresh }]) => one === name && fresh?.includes(intent));
}

/** Every address under its name, in the order of the table. */
export function allAddresses(): [name: AddressName, address: Address][] {
  const below = (room: Room, before: string): [string, Address][] =>
    Object.entries(room).flatMap(([name, one]) =>
      isAddress(one) ? [[before + name, one] as [string, Address]] : below(one, `${before}${name}.`),
    );
  return below(addresses, "") as [AddressName, Address][];
}

/** Is it an address, or a room of them? */
export function isAddress(one: Address | Room): one is Address {
  return typeof one.path === "string";
}

/** Texts and names of parts in turn, by name of the address: a file of figures asks for one in every row. */
const taken = new Map<string, string[]>();

function piecesOf(name: string): string[] {
  let place: Address | Room = addresses;
  for (const step of name.split(".")) place = (place as Room)[step]!;
  const pieces = (place as Address).path.split(/:(\w+)/);
  taken.set(name, pieces);
  return pieces;
}

/**
 * The address under a name, its parts filled in and encoded: `href("collect.submit", { lang, round, country, number })`.
 * Every link, redirect and form goes through it; a name or a part that does not exist is a compile error.
 * @param query  what stands behind the question mark
 */
export function href<Name extends AddressName>(name: Name, ...[parts, query]: Given<Name>): string {
  const values: Record<string, string | number> = parts ?? {};
  const path = (taken.get(name) ?? piecesOf(name))
    .map((piece, at) => (at % 2 === 0 ? piece : encodeURIComponent(values[piece]!)))
    .join("");
  return query ? `${path}?${new URLSearchParams(query)}` : path;
}

/** The same page in another language, which is the first part of its path. */
export function inLanguage(pathname: string, lang: Lang): string {
  return `/${lang}${pathname.slice(3)}`;
}

/** Is a path the address or below it? */
export function isWithin(pathname: string, address: string): boolean {
  return pathname === address || pathname.startsWith(`${address}/`);
}
