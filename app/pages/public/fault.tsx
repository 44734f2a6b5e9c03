import { isRouteErrorResponse, useLocation, useParams } from "@remix-run/react";
import { href } from "~/addresses";
import type { Lang } from "~/domain/dictionary/dictionary";
import { formatDay } from "~/i18n/format";
import { parseLang } from "~/i18n/messages";
import { faultWords } from "~/i18n/public/faults";
import { publicWords } from "~/i18n/public/public";
import { shell } from "~/i18n/shell";

type Gone = { id: string; withdrawnAt: string; reason: { en: string; fr: string }; successor: string | null };
type GonePoint = { release: string; reason: { en: string; fr: string }; had: string | null };
type Address = { pathname: string; search: string };
type Damaged = { release: string; why: string; intact: string[] };
type FaultName = keyof (typeof faultWords)["en"]["fault"];

type Fault = { problem: FaultName; parameter: string; value: string; known?: string[] };

/** Title of a public page that says something instead of its content. */
export function faultMeta(error: unknown, params: { lang?: string }): { title: string }[] {
  const lang = parseLang(params.lang) ?? "en";
  const { status, data } = isRouteErrorResponse(error) ? error : { status: 500, data: null };
  return [{ title: `${titleOf(lang, status, data)} – Vigie` }];
}

function titleOf(lang: Lang, status: number, data: unknown): string {
  const words = publicWords[lang];
  const gone = readGone(data);
  const fault = readFault(data);
  const point = readGonePoint(data);
  if (status === 410 && point) return words.gonePoint(point.release);
  if (status === 410 && gone) return words.gone(gone.id, formatDay(gone.withdrawnAt, lang));
  if (fault) return faultWords[lang].fault[fault.problem].title;
  const damaged = readDamaged(data);
  if (damaged) return words.damaged(damaged.release);
  return hasKey(data, "noRelease") ? words.noRelease : status === 404 ? words.notHere : shell[lang].error.broken;
}

/**
 * What a public page says instead of its content: a faulty address (400), nothing there (404), withdrawn (410), a file that is
 * not the one that was published (503).
 */
export function PublicFault({ status, data }: { status: number; data: unknown }) {
  const lang = parseLang(useParams().lang) ?? "en";
  const { pathname, search } = useLocation();
  const gone = readGone(data);
  const fault = readFault(data);
  const point = readGonePoint(data);
  if (status === 410 && point) return <WithdrawnPoint lang={lang} point={point} pathname={pathname} />;
  if (status === 410 && gone) return <GoneRelease lang={lang} gone={gone} pathname={pathname} />;
  if (fault) return <FaultyAddress lang={lang} fault={fault} address={{ pathname, search }} />;
  const damaged = readDamaged(data);
  if (damaged) return <DamagedRelease lang={lang} damaged={damaged} />;
  const words = publicWords[lang];
  const nothing = hasKey(data, "noRelease");
  return (
    <section className="fault plain">
      <h1>{nothing ? words.noRelease : words.notHere}</h1>
      <p>{nothing ? words.noReleaseText : words.notHereText}</p>
      {nothing ? (
        <p className="two-links">
          <a href={href("door.signIn", { lang })}>{words.noReleaseSignIn}</a>
          <a href={href("public.accessibility", { lang })}>{shell[lang].footer.accessibilityLink}</a>
        </p>
      ) : (
        <p className="two-links">
          <a href={href("public.home", { lang })}>{words.toHome}</a>
          <a href={href("public.indicators", { lang })}>{words.toIndicators}</a>
        </p>
      )}
    </section>
  );
}

function FaultyAddress({ lang, fault, address }: { lang: Lang; fault: Fault; address: Address }) {
  const words = publicWords[lang];
  const faults = faultWords[lang];
  const { title, text } = faults.fault[fault.problem];
  const { known = [] } = fault;
  return (
    <section className="fault bad">
      <h1>{title}</h1>
      <p>
        <strong>{`${fault.parameter}=${fault.value}`}</strong>
        {words.colon}
        {text(fault.parameter, fault.value)}
      </p>
      {known.length > 0 && (
        <p>
          {faults.faultKnown}
          {words.colon}
          {known.map((release, at) => (
            <span key={release}>
              {at > 0 && ", "}
              <a href={inRelease(address, fault.value, release)}>{release}</a>
            </span>
          ))}
          .
        </p>
      )}
      <p className="two-links">
        {known.length === 0 && <a href={address.pathname}>{faults.faultUsual}</a>}
        {known.length === 0 ? (
          <a href={href("public.methods", { lang })}>{faults.faultList}</a>
        ) : (
          <a href={href("public.releases", { lang })}>{shell[lang].footer.releases}</a>
        )}
      </p>
    </section>
  );
}

/** The same address with another release, in its path or behind the question mark. */
function inRelease({ pathname, search }: Address, from: string, to: string): string {
  const path = withPart(pathname, from, to);
  if (path !== null) return path + search;
  const params = new URLSearchParams(search);
  params.set("release", to);
  return `${pathname}?${params.toString().replaceAll("%2C", ",")}`;
}

/** The path with another release where one stands; null when it does not stand there. The first part is the language. */
function withPart(pathname: string, from: string, to: string): string | null {
  const parts = pathname.split("/");
  const at = parts.indexOf(from, 2);
  return at < 0 ? null : parts.map((part, place) => (place === at ? to : part)).join("/");
}

function GoneRelease({ lang, gone, pathname }: { lang: Lang; gone: Gone; pathname: string }) {
  const words = publicWords[lang];
  const same =
    gone.successor === null
      ? null
      : (withPart(pathname, gone.id, gone.successor) ?? `${pathname}?release=${gone.successor}`);
  return (
    <section className="fault plain">
      <h1>{words.gone(gone.id, formatDay(gone.withdrawnAt, lang))}</h1>
      <p>{gone.reason[lang]}</p>
      <p className="two-links">
        {same && gone.successor ? <a href={same}>{words.goneLink(gone.successor)}</a> : words.goneNone}
      </p>
    </section>
  );
}

function DamagedRelease({ lang, damaged }: { lang: Lang; damaged: Damaged }) {
  const words = publicWords[lang];
  return (
    <section className="fault bad">
      <h1>{words.damaged(damaged.release)}</h1>
      <p>
        {damaged.why === "missing" ? words.damagedMissing : words.damagedAltered} {words.damagedText}
      </p>
      {damaged.intact.length > 0 && (
        <>
          <p>
            {words.damagedIntact}
            {words.colon}
          </p>
          <ul>
            {damaged.intact.map((release) => (
              <li key={release}>
                <a href={href("public.release", { lang, release })}>{release}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function WithdrawnPoint({ lang, point, pathname }: { lang: Lang; point: GonePoint; pathname: string }) {
  const words = publicWords[lang];
  const title = words.gonePoint(point.release);
  const { release = "" } = useParams();
  return (
    <section className="fault plain">
      <h1>{title}</h1>
      <p>{point.reason[lang]}</p>
      <p className="two-links">
        {point.had !== null && (
          <a href={withPart(pathname, release, point.had) ?? pathname}>{words.gonePointLink(point.had)}</a>
        )}
        <a href={href("public.indicators", { lang })}>{words.toIndicators}</a>
      </p>
    </section>
  );
}

function hasKey<K extends string>(data: unknown, key: K): data is Record<K, unknown> {
  return typeof data === "object" && data !== null && key in data;
}

function readGone(data: unknown): Gone | null {
  return hasKey(data, "gone") ? (data.gone as Gone) : null;
}

function readGonePoint(data: unknown): GonePoint | null {
  return hasKey(data, "gonePoint") ? (data.gonePoint as GonePoint) : null;
}

function readDamaged(data: unknown): Damaged | null {
  return hasKey(data, "damaged") ? (data.damaged as Damaged) : null;
}

function readFault(data: unknown): Fault | null {
  return hasKey(data, "fault") ? (data.fault as Fault) : null;
}
