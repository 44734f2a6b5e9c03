import type { Refusal } from "~/domain/refusal";
import type { AnswerStore } from "~/survey/fill/answer-store";
import { openKeeper } from "./keep.client";
import { commitTyping, watchLeaving } from "./leaving.client";
import { nextBatch } from "./move-outbox";
import { hearAnswers, sendChanges } from "./send.client";
import type { OutboxEvent, Standing } from "./state";

type Needs = {
  store: AnswerStore;
  /** The save door of the submission. */
  address: string;
  /** Person and submission. */
  scope: string;
  /** Name of the person, for what she has just saved. */
  me: string;
  /** Called when the browser keeps nothing: what waits lives in this window only. */
  onNoStorage: () => void;
  /** Called after answers were acknowledged. */
  onSaved: (paths: readonly string[]) => void;
};

export type Outbox = {
  /** Commits what is being typed, and sends now what waits. */
  flush(): void;
  /** Tries again after the person signed in. */
  retry(): void;
  stop(): void;
};

/** A short pause after the last key, so that one word is one change; ms. */
const pause = 800;
/** Most changes sent in one request. */
const largestBatch = 500;
/** How often colleagues' answers are looked for while the page is seen; ms. */
const listening = 60_000;

/**
 * Sends what waits, one request at a time, and again with growing pauses while the line is down. Acknowledgements of one
 * window are told to the others; each remains bound to what it has seen, so that nothing is overwritten unseen.
 */
export function startOutbox({ store, address, scope, me, onNoStorage, onSaved }: Needs): Outbox {
  const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`vigie-${scope}`);
  let isKept = true;
  const lost = () => {
    isKept = false;
    onNoStorage();
  };
  const keeping = openKeeper(scope).catch(() => {
    lost();
    return null;
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending = false;
  let tries = 0;
  let most = largestBatch;
  let stopped = false;

  const plan = (delay: number) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void send(), delay);
  };
  const send = async () => {
    const batch = nextBatch(store.state(), most);
    if (sending || stopped || batch.length === 0) return;
    sending = true;
    store.dispatch({ kind: "sent", changeIds: batch.map(({ changeId }) => changeId) });
    // On the shelf before on the line: after a crash the same change goes out under the same name.
    await (await keeping)
      ?.keep(
        store.state(),
        batch.map(({ path }) => path),
      )
      .catch(lost);
    const sent = await sendChanges(address, batch);
    sending = false;
    if (stopped) return;
    const at = new Date().toISOString();
    if ("results" in sent) {
      tries = 0;
      most = Math.min(largestBatch, most * 2);
      store.dispatch({ kind: "answered", results: sent.results, at, by: me });
      const paths = batch.map(({ path }) => path);
      tell(paths);
      onSaved(paths);
      plan(0);
    } else if ("odd" in sent) {
      const odd = sent.at === null ? undefined : batch[sent.at];
      // Halved until the one at fault is alone: it stays here by its name, the others go.
      if (odd) refuseOne(odd.changeId, sent.odd);
      else most = Math.ceil(batch.length / 2);
      plan(0);
    } else {
      store.dispatch({ kind: "failed", trouble: { ...sent.trouble, since: at } });
      tries += 1;
      if (sent.later) plan(Math.min(30_000, 1000 * 2 ** Math.min(tries, 5)) * (0.75 + Math.random() / 2));
    }
  };
  const refuseOne = (changeId: string, refusal: Refusal) => {
    const results = [{ changeId, outcome: "refused" as const, findings: [], refusal }];
    store.dispatch({ kind: "answered", results, at: new Date().toISOString(), by: me });
  };
  const tell = (paths: readonly string[]) => {
    const { standing } = store.state();
    const answers = paths.flatMap((path) => {
      const answer = standing.get(path);
      return answer ? ([[path, answer]] as const) : [];
    });
    channel?.postMessage(answers);
  };
  const listen = async () => {
    if (document.visibilityState !== "visible" || stopped) return;
    const answers = await hearAnswers(address);
    if (answers && !stopped) store.dispatch({ kind: "heard", answers });
  };
  const wake = () => {
    tries = 0;
    plan(0);
    void listen();
  };
  const onEvent = (event: OutboxEvent, paths: readonly string[]) => {
    if (event.kind === "typed" || event.kind === "kept-mine") plan(pause);
    if (event.kind === "tried-again") plan(0);
    if (event.kind === "sent" || event.kind === "failed" || event.kind === "heard" || paths.length === 0) return;
    void keeping.then((keeper) => keeper?.keep(store.state(), paths).catch(lost));
  };

  const end = store.subscribeAll(onEvent);
  if (channel)
    channel.onmessage = ({ data }: MessageEvent<[string, Standing][]>) =>
      store.dispatch({ kind: "heard", answers: new Map(data) });
  window.addEventListener("online", wake);
  document.addEventListener("visibilitychange", listen);
  const endLeaving = watchLeaving({ store, isKept: () => isKept, onHidden: () => plan(0) });
  const interval = setInterval(() => void listen(), listening);
  void keeping.then(async (keeper) => {
    const kept = (await keeper?.take().catch(() => [])) ?? [];
    if (stopped) return;
    if (kept.length > 0) {
      store.dispatch({ kind: "woken", kept });
      plan(0);
    }
    // What was on its way when the page was loaded again may have been saved after the new page was read.
    void listen();
  });

  return {
    flush() {
      commitTyping();
      plan(0);
    },
    retry: wake,
    stop() {
      stopped = true;
      clearTimeout(timer);
      clearInterval(interval);
      end();
      endLeaving();
      channel?.close();
      window.removeEventListener("online", wake);
      document.removeEventListener("visibilitychange", listen);
    },
  };
}
