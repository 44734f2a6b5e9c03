import type { Action } from "./domain/access";

/**
 * Which right each address needs. Every loader and every action is an address of its own, reachable without its
 * parents: each asks for its right itself (`requireActor`), and tests hold this table against the files of `routes/`
 * and against what the routes really answer to every role.
 *
 * `public`: reads releases only, never a session or the collection. `door`: before sign-in, guarded by budgets and
 * single-use links. `frame`: the layout around signed-in pages, open to whoever is signed in.
 */
export type RoutePermission = {
  /** Right to see the page; null: it has no loader. */
  see: Action | "public" | "door" | "frame" | null;
  /** Right of each intent of its forms; a form without intents stands under `""`. */
  intents?: Record<string, Action | "door">;
};

export const routePermissions: Record<string, RoutePermission> = {
  _index: { see: "public" },
  "$lang._public.$": { see: "public" },
  "$lang._public": { see: "public" },
  "$lang._public._index": { see: "public" },
  "$lang._public.indicators.$indicator": { see: "public" },
  "$lang._public.indicators.$indicator_.choose": { see: "public" },
  "$lang._public.countries._index": { see: "public" },
  "$lang._public.countries.$country": { see: "public" },
  "$lang._public.indicators._index": { see: "public" },
  "$lang._public.accessibility": { see: "public" },
  "$lang._public.data._index": { see: "public" },
  "$lang._public.data.$release": { see: "public" },
  "$lang._public.methods._index": { see: "public" },
  "$lang._public.methods.$indicator": { see: "public" },
  "$lang._public.methods.code-lists.$dimension": { see: "public" },
  "$lang._public.methods.small-numbers": { see: "public" },
  "$lang._public.points.$release.$series.$country.$period": { see: "public" },
  "api.v1.columns": { see: "public" },
  "api.v1.countries": { see: "public" },
  "api.v1.data.$file": { see: "public" },
  "api.v1.indicators": { see: "public" },
  "api.v1.medians.$file": { see: "public" },
  "api.v1.releases": { see: "public" },
  "data.releases.$file": { see: "public" },

  "$lang._door": { see: "door" },
  "$lang._door.sign-in": { see: "door", intents: { "": "door" } },
  "$lang._door.sign-out": { see: "door", intents: { "": "door" } },
  "$lang._door.invite.$token": { see: "door", intents: { accept: "door", "not-me": "door" } },
  "$lang._door.password._index": { see: "door", intents: { "": "door" } },
  "$lang._door.password.$token": { see: "door", intents: { "": "door" } },

  "$lang._desk": { see: "frame" },
  "$lang._desk.account": {
    see: "account.own",
    intents: {
      language: "account.own",
      password: "account.own",
      "end-session": "account.own",
      "end-others": "account.own",
    },
  },
  "$lang._desk.people._index": { see: "people.see", intents: { withdraw: "people.invite" } },
  "$lang._desk.people.invite": { see: "people.invite", intents: { "": "people.invite" } },
  "$lang._desk.people.$person": {
    see: "people.see",
    intents: {
      delegate: "section.delegate",
      // A contributor's part in her own country; every other part needs people.manage.
      "end-grant": "people.invite",
      "add-grant": "people.manage",
      "end-sessions": "people.manage",
      disable: "people.manage",
      enable: "people.manage",
    },
  },
  "$lang._desk.outbox": { see: "outbox.see", intents: { "handed-over": "outbox.see" } },
  "$lang._desk.audit": { see: "audit.read" },
  "$lang._desk.collect._index": { see: "collect.see" },
  "$lang._desk.collect.disclosure.$country._index": { see: "disclosure.see" },
  "$lang._desk.collect.disclosure.$country.$indicator": {
    see: "disclosure.see",
    intents: { declare: "disclosure.declare", end: "disclosure.declare" },
  },
  "$lang._desk.collect.$round.$country.$number._index": { see: "answer.read" },
  "$lang._desk.collect.$round.$country.$number.findings": { see: "answer.read", intents: { "": "answer.write" } },
  "$lang._desk.collect.$round.$country.$number.history": { see: "answer.read" },
  "$lang._desk.collect.$round.$country.$number.log": { see: "answer.read" },
  "$lang._desk.collect.$round.$country.$number.place": { see: null, intents: { "": "collect.see" } },
  "$lang._desk.collect.$round.$country.$number.submit": {
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
  "$lang._desk.collect.$round.$country.$number.receipt.$reference": { see: "answer.read" },
  "$lang._desk.studio._index": { see: "questionnaire.see" },
  "$lang._desk.studio.publish": {
    see: "questionnaire.publish",
    intents: { examine: "questionnaire.publish", publish: "questionnaire.publish" },
  },
  "$lang._desk.studio.rounds.$round": {
    see: "round.see",
    intents: { move: "round.move", archive: "round.archive" },
  },
  "$lang._desk.studio.rounds.new": { see: "round.open", intents: { "": "round.open" } },
  "$lang._desk.review._index": { see: "board.see" },
  "$lang._desk.review.$round._index": { see: "board.see" },
  "$lang._desk.review.$round.$country.$number.$section": {
    see: "board.see",
    intents: { accept: "section.review", return: "section.review" },
  },
  "$lang._desk.releases._index": { see: "release.see" },
  // Of every country: the secretariat.
  "$lang._desk.releases.declared": { see: "release.see" },
  "$lang._desk.releases.new": { see: "release.prepare", intents: { "": "release.prepare" } },
  "$lang._desk.releases.$id._index": {
    see: "release.see",
    intents: {
      publish: "release.publish",
      again: "release.prepare",
      discard: "release.prepare",
      "withdraw-point": "release.prepare",
      "take-back": "release.prepare",
      withdraw: "release.withdraw",
    },
  },
  // The list of withheld figures needs release.prepare.
  "$lang._desk.releases.$id.$list": { see: "release.see" },
};
